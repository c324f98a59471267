help-send = Отправить
help-ask = Узнать
help-receive = Получать
help-people = Доступ
help-other = Ещё
help-more = О команде подробно: /help sms
help-examples = Примеры, нажмите, чтобы скопировать:

sample-text = Ваш заказ готов
sample-subject = Счёт 12
sample-comment = заявка 77

option-from = отправитель: до 11 латинских букв и цифр, зарегистрирован у провайдера
option-comment = заметка для истории у провайдера, не отправляется и не оплачивается
option-alphabet = алфавит; без него берётся тот, в котором частей меньше
option-flash = yes: сразу на экран, в телефоне не сохраняется
option-subject = тема письма
option-bot = бот, который напишет, например @shop_bot
option-voice = голос: m, m2, m3, m4 (мужские), w, w2, w3, w4 (женские), можно с языком: w2,en
option-ring = сколько секунд звонить
option-retry = сколько секунд между попытками
option-tries = сколько попыток

form-inbox = /inbox [on|off]
form-lang = /lang [ru|en|auto]
form-grant = /grant [<id>] viewer|operator|admin
form-revoke = /revoke [<id>]
form-status = /status [<id>]
form-error = /error [<код>]
form-help = /help [<команда>]
form-start = /start

about-sms = Несколько номеров пишутся через запятую. Всё, что после перевода строки или после --, уходит как есть. Чтобы написать человеку ещё раз, ответьте на карточку.
about-email = Сначала адрес, потом тема, потом текст.
about-call = Текст прочитает голос.
about-tgm = Код от 4 до 8 цифр, и ничего больше.
about-inbox = on показывает входящие SMS в этом чате или теме, off убирает. Ответ на такое сообщение уйдёт по SMS.
about-lang = auto: язык как в вашем Telegram, в группе как в настройках бота.
about-grant = Нужны id и роль или только роль, если это ответ на сообщение человека. Одна роль без ответа создаёт ссылку: по ней в течение суток войдёт один человек. Роли: viewer (наблюдатель) проверяет номера, operator (оператор) ещё и отправляет, admin (администратор) ещё и открывает доступ.
about-revoke = Нужен id, или ответьте этой командой на сообщение человека.

start = Здравствуйте, { $name }! Я отправляю сообщения через SMS-провайдера, проверяю номера и показываю, что с чем стало.
start-owner = Попробуйте /sms +79991234567 Привет. Коллегам откройте доступ командой /grant: свой id каждый увидит, когда напишет мне.
start-admin = Попробуйте /sms +79991234567 Привет. Коллегам откройте доступ командой /grant: свой id каждый увидит, когда напишет мне.
start-operator = Попробуйте /sms +79991234567 Привет или /hlr +79991234567, чтобы проверить номер.
start-viewer = Попробуйте /hlr +79991234567, чтобы проверить номер, или /ping +79991234567, чтобы узнать, включён ли телефон.
start-help = Всё, что я умею: /help

language-now = Язык: { $language }
language-chosen = Выбран командой /lang.
language-auto-own = Как в вашем Telegram.
language-auto-group = Как в настройках бота.
language-how = Сменить: /lang ru, /lang en или /lang auto.
language-ru = русский
language-en = английский
button-lang-ru = Русский
button-lang-en = English
button-lang-auto = Автоматически
