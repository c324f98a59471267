seconds = { $n } с
minutes = { $n } мин
hours = { $n } ч

stranger = Этот бот для сотрудников. Ваш Telegram id: { $id }. Передайте его владельцу бота, он откроет доступ командой /grant.
stranger-no-owners = У этого бота ещё нет владельца. Ваш Telegram id: { $id }. Впишите OWNER_IDS={ $id } в файл .env и перезапустите бота.
anonymous = Вы пишете здесь от имени группы, и непонятно, кто вы. Отключите анонимность в правах администратора или напишите мне в личный чат.
not-allowed =
    { $role ->
        [owner] Команда /{ $command } только для владельцев бота (OWNER_IDS).
       *[other] Команда /{ $command } доступна с ролью «{ role-name }». Попросите её у администратора.
    }
no-such-channel = Команды /{ $name } здесь нет: сообщения уходят только по почте, а в письме этому нет места (WAYS). Список: /help.
no-such-channel-plain = Команды /{ $name } здесь нет: у этого провайдера только SMS. Список: /help.
no-balance-here = Команды /balance здесь нет: этот провайдер не сообщает, сколько осталось на счёте. Список: /help.
by-alert = Команды /{ $name } нет: [Беру] и [Тихо 1 ч] есть под каждым оповещением.
by-alert-watches = { by-alert } Что здесь сообщается, с кнопкой [Убрать]: /watch
by-button = Команды /{ $name } нет: нажмите [Пауза] или [Продолжить] на карточке рассылки. Все рассылки сразу останавливает /stop.
by-send-again = Команды /{ $name } нет: [{ button-send-again }] есть под каждым недоставленным сообщением, а под карточкой нескольких — такая же кнопка для всех недоставленных.
nothing-taken-back = Команды /{ $name } нет: отправленную SMS не вернуть. Что ещё не ушло, отменяет кнопка на карточке; что ждёт своего времени, показывает /scheduled.
unknown-command = Команды /{ $name } нет. Список: /help.
what-to-do = Я отправляю сообщения и проверяю номера. Эти слова никому не ушли: начните с команды, например `/sms { EXAMPLE("phone") } Привет`, а чтобы ответить клиенту, ответьте на карточку с его SMS. Все команды: /help
what-to-do-plain = Я отправляю SMS и показываю, что с ними стало. Эти слова никому не ушли: начните с команды, например `/sms { EXAMPLE("phone") } Привет`, а чтобы ответить клиенту, ответьте на карточку с его SMS. Все команды: /help
edited = Правка ничего не изменила: команда принята такой, какой была. Если нужно другое, отмените на карточке то, что ещё не ушло, и пошлите её заново.
second-hand = Пересланное и то, что составил другой бот, я не выполняю: это мог написать кто угодно. Если нужно, скопируйте текст и пошлите от себя.
added-to-group = Я здесь. `/inbox on` покажет в этом чате входящие SMS, /help расскажет, что я умею.
no-reply-to-this = Непонятно, кому это отправить. Ответьте на карточку с одним получателем или на входящее SMS либо напишите /sms.
no-reply-to-several = На этой карточке несколько получателей, а ответ уходит одному: ничего не отправлено и не остановлено. Что можно сделать сразу со всеми, стоит на кнопках под ней и здесь, если это ещё возможно; у кого сообщение уже есть, покажет `/status` в ответ на неё.
no-reply-to-unsent = На этой карточке несколько получателей, а ответ уходит одному: ничего не отправлено, не изменено и не отменено. Отправят, отложат или отменят её кнопки здесь и под ней. Чтобы у них был другой текст, отмените это и отправьте заново, по таблице — ответив на неё `/bulk` и новым текстом.
no-reply-to-sender = Это SMS пришло от { $sender }. Ответить можно только на номер телефона.
reply-to-waiting = ✋ Это никому не ушло, и с тем сообщением пока ничего не сделано. Что с ним сделать? Написать клиенту другое: ответьте на его карточку `/sms` и текстом.
choices-over = Это уже решено: что стало, сказано на карточке.
button-choices-at = На { $when }
no-reply-to-nobody = В этом SMS не указано, с какого номера оно пришло, поэтому ответить на него нельзя.
set-aside = Ваше сообщение не удалось обработать, ошибка записана в журнал. Ничего не отправлено. Попробуйте ещё раз или скажите администратору.
role-name =
    { $role ->
        [owner] владелец
        [admin] администратор
        [operator] оператор
       *[viewer] наблюдатель
    }
