import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { messagesFrom, ordered } from '../../src/store/attempts/outbox.ts';
import { namePerson } from '../../src/store/people/people.ts';
import { type ChatForTest, chatForTest, NIKOLAI, OLGA, only } from '../support/chat.ts';

const NOON = Date.UTC(2026, 10, 28, 9);
const N = '+79123456789';

let chat: ChatForTest;
beforeEach(async () => {
  vi.useFakeTimers({ toFake: ['Date'], now: NOON });
  chat = await chatForTest();
  await chat.let(NIKOLAI, 'operator');
  await chat.say(OLGA, '/contact add Марина 89121234576');
  await chat.say(OLGA, '/contact add Света-Белова 89121234577');
  await chat.say(OLGA, '/template add отзыв Оцените нас, пожалуйста');
  await chat.say(OLGA, '/group add вип Света-Белова');
});

afterEach(() => {
  vi.useRealTimers();
});

/** What is said, and the line that is offered for it. */
const WISHES: readonly (readonly [words: string, line: string])[] = [
  ['то же самое для 89123456789', `/sms ${N}`],
  ['и отправь такое же сообщение на 8 912 345-67-89', `/sms ${N}`],
  ['напомни ученику 89123456789 про вождение', `/sms ${N}`],
  ['напомнить клиенту 89123456789', `/sms ${N}`],
  ['что с каналом', '/health'],
  ['как там связь?', '/health'],
  ['что у нас со шлюзом', '/health'],
  ['тихо на час', '/watch mute'],
  ['заглуши все тревоги до утра', '/watch mute'],
  ['почему не дошло на 8 912 345-67-89', `/status ${N}`],
  ['не дошло 89123456789', `/status ${N}`],
  ['клиент 89123456789 говорит, что не получал смс', `/status ${N}`],
  ['смс на 89123456789 прочитали?', `/status ${N}`],
  ['запиши в контакты 8912 345 67 89 Игорь', `/contact add Игорь ${N}`],
  ['добавить контакт Игорь Петров 89123456789', `/contact add Игорь-Петров ${N}`],
  ['у марины новый номер 89123456789', `/contact change Марина ${N}`],
  ['поменяй номер Светы Беловой на 89123456789', `/contact change Света-Белова ${N}`],
  ['удали контакт марина', '/contact remove Марина'],
  ['перекинь марину в группу вип', '/group add вип Марина'],
  ['8912 345 67 89 больше не пишите', `/stoplist add ${N}`],
  ['8 912 345 67 89 не беспокоить', `/stoplist add ${N}`],
  ['не пишите больше марине', '/stoplist add Марина'],
  ['89123456789 отписался?', `/stoplist ${N}`],
  ['89123456789 в стоп-листе?', `/stoplist ${N}`],
  ['верни 89123456789 в рассылку', `/stoplist remove ${N}`],
  ['код 4821 в телеграм на 8912 345 67 89', `/tgm ${N} 4821`],
  ['отправь код 4821 в тг 89123456789', `/tgm ${N} 4821`],
  ['завтра в 9 напомни Марине 89123456789 про запись', `/sms ${N} at="завтра в 9"`],
  ['отправь марине завтра в 10 утра, что заказ готов', '/sms Марина at="завтра в 10 утра" заказ готов'],
  ['ответь 89123456789, что скидки нет', `/sms ${N} скидки нет`],
  ['скажи 89123456789 курьер внизу', `/sms ${N} курьер внизу`],
  ['разошли 89123456789, 89123456780 завтра закрыто', `/sms ${N}, +79123456780 завтра закрыто`],
  ['отправь в вайбер 8 912 345-67-89 заказ готов', `/viber ${N} заказ готов`],
  ['прозвони 8 912 345-67-89 заказ готов', `/call ${N} заказ готов`],
  ['отправь марине', '/sms Марина'],
  ['напишите смс марине', '/sms Марина'],
  ['смс на 89123456789 завтра вождение', `/sms ${N} завтра вождение`],
  ['смс для 8 912 345-67-89 завтра вождение', `/sms ${N} завтра вождение`],
  ['шаблон отзыв марине', '/t отзыв Марина'],
  ['поменяй шаблон отзыв: {имя}, оцените нас на карте', '/template change отзыв {имя}, оцените нас на карте'],
  ['измени шаблон отзыв на «Оцените нас»', '/template change отзыв Оцените нас'],
  ['обнови текст шаблона отзыв на Ждём отзыв на сайте', '/template change отзыв Ждём отзыв на сайте'],
  ['покажи шаблон отзыв', '/template отзыв'],
  ['пингани 89123456789 пока не включится', `/ping ${N} until on`],
  ['пропингуй 89123456789 до шести вечера', `/ping ${N} until=18:00`],
  ['а 89123456789 ответил?', `/history ${N}`],
  ['это мтс? 89123456789', `/hlr ${N}`],
  ['отмени отложенное на 89123456789', '/scheduled'],
  ['ой нет, в 11', '/scheduled'],
  ['253 это что?', '/error 253'],
  ['смс уходят?', '/health'],
  ['шлюз лежит?', '/health'],
  ['связь с провайдером есть', '/health'],
  ['кто сегодня на смене', '/people'],
  ['сколько смс ушло сегодня и сколько не дошло?', '/stats сегодня'],
  ['сколько ушло и сколько из них дошло за вчера', '/stats вчера'],
  ['вчера сколько сообщений отправили, сколько доставлено', '/stats вчера'],
  ['покажи вчерашнее', '/stats вчерашнее'],
  ['покажи ошибки за вчера', '/stats вчера by=code'],
  ['отзови токен сайта', '/token'],
  ['куда приходят ответы клиентов', '/inbox'],
  ['меня не будет до понедельника', '/away до понедельника'],
  ['вернулась с обеда', '/back'],
  ['сделай 109 оператором', '/grant 109 operator'],
  ['сделай диму админом', '/grant admin'],
  ['пусти диму', '/grant operator'],
  ['добавь диму наблюдателем', '/grant viewer'],
  ['добавь Павла дежурным, он только смотрит', '/grant viewer'],
  ['закрой доступ Николаю', '/revoke 102'],
  ['убери доступ у Николая', '/revoke 102'],
  ['закрой Николаю доступ', '/revoke 102'],
  ['лиши Николая доступа', '/revoke 102'],
  ['заблокируй Николая', '/revoke 102'],
  ['remove Nikolai’s access', '/revoke 102'],
  ['что сегодня делал Николай?', '/audit 102 сегодня'],
  ['что Николай сделал вчера', '/audit 102 вчера'],
  ['show me what Nikolai did today', '/audit 102 today'],
  ['у нас екатеринбург время', '/settings zone екатеринбург'],
  ['напиши клиенту 89123456789 что машина готова', `/sms ${N} машина готова`],
  ['напиши марине, что заказ готов', '/sms Марина заказ готов'],
  ['отправь всем из группы вип, что завтра закрыто', '/sms #вип завтра закрыто'],
  ['позвони курьеру 89123456789', `/call ${N}`],
  ['дошло марине?', '/status Марина'],
  ['марина ответила?', '/history Марина'],
  ['какой номер у марины?', '/contact Марина'],
  ['смени отправителя на APTEKA', '/settings sender APTEKA'],
  ['стоп лист покажи', '/stoplist'],
  ['включи входящие', '/inbox on'],
  ['покажи последние отправки', '/audit'],
  ['delete the contact марина', '/contact remove Марина'],
  ['show me the отзыв template', '/template отзыв'],
  ['добавь Рустама оператором, его id 109', '/grant 109 operator'],
  ['назначь Рустама админом, айди 109', '/grant 109 admin'],
  ['скажи Свете Беловой заказ приехал', '/sms Света-Белова заказ приехал'],
  ['tell 89123456789 that we are closed', `/sms ${N} we are closed`],
  ['send by viber to 89123456789 we are closed', `/viber ${N} we are closed`],
];

