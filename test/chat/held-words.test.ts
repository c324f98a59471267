import { describe, expect, test } from 'vitest';
import { askedToTake } from '../../src/chat/held/handed.ts';
import { heldFor } from '../../src/chat/held/words.ts';

const lines = (text: string): string[] =>
  text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');

/** What agents answer customers. */
const ANSWERS = lines(`
  Да
  Да, до 21:00
  Нет, завтра мы не работаем
  Завтра
  Можно, приходите
  Здравствуйте! Ваш заказ готов к выдаче
  Добрый день, Мария! Курьер будет у вас с 10 до 12
  Спасибо!
  Спасибо, что написали. Разберёмся и ответим
  Хорошо, ждём вас
  Хорошо
  Ок
  Понял вас, передам мастеру
  Почему?
  Кто это?
  Когда вам удобно?
  Сколько штук нужно?
  Какой у вас номер заказа?
  Пришлите, пожалуйста, фото чека
  Отправьте нам фото паспорта
  Отправьте, пожалуйста, реквизиты на почту info@shop.ru
  Напишите номер заказа
  Напишите нам в чат на сайте
  Позвоните в магазин на Ленина, 5
  Перезвоните, пожалуйста
  Позвоните нам: +7 495 123-45-67
  Проверьте, пожалуйста, папку «Спам»
  Проверьте почту, письмо ушло вчера
  Скажите код курьеру
  Скажите, какой у вас адрес?
  Покажите это сообщение на кассе
  Возьмите с собой паспорт
  Повторите, пожалуйста, адрес
  Он уже в пути
  Она вас ждёт в кабинете 12
  Курьер звонил, вы не ответили. Он приедет завтра
  Его привезут завтра до обеда
  Ваш заказ отправлен, трек 1042
  Заказ отменён по вашей просьбе, деньги вернутся за 3 дня
  Отменить заказ можно в личном кабинете
  Оплатить можно картой или наличными
  Изменить адрес можно до отправки
  Забрать можно с 9 до 21
  Узнать цену можно на сайте
  Перенесли на четверг, 15:00
  Перенести визит можно по телефону
  Записали вас на вторник в 15:00
  Записать вас на вторник?
  Перезвоним вам через 10 минут
  Мы вам позвоним
  Цена 1500 рублей
  Цена та же, 500 ₽
  Стоимость доставки 300 рублей
  Стоит 500 рублей
  Статус заказа: готов
  Статус: передан в доставку
  Ошибка исправлена, попробуйте ещё раз
  Баланс вашей карты 300 бонусов
  Расписание на сайте
  Письмо отправлено
  Доставлено
  Доставили вчера в 18:20
  Дошло до вас письмо?
  Ещё не ушла машина?
  SMS с кодом придёт завтра
  СМС с кодом придёт в течение часа
  Пинг у нас 20 мс
  Почта работает до 18
  Мы перешли на новый адрес: Ленина, 5
  Пошли вам навстречу, скидка 10 %
  Подождите, пожалуйста…
  Минутку, уточню
  Сейчас узнаю
  Сейчас проверим и напишем
  Не нужно, спасибо
  Не приходите сегодня, мы закрыты
  Не отправляйте деньги заранее
  Не звоните, звонок отключён
  Нашли ваш зонт, приходите
  Приезжайте завтра в 9
  В 15:00 у входа
  Через полчаса
  Извините за ожидание
  Это моя ошибка, извините
  Пожалуйста
  Всего доброго!
  С днём рождения! 🎉
  Мой коллега свяжется с вами
  Промокод ОСЕНЬ15 действует до пятницы
  Для постоянных клиентов скидка 5 %
  Ссылка на оплату: https://pay.shop.ru/a1b2
  Пишем вам в Telegram: @shop_help
  Wi-Fi: guest, пароль qwerty
  Yes
  Yes, until 9 pm
  No, we are closed tomorrow
  Sure, come by any time
  Hello! Your order 1042 is ready
  Hi Maria, the courier will be there between 10 and 12
  Thank you!
  Thanks for letting us know
  OK
  Got it, see you tomorrow
  Why?
  Who is this?
  When would suit you?
  How many do you need?
  What is your order number?
  Please send us a photo of the receipt
  Send your address, please
  Call us at +7 495 123-45-67
  Call the shop on Lenina 5
  Check your spam folder
  Ask for Olga at the desk
  Tell the driver your code
  Tell them your name at the door
  Show this SMS at the desk
  Text STOP to unsubscribe
  Reply YES to confirm
  Can you send your address?
  Could you send us a photo?
  Please don't send cash to us
  Don't worry, you will get it today
  He will call you at noon
  She is on her way
  He is stuck in traffic, sorry
  The courier called, nobody answered
  Your order has been cancelled
  You can cancel any time
  Cancelled, the money will be back in 3 days
  It was delivered
  Did the parcel arrive?
  HLR is what we do
  Delivery is 300 roubles
  The price is 1500
  Status of your order: ready
  Moved to Thursday, 3 pm
  We moved to Lenina 5
  Sorry for the wait
  One moment please
  Let me check
  I'll ask my colleague
  I'll take care of it
  Anyone can pick it up with the code
  Someone will call you back
  Customer service is open till 9
  Please wait...
  Take the lift to the third floor
  Note that we close at 6
  My pleasure
  Welcome!
  Privet, zakaz gotov
  Spasibo, do zavtra
  Pay here: https://pay.shop.ru/a1b2
  You're welcome
  Great, we'll wait for you
  Уточните, пожалуйста, номер заказа
  Нет, к сожалению
  Заказ отменили, деньги вернём
  Коллеги свяжутся с вами
  Отлично, записали
  Вам удобно в 15:00?
  Курьер не смог дозвониться
  Он будет через час
  Его можно забрать до 21
  Тогда в пятницу в 12:00
  Пришлём код повторно
  Удалили ваш номер из рассылки
  Принято
  Спасибо, исправили
  ул. Мира 7, кв. 12
  Этот товар закончился
  Эта модель есть в чёрном цвете
  Можно ещё раз адрес?
  Same day delivery is 500
  The same price for both
  Wrong size? You can exchange it
  Could you repeat the address?
  Ignore the previous message, sorry
  Her office is on the second floor
  Call 112 in an emergency
  Save 10 % with the code AUTUMN
  Olga will take this one for you
  I'll hand your parcel over to the courier
  I'll pass it on to the driver
  Please hand it over to the courier
  Pass the code to the courier
  Hand this SMS to the clerk
  Leave this parcel at the desk on the first floor
  Please give the box to the driver
  Leave it with the concierge
  Just leave it to us
  Could you take it to the post office?
  Could you take it?
  Let us answer that tomorrow
  Please reply
  передадим Ольге, она перезвонит
  Передам Ольге, спасибо
  Передайте Ольге привет
  Передайте курьеру 500 рублей
  Отдайте старый аппарат курьеру
  Ольга передала, что заказ готов
  Мария, заберите заказ до пятницы
  Мария, возьмите, пожалуйста, паспорт
  Николай ответит вам завтра
  Ваш статус заказа: в пути
  Ваш баланс 500 р
  Рассылка отключена, извините
  Рассылку отключили
  Вы в стоп-листе, напишите СТАРТ
  Убрали вас из чёрного списка
  Сняли с чёрного списка, извините
  Мы вас не банили
  Мы не ведём чёрный список
  Это не бан, а сбой
  Квота на возврат исчерпана
  Статус заказа можно узнать на сайте
  Статус поменялся на «готов»
  Статус: готов
  Отчёт готов, пришлём завтра
  Отчёт отправили на почту
  Пришлите, пожалуйста, отчёт
  История болезни у врача
  История заказов в приложении
  Историю покупок покажет кассир
  Баланс 300 бонусов
  Баланс пополнен
  Баланс карты проверите на кассе
  Шаблон заявления на сайте
  Шаблон письма пришлём завтра
  Рассылка придёт в пятницу
  Рассылка платная
  Карточку возьмите с собой
  Карточка готова, заберите
  Карточка товара обновлена
  Очередь небольшая, минут 10
  Очередь двигается быстро
  Без очереди, по записи
  Стоп-кран не трогайте
  Чёрный есть, белого нет
  В чёрном цвете закончились
  Your order status is: on its way
  The status is ready
  Status: shipped
  Status changed to ready
  Order status: on its way
  Your balance is 500
  Balance due 500
  Your report is ready
  Report is on the way
  The report will be ready on Friday
  Bring the report with you
  History of your orders is in the app
  The template is on the website
  Use template 3 from our site
  The campaign ends on Sunday
  The campaign is over, sorry
  Bring your card
  Card or cash, both are fine
  Your card is ready
  The queue is short today
  No queue at all
  Skip the queue with this code
  We removed you from the opt-out list
  You are on our stop list, reply START
  There is no blacklist here
  Ping us when you arrive
  Ping me when you are here
  The quota is used up, sorry
  Your quota is 5 per day
`);

