stop-keywords = стоп, отписаться

stopped-by-keyword = попросили не писать, { $time }
stopped-by-person = добавлен: { $name }, { $time }
stopped-by-file = из файла: { $name }, { $time }

stopped-one = ⛔ { $who } в стоп-листе ({ $why }). Ничего не отправлено. Снять номер из списка может администратор: `/stoplist remove` и номер.
stopped-all = ⛔ Все, кому это писалось, в стоп-листе ({ $n }). Ничего не отправлено. Кто и почему: /stoplist
preview-stopped-stop-list =
    { $n ->
        [one] ⛔ { $n } в стоп-листе, ему не уйдёт: { $list }
       *[other] ⛔ { $n } в стоп-листе, им не уйдёт: { $list }
    }
cancelled-stopped-stop-list = ⛔ Номер в стоп-листе.
fate-stopped-stop-list = не отправлено, номер в стоп-листе
table-unsent-stopped = { $n } в стоп-листе
unsent-stopped = в стоп-листе

incoming-stopped = ⛔ В стоп-листе: этим сообщением попросили не писать.
incoming-on-stop-list = ⛔ Номер в стоп-листе ({ $why }).
incoming-perhaps-stop = ⚠️ Похоже, просят больше не писать.
incoming-start = ✅ В стоп-листе номера нет.
button-stop-list-add = В стоп-лист
stop-list-added = Номер в стоп-листе, больше ему ничего не уйдёт.
opt-out-confirmation = Вы отписаны, сообщений больше не будет. Вернуть: СТАРТ

typed-stop-words = words, слова
typed-stop-confirm = confirm, подтверждение, подтверждать
typed-stop-on = on, yes, да, вкл

menu-stoplist = Кому больше не писать
form-stoplist = /stoplist [<номер>], /stoplist add|remove <номер>, … [<почему>], /stoplist words [<слово>, …], /stoplist confirm on|off, /stoplist import|export
about-stoplist = Номерам из стоп-листа ничего не уходит: ни из команд и рассылок, ни от программ. Кто ответит СТОП, попадёт в него сам, и ему один раз придёт подтверждение по SMS; СТАРТ снимает. add: добавить, можно в ответ на карточку. Убирают номера, задают свои слова и загружают таблицы администраторы.

stop-list-title = Стоп-лист
stop-list = В стоп-листе { $n }
stop-list-none = ⛔ В стоп-листе никого нет.
stop-list-put =
    { $n ->
        [one] ⛔ В стоп-листе: { $list }. Больше ничего не уйдёт; неотправленное отменено.
       *[other] ⛔ В стоп-листе { $n }: { $list }. Больше ничего не уйдёт; неотправленное отменено.
    }
stop-list-there =
    { $n ->
        [one] { $n } номер там уже был.
        [few] { $n } номера там уже были.
       *[many] { $n } номеров там уже были.
    }
stop-list-taken-off =
    { $n ->
        [one] ✅ Снят со стоп-листа: { $list }. Отменённое само не уйдёт.
       *[other] ✅ Сняты со стоп-листа: { $list }. Отменённое само не уйдёт.
    }
stop-list-not-there = В стоп-листе нет: { $list }.
stop-list-admins-only = Убирать из стоп-листа, менять слова и подтверждение и загружать таблицы могут администраторы. Ничего не изменено.
stop-list-one = ⛔ { $who } в стоп-листе ({ $why }). Снять может администратор: `/stoplist remove { $number }`
stop-list-free = { $who } не в стоп-листе. Чтобы добавить: `/stoplist add { $number }`
stop-list-how = «{ $typed }» не номер. Весь стоп-лист: `/stoplist`. Проверить номер: `/stoplist { EXAMPLE("phone") }`
stop-list-add-how = Напишите номер и, если важно, почему: `/stoplist add { EXAMPLE("phone") } просил по телефону`. Или ответьте `/stoplist add` на карточку.
stop-list-add-unread = «{ $typed }» не похоже на номер: ничего не добавлено. { stop-list-add-how }
stop-list-remove-how = Напишите номер и почему: `/stoplist remove { EXAMPLE("phone") } попросил вернуть`
stop-list-remove-unread = «{ $typed }» не похоже на номер: никто не убран. { stop-list-remove-how }
stop-list-import-how = Пришлите таблицу (CSV, TSV, TXT, XLSX) с подписью `/stoplist import` или напишите это в ответ на неё. Столбец с номерами бот найдёт сам.
stop-list-import-many = Больше { $most } номеров за раз не получится. Ничего не добавлено: разделите таблицу.
stop-list-imported =
    { $n ->
        [0] ⛔ Новых номеров в таблице нет.
        [one] ⛔ В стоп-лист добавлен { $n } номер.
        [few] ⛔ В стоп-лист добавлены { $n } номера.
       *[many] ⛔ В стоп-лист добавлено { $n } номеров.
    }
stop-list-bad-rows =
    { $n ->
        [one] Строка { $list }: не номер.
       *[other] Не номера, строк { $n }: { $list }.
    }
stop-list-erased = номер стёрт
stop-list-since = С какого времени
stop-list-source = Откуда
stop-list-by = Кто
stop-list-source-keyword = ответ
stop-list-source-person = вручную
stop-list-source-file = файл
stop-words = Слова: STOP, STOPALL, UNSUBSCRIBE, OPTOUT, REVOKE, СТОП, ОТПИСАТЬСЯ. Свои: `/stoplist words баста`
stop-words-own = Слова: STOP, STOPALL, UNSUBSCRIBE, OPTOUT, REVOKE, СТОП, ОТПИСАТЬСЯ и свои: { $list }. Без своих: `/stoplist words -`
stop-words-bad = «{ $typed }» не годится: до трёх слов, до 40 знаков, и не СТАРТ. Через запятую: `/stoplist words баста, хватит`
stop-words-many = Своих слов может быть до { $most }.
stop-confirm-on = Кто ответит таким словом, получит одно подтверждение по SMS; выключить: `/stoplist confirm off`
stop-confirm-off = Подтверждение по SMS выключено; включить: `/stoplist confirm on`

typed-setting-stoplist = стоп-лист, стоплист
typed-stop-answers = answers, ответы, on, да
setting-stoplist = Ответы тем, кто в стоп-листе
setting-stoplist-answers = Разрешить
no-setting-stoplist = не уходят
about-setting-stoplist = answers: тому, кто в стоп-листе, но сам что-то спросил за последние сутки, ответить можно; коды ему тоже уходят.

chain-stopped-stopped = ↪️ { $next }: не отправлено, номер в стоп-листе.
