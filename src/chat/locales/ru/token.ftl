menu-token = Доступ для других программ
spoken-token = токен, токены
form-token = /token [add <имя> may=messages,lookups,alerts,heartbeat,stop [rate=120] [day=5000]]
about-token = Токены, по которым другие программы по HTTP отправляют сообщения, проверяют номера и останавливают рассылки: см. docs/api.ru.md. rate= — вызовов в минуту, day= — сообщений и проверок в сутки. Без параметров — список и когда каждым пользовались. Только в личном чате.
token = 🔑 Токен { $name }, разрешено: { $may }
token-limits = Вызовов в минуту: { $rate }, сообщений и проверок в сутки: { $day }
token-shown = Нажмите, чтобы скопировать: до { $time } он виден здесь, потом его не узнать.
token-hidden = Сам токен не хранится. Если он потерян, отзовите его и создайте новый.
token-revoked = 🔑 Токен { $name } отозван, по нему никого не впускают.
token-none-so = Токена { $name } нет. Ничего не отозвано. Все токены: /token
token-taken = Токен { $name } уже есть. Выберите другое имя или отзовите прежний: /token
token-no-name = Как называется программа? `/token add shop { $terms }`
token-bad-name = «{ $typed }» не подходит как имя токена: сначала латинская буква, дальше до 31 буквы, цифры, _ или -. `/token add { $near } { $terms }`
token-no-rights = Укажите, что ему можно, и уберите лишнее: `/token add { $name } may={ $all }`
token-in-private = Токен предназначен только вам: ответ в личном чате.
tokens = 🔑 Программы, которым открыт доступ:
tokens-none = 🔑 Доступа пока нет ни у одной программы.
tokens-add = Ещё один: /token add shop may=messages,lookups
token-of-settings = всё (API_TOKENS)
token-used = последний вызов { $time }
token-unused = не использовался
button-token-hide = Скопировано, скрыть
button-token-revoke = Отозвать
button-token-revoke-named = Отозвать { $name }
# What people call the rights, and the word of each that stands in a line; understood in every language.
token-rights = сообщения=messages, сообщение=messages, смс=messages, отправка=messages, проверки=lookups, проверка=lookups, тревоги=alerts, пульс=heartbeat, остановка=stop, стоп=stop