test('what is wanted of the bot is answered with the line that does it, and nothing goes', async () => {
  for (const [words, line] of WISHES) {
    const { copied } = only(await chat.say(OLGA, words));
    expect(copied, words).toEqual([line]);
  }
  expect(messagesFrom(await ordered(chat.store.db).orderBy('messages.id').execute())).toEqual([]);
});

test.each([
  'убери доступ у Павла',
  'уволили Павла, закрой ему доступ',
  'закрой доступ Павлу',
  'remove Rhys’s access',
])(
  'who takes away access of somebody unknown is shown how that goes, and not how it is given: %s',
  async (words) => {
    expect(only(await chat.say(OLGA, words)).copied).toEqual(['/revoke 123456789', '/people']);
  },
);

test('who is called Pavel is known by the other cases of it', async () => {
  await chat.store.write((tx) => namePerson(tx, { id: 109, name: 'Павел', telegramLanguage: 'ru' }, NOON));
  await chat.say(OLGA, '/grant 109 viewer');
  for (const words of ['убери доступ у Павла', 'закрой доступ Павлу'])
    expect(only(await chat.say(OLGA, words)).copied, words).toEqual(['/revoke 109']);
});

test('each of those lines is taken as it stands', async () => {
  const lines = new Set(WISHES.map(([, line]) => line).filter((line) => line.includes(' ')));
  const last = '/contact remove Марина';
  for (const line of [...lines].filter((one) => one !== last).concat(last)) {
    const [card] = await chat.say(OLGA, line);
    expect(card?.card.kind, line).not.toBe('problem');
    await chat.say(OLGA, '/lang');
  }
});

test.each([
  ['отправь письмо на a@b.ru', '/email a@b.ru subject=… …'],
  ['напиши на почту a@b.ru что счёт готов', '/email a@b.ru subject=… счёт готов'],
  ['отправь письмо на a@b.ru о том, что счёт готов', '/email a@b.ru subject=… счёт готов'],
  ['send an email to a@b.com', '/email a@b.com subject=… …'],
  ['send an email to a@b.com saying the invoice is ready', '/email a@b.com subject=… the invoice is ready'],
])('“%s” is answered with a line whose subject is left to fill in', async (words, line) => {
  expect(only(await chat.say(OLGA, words)).copied).toEqual([line]);
});

const TEXTS = [
  '89123456789 Ваш заказ готов, ждём до 20:00',
  '89123456789 добрый день, больше не нужно ничего присылать',
  '89123456789 Марина, ваш новый номер заказа 515',
  '89123456789 код 4821 для входа в подъезд',
  '89123456789 почему не дошли до нас? ждали вас в 12',
  '89123456789 мы вам больше не пишем, вы отписаны',
  '89123456789 ответили на ваш вопрос по почте',
  'отправь 89123456789 пожалуйста не пишите больше на этот номер',
  'напиши 89123456789 добавьте контакт нашей аптеки',
];

test('a text to a customer is still offered as one', async () => {
  for (const words of TEXTS)
    expect(only(await chat.say(NIKOLAI, words)).copied[0], words).toMatch(/^\/sms \+79123456789 /);
});