/** What is said to the bot, to colleagues or by mistake. */
const HELD: Readonly<Record<string, string[]>> = {
  bot: lines(`
    отправь ещё раз
    отправить ещё раз
    Отправьте ещё раз
    отправь это Ольге
    отправить завтра в 9: Ваш заказ готов
    отправить завтра в 9
    перешли Николаю
    перешлите ему
    отмени
    отмените
    Отмените, пожалуйста
    нет, отмени это
    передай это Ольге
    Оля возьми пожалуйста
    send this to Olga
    assign to olga
    нет, не надо отправлять
    отменить отправку
    стоп, не отправляй
    не отправляй это
    не надо отправлять, отмени
    удали это
    удалить
    удалите сообщение
    перенеси на завтра
    перенести на 15:00
    перенесите это на вторник
    измени время на 10:00
    измени «готов» на «отправлен»
    изменить текст
    исправь, там опечатка
    замени «заказ» на «посылку»
    повтори
    повторить отправку
    добавь в стоп-лист
    добавить его в стоп-лист
    заблокируй этот номер
    заблокируй
    заблокировать его
    позвони ему
    позвонить ему
    надо позвонить ему
    нужно перезвонить ей
    позвоните ему завтра
    запиши: звонить после шести
    напомни завтра
    напомнить через час
    напомни мне в 15:00
    скажи ему, что мы закрыты
    спроси у него адрес
    узнай, дошло ли
    проверь статус
    проверить доставку
    покажи историю
    найди его заказ
    подожди
    не трогай
    пинг
    статус?
    статус смс
    история
    история сообщений этого номера, покажи
    цена?
    сколько стоило?
    сколько стоила отправка
    баланс
    дошло?
    Почему не дошло?
    ну что, доставлено?
    когда ушло?
    Отправить
    Готово
    спасибо, бот
    бот, отправь
    бот ты где
    Тест
    send it again
    Send it again, please
    send again
    send
    please resend
    resend it
    Can you resend it?
    could you send it again?
    don't send that
    do not send that
    Don’t send this
    wait, don't send it
    no, cancel that
    cancel
    cancel it please
    cancel the message
    delete this
    delete
    undo
    move it to tomorrow
    move to 15:00
    change it to Thursday
    change to 10:00
    change 1042 to 1043
    try again
    what about him?
    поправь на 1043
    уточни адрес
    ещё раз то же самое
    ой, не туда
    Ой не то
    Ошибся чатом
    ну и что делать
    once more
    oops, wrong chat
    what now?
    schedule for tomorrow 9am: Your order is ready
    set reminder for 5pm
    save as Ivan
    Refund him
    ignore
    nvm
    how many parts?
    asdf
    а что писать?
    не знаю
    Give her 10% off
    что с ним?
    replace it with the other text
    edit the text
    fix the text, there is a typo
    block
    block this number
    block him
    unblock her
    forward to Olga
    forward this
    call him
    please call him back
    Call her tomorrow
    ask him for the address
    tell her we are closed
    write to him in the evening
    remind me tomorrow
    remind me in an hour
    repeat
    retry
    check it
    status
    status?
    status of this sms
    add contact Fiona MacLeod 07911 123456
    contact add fiona 07911 123456
    show templates
    set timezone to glasgow
    delete the group depot
    stats last week
    добавьте контакт Фиона 07911 123456
    создай шаблон готово
    покажите все шаблоны
    price?
    how much did it cost?
    how much was this sms
    did it arrive?
    why was it not delivered?
    history
    пробей hlr
    пробей его по hlr
    пробей по хлр
    пробить hlr
    hlr
    hlr его
    hlr по этому номеру
    сделай hlr
    нужен hlr
    надо hlr сделать
    в стоп-лист её
    в стоп-лист
    её в стоп-лист
    в стоп лист его
    в стоплист срочно
    занеси в стоп-лист
    внести в стоп-лист
    в чс
    в чс его
    в чс эту тётку
    кидай в чс
    в чёрный список
    в чёрный список её
    его в чёрный список
    она уже в чёрном списке?
    в блэклист
    в бан
    бан ему
    забанить
    в игнор его
    сделай пинг
    пинг его
    пингани его
    статус этого сообщения
    статус по нему
    что там со статусом, глянь
    какой статус?
    глянуть статус
    отчёт
    отчёт за сегодня
    нужен отчёт
    отчёт по рассылке
    историю
    история по номеру
    его история
    квота
    какая квота
    квота у него какая
    какой баланс?
    шаблон
    по шаблону
    шаблоны
    в рассылку его
    из рассылки её
    останови рассылку
    очередь
    очередь на сегодня
    переотправь
    переотправить
    перешли в вайбер
    продублируй
    закрой
    проверь номер
    заблокируй
    run hlr
    run hlr on him
    hlr this number
    do an hlr
    hlr please
    need hlr
    ping him
    ping this number
    ping
    to the stop list
    into the stop list with her
    put him on the stop list
    stoplist him
    stop-list this one
    blacklist
    blacklist him
    blacklist this number
    add to blacklist
    add her to the block list
    block list
    on the block list please
    he is on the blacklist
    to the opt-out list
    opt-out list for this one
    opt him out
    ban
    ban him
    check status
    check the status
    status of delivery
    his status
    report
    report please
    get me the report
    today's report
    show history
    his history
    full history
    quota
    check quota
    what's the quota
    check his balance
    balance
    template
    use template
    templates
    campaign
    stop the campaign
    campaign report
    his card
    open the card
    queue
    next in queue
    show the queue
    resend
    forward
    thanks bot
    bot, send it
    Send again
    tomorrow 9:00 Your order is ready
    test
  `),
  team: lines(`
    беру
    Беру!
    ок, беру
    я возьму
    это мой клиент
    мой клиент, не трогайте
    клиент просит перезвонить
    баланс клиента
    карточку клиента
    этот клиент нам должен
    он не отвечает
    возьмите кто-нибудь
    передаю Николаю
    handing over to Olga
    hand this over to olga please
    pass this to Olga
    pass it on to olga
    Nik, hand this over to Olga
    could you hand him over to Olga
    we should hand this one over to olga
    hand this over to the night shift
    give olga this one please
    give Olga this chat
    let olga handle this
    ask olga to answer
    have Olga take over
    передайте Ольге
    Передайте Ольге, пожалуйста
    надо передать Ольге
    отдай Ольге
    отдайте этого Ольге
    перекинь на Олю
    перекиньте клиента на Николая
    пусть Николай ответит
    лучше пусть Николай ответит
    может, пусть Николай возьмёт
    Он говорит, что не получил
    она просит скидку
    она не берёт трубку
    он злится
    он уже заплатил
    кто взял?
    кто отвечает?
    кто ему ответил
    кто это отправил, ребята?
    чей клиент?
    ребята, кто свободен?
    коллеги, гляньте
    @olga глянь
    @nik посмотри, пожалуйста
    // позвонить после шести
    заметка: постоянный
    Заметка - любит скидки
    для себя: проверить адрес
    (это он вчера ругался)
    [странный]
    ok I'll take it
    I’ll take it
    I'll take this one
    I take it
    mine
    on it
    this is my client
    the customer wants a refund
    the client is angry
    Клиенту надо бы скидку дать
    Этот опять пишет
    Какой у него тариф?
    Сколько ему осталось платить?
    Не отвечаю ему больше
    Пусть Оля ответит
    Дубль, не отвечаем
    Спам
    Уже ответил
    Я ответила
    Кажется мошенник
    it's a scammer
    spam
    already answered
    He keeps writing
    did he read it?
    What should I answer?
    Do we have this in stock?
    dunno what to say
    Is this the guy from yesterday?
    what does he want from him?
    he says he never got it
    she wants a discount
    he doesn't answer
    He’s not answering
    she already paid
    he lies
    who took it?
    who is answering?
    who sent this?
    whose is it?
    can anyone take this?
    guys, look
    @name look
    @olga please answer
    // note to myself
    note: regular customer
    Note: call after six
    todo: check the address
    fyi: pays late
    (this one is strange)
  `),
  bare: [
    '?',
    '??',
    '!',
    '.',
    '…',
    'а',
    'k',
    '5',
    '1042',
    '15:00',
    '+7 999 123-45-67',
    '89991234567',
    '👍',
    '🙏🙏',
    '1)',
    '01.12',
    '-',
    '500 ₽',
  ],
  keyboard: lines(`
    ghbdtn
    Ghbdtn!
    ghbdtn, rfr ltkf
    dfi pfrfp ujnjd
    cgfcb,j
    lf
    lj pfdnhf
    yt pyf.
    gthtytcb yf pfdnhf
    руддщ
    щл еролы
    нщгк щквук шы куфвн
    ыутв ше фпфшт
  `),
  place: lines(`
    Здравствуйте, {имя}! Ваш заказ готов
    Здравствуйте, <имя>
    Уважаемый [имя], ждём вас
    Ваш заказ ___ готов
    Ваш заказ ХХХ готов
    Ваш заказ … готов
    Ждём вас %дата%
    Hello {name}, your order is ready
    Dear <name>
    Dear [name], your order is ready
    Your order XXX is ready
    Your order ____ is ready
    Your order ... is ready
  `),
};

