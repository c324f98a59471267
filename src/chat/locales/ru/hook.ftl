menu-hook = Сообщать другим программам о событиях
spoken-hook = вебхук, вебхуки, хук
form-hook = /hook [add <адрес> [events=delivered,failed,cancelled,incoming,doubt,read,clicked]]
about-hook = Подписанный POST на адрес другой программы: что стало с сообщениями и что пришло; см. docs/api.ru.md. Без параметров — список адресов и как у них дела. Только в личном чате.
hook = 🪝 Вебхук { $n }: { $address }
hook-events = сообщаю о: { $events }
hook-shown = Нажмите, чтобы скопировать секрет, по которому программа узнаёт меня: до { $time } он виден здесь, потом его не узнать.
hook-removed = 🪝 Вебхук { $n } удалён, ему больше ничего не сообщается.
hook-untold = пока ничего не отправлялось
hook-succeeded = ✅ последний раз принято { $time }
hook-failed = ⚠️ последний раз не принято { $time }: { $why }
hook-why =
    { $kind ->
        [private] адрес из частной сети (разрешает HOOK_ALLOW_PRIVATE=true)
        [plain] это не https
        [name] такого имени в DNS нет
        [timeout] ответ не пришёл вовремя
        [certificate] сертификат не прошёл проверку
        [redirect] ответ { $status }, а перенаправлениям я не следую
        [status] ответ { $status }
       *[connection] нет соединения
    }
hook-off =
    { $why ->
        [gone] ⛔ Выключен { $time }: получатель ответил 410, ему больше не нужно.
        [role] ⛔ Выключен { $time }: тот, кто его добавил, больше не администратор. Отвечать за него будет тот, кто включит.
        [secret] ⛔ Выключен { $time }: у меня другой токен Telegram, а с ним и секрет. Удалите вебхук и добавьте заново.
       *[failing] ⛔ Выключен { $time }: за сутки ничего не принято. Накопленное до этого уйдёт после включения, если ему не больше трёх дней.
    }
hook-button = Ничего не изменено. Всё, что делают с вебхуком { $n }, есть кнопками на его карточке: /hook
hook-there = Этот адрес уже есть, это вебхук { $n }: /hook
hook-too-many = Вебхуков уже { $n }, больше нельзя. Удалите какой-нибудь: /hook
hook-no-address = На какой адрес сообщать? `{ $line }`
hook-bad-address = «{ $typed }» — не адрес: он начинается с https://, например: `{ $line }`
hook-plain = «{ $typed }» — без шифрования: адрес должен начинаться с https://
hook-password = Уберите имя и пароль из адреса: что это я, видно по подписи. `{ $line }`
hook-test-sent = Проверка отправлена, результат появится в этом сообщении
hook-in-private = Адрес и секрет предназначены только вам: ответ в личном чате.
hooks-none = 🪝 Пока ни одной программе ничего не сообщается.
hooks-add = Ещё один: /hook add https://shop.example/sms events=delivered,failed
button-hook-hide = Скопировано, скрыть
button-hook-test = Проверить
button-hook-on = Включить
button-hook-remove = Удалить
button-hook-test-of = { $n } · Проверить
button-hook-on-of = { $n } · Включить
button-hook-remove-of = { $n } · Удалить
# What people call the events, and the word of each that stands in a line; understood in every language.
hook-event-words = не доставлено=failed, не доставлены=failed, не доставлен=failed, доставлено=delivered, доставлен=delivered, доставлены=delivered, доставка=delivered, недоставлено=failed, недоставка=failed, ошибки=failed, ошибка=failed, отмена=cancelled, отменено=cancelled, отменены=cancelled, входящие=incoming, входящее=incoming, ответы=incoming, сомнения=doubt, сомнение=doubt, прочитано=read, прочтение=read, переходы=clicked, переход=clicked, клики=clicked