button-stale = Эта кнопка устарела.
button-late = Уже сделано.
button-wordless = Для этого нужен текст, а он больше не хранится.
button-not-allowed = Нужна роль «{ role-name }».
button-asks-next = На карточке ещё один вопрос.
button-sending =
    { $n ->
        [one] Отправляется { $n } сообщение.
        [few] Отправляются { $n } сообщения.
       *[many] Отправляется { $n } сообщений.
    }
button-cancelled =
    { $n ->
        [one] Отменено { $n } сообщение, оно не отправлено.
        [few] Отменены { $n } сообщения, они не отправлены.
       *[many] Отменено { $n } сообщений, они не отправлены.
    }
button-paused = На паузе, осталось { $n }.
button-pause = Пауза
button-resume = Продолжить
button-left = Оставлено как есть.
button-send = Отправить
button-send-now = Отправить сейчас
button-send-many = Отправить { $n }
button-send-again = Отправить ещё раз
button-plain =
    { $n ->
        [one] В { $n } часть
        [few] В { $n } части
       *[many] В { $n } частей
    }
button-send-without-file = Отправить без файла
button-send-many-without-file = Отправить { $n } без файла
button-send-when-possible = Отправить, когда можно
button-again-many = Отправить ещё раз { $n }
button-reached = Кому пришло
button-write-reached = Написать этим { $n }
button-by-sms = SMS
button-by-viber = Viber
button-by-call = Позвонить
button-test = Сначала мне
button-column = Другой столбец
button-encoding = Другая кодировка
button-cancel = Отмена
button-cancel-rest = Отменить остальные
button-leave = Оставить так
button-sms = SMS
button-ping = Ping
button-hlr = HLR
button-refresh = Обновить

called-off = Хорошо, по /{ $command } ничего не сделано.
called-off-alone = Хорошо, по /{ $command } ничего не сделано. Рассылок это не касается: их останавливает /stop.
nothing-to-call-off = Отменять нечего: вопроса к вам сейчас нет. Рассылки останавливает /stop, а то, что ещё не ушло, отменяет кнопка на его карточке.
question-unread =
    { $missing ->
        [table] «{ $words }» не таблица.
        [email] В «{ $words }» нет адреса.
        [sender] «{ $words }» не имя отправителя и не номер.
        [values] «{ $words }»: непонятно, что из этого что.
       *[phone] В «{ $words }» нет номера.
    }
question-phone-text = /{ $command }: кому? Ответьте номером и текстом.
question-phone-bot-text = /{ $command }: кому? Ответьте номером, bot= и текстом.
question-phone-code = /{ $command }: кому? Ответьте номером и кодом.
question-phone = /{ $command }: какой номер? Ответьте одним или несколькими.
question-own-phone = На какой номер послать пробу? Ответьте номером, в следующий раз бот его не спросит.
question-one-phone = /{ $command }: какой номер? Ответьте номером.
question-email-text = /{ $command }: кому? Ответьте адресом, subject= и текстом.
question-email = /{ $command }: кому? Ответьте адресом и subject=.
question-phone-bot = /{ $command }: кому? Ответьте номером и bot=.
question-code = /{ $command }: какой код? Ответьте, от 4 до 8 цифр.
question-text = /{ $command }: какой текст? Ответьте текстом.
question-reached-text = Кому пришло или могло прийти ({ $n }): какой текст? Ответьте текстом.
question-table = /{ $command }: по какой таблице? Пришлите её ответом (CSV, TSV, TXT или XLSX).
question-table-text = /{ $command } → { $file }: какой текст? Ответьте текстом; столбцы вставляются по названию или букве, как { "{" }имя{ "}" } или { "{" }B{ "}" }.
hint-phone-text = { EXAMPLE("spaced") } текст
hint-phone-bot-text = { EXAMPLE("spaced") } bot=@shop_bot текст
hint-phone-code = { EXAMPLE("spaced") } 4821
hint-phone = { EXAMPLE("spaced") }
hint-own-phone = { EXAMPLE("spaced") }
hint-one-phone = { EXAMPLE("spaced") }
hint-email-text = a@b.ru subject="Счёт 12" текст
hint-email = a@b.ru subject="Счёт 12"
hint-phone-bot = { EXAMPLE("spaced") } bot=@shop_bot
hint-code = 4821
hint-text = текст сообщения
hint-reached-text = текст сообщения
hint-table = файл с номерами
hint-table-text = текст сообщения
card-unreadable = Эту карточку больше не показать.
card-withheld = Вам больше не видно, что здесь было: ваша роль изменилась.
card-forgotten = 🗑 То, что здесь было, больше не хранится.
private-not-started = Это покажу только вам, в личном чате. Если там ничего нет, откройте @{ $bot } и нажмите «Старт».
card-refused = ⚠️ Telegram не принимает эту карточку: «{ $why }».
card-refused-status = Что с сообщением, покажет /status в ответ на неё.