test('the lists are as long as they have to be to say something', () => {
  expect(new Set(ANSWERS).size).toBeGreaterThan(150);
  expect(Object.values(HELD).flat().length).toBeGreaterThan(200);
});

test.each(ANSWERS)('“%s” goes below what a customer wrote', (words) => {
  expect([heldFor(words, 'said'), askedToTake(words)]).toEqual([null, null]);
});

describe.each(Object.entries(HELD))('as “%s”', (held, all) => {
  test.each(all)('“%s” is held back', (words) => {
    expect(heldFor(words, 'said')).toBe(held);
  });
});

test.each([
  'Спасибо!',
  'ок',
  'Отлично, спасибо',
  'Почему?',
  'Thanks',
  'why?',
  'ok, got it',
  'great, thank you',
])('“%s” answers a customer, and is hardly written to one out of nothing', (words) => {
  expect([heldFor(words, 'said'), heldFor(words, 'asked'), heldFor(words, 'sent')]).toEqual([
    null,
    null,
    'bot',
  ]);
});

test.each(['5', '15:00', '1042', '500 ₽', '+7 495 123-45-67'])(
  '“%s” answers a question, and is nothing without one',
  (words) => {
    expect([heldFor(words, 'asked'), heldFor(words, 'said')]).toEqual([null, 'bare']);
  },
);

test('words that a list is full of are read in no time', () => {
  expect(heldFor(`${'did not '.repeat(2000)}x`, 'said')).toBeNull();
});

test.each(
  lines(`
    olga can you take this one
    olga take this one please
    Olga please take over
    can olga take this one?
    hey olga, would you reply to him
    can you take this one, Olga?
    olga you take it
    someone take this one
    Оля, можешь взять?
    Оля подхвати пожалуйста
    Оля, возьмёшь этого?
    может Оля возьмёт?
    Оля, займитесь этим
  `),
)('“%s” asks somebody to take the customer over', (words) => {
  expect(askedToTake(words)).toMatch(/^(?:olga|оля|someone)$/);
});
