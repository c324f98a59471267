stop-keywords = stop, unsubscribe

stopped-by-keyword = they asked not to be written to, { $time }
stopped-by-person = added by { $name }, { $time }
stopped-by-file = from a file of { $name }, { $time }

stopped-one = ⛔ { $who } is on the stop list ({ $why }). Nothing was sent. An admin can take it off: `/stoplist remove` and the number.
stopped-all = ⛔ All that this was for are on the stop list ({ $n }). Nothing was sent. Who and why: /stoplist
preview-stopped-stop-list =
    { $n ->
        [one] ⛔ { $n } on the stop list gets nothing: { $list }
       *[other] ⛔ { $n } on the stop list get nothing: { $list }
    }
cancelled-stopped-stop-list = ⛔ The number is on the stop list.
fate-stopped-stop-list = not sent, the number is on the stop list
table-unsent-stopped = { $n } on the stop list
unsent-stopped = on the stop list

incoming-stopped = ⛔ On the stop list: this message asked not to be written to.
incoming-on-stop-list = ⛔ The number is on the stop list ({ $why }).
incoming-perhaps-stop = ⚠️ They seem to ask not to be written to.
incoming-start = ✅ The number is not on the stop list.
button-stop-list-add = Add to stop list
stop-list-added = The number is on the stop list and gets nothing more.
opt-out-confirmation = You are unsubscribed and will get no more messages. To undo: START

typed-stop-words = words
typed-stop-confirm = confirm
typed-stop-on = on, yes

menu-stoplist = Whom not to write to
form-stoplist = /stoplist [<number>], /stoplist add|remove <number>, … [<why>], /stoplist words [<word>, …], /stoplist confirm on|off, /stoplist import|export
about-stoplist = Nothing goes to numbers on the stop list, neither from commands and campaigns nor from programs. Who answers STOP gets onto it, and is told so once by SMS; START takes them off. add: puts a number on it, in reply to a card too. Admins take numbers off, set words of their own and import tables.

stop-list-title = Stop list
stop-list = { $n } on the stop list
stop-list-none = ⛔ Nobody is on the stop list.
stop-list-put =
    { $n ->
        [one] ⛔ On the stop list: { $list }. Nothing more goes there, and what had not left is cancelled.
       *[other] ⛔ { $n } on the stop list: { $list }. Nothing more goes there, and what had not left is cancelled.
    }
stop-list-there =
    { $n ->
        [one] { $n } number was there already.
       *[other] { $n } numbers were there already.
    }
stop-list-taken-off =
    { $n ->
        [one] ✅ Off the stop list: { $list }. What was cancelled stays so.
       *[other] ✅ Off the stop list: { $list }. What was cancelled stays so.
    }
stop-list-not-there = Not on the stop list: { $list }.
stop-list-admins-only = Taking numbers off the stop list, its words, its confirmation and tables are for admins. Nothing has changed.
stop-list-one = ⛔ { $who } is on the stop list ({ $why }). An admin may take it off: `/stoplist remove { $number }`
stop-list-free = { $who } is not on the stop list. To put it there: `/stoplist add { $number }`
stop-list-how = “{ $typed }” is no number. All of the stop list: `/stoplist`. One number: `/stoplist { EXAMPLE("phone") }`
stop-list-add-how = Write the number and, if it matters, why: `/stoplist add { EXAMPLE("phone") } asked by phone`. Or reply `/stoplist add` to a card.
stop-list-add-unread = “{ $typed }” is no number: nothing was added. { stop-list-add-how }
stop-list-remove-how = Write the number and why: `/stoplist remove { EXAMPLE("phone") } asked to have it back`
stop-list-remove-unread = “{ $typed }” is no number: nobody was removed. { stop-list-remove-how }
stop-list-import-how = Send a table (CSV, TSV, TXT, XLSX) with the caption `/stoplist import`, or write that in reply to one. I find the column with the numbers.
stop-list-import-many = No more than { $most } numbers at a time. Nothing was added: divide the table.
stop-list-imported =
    { $n ->
        [0] ⛔ The table has no new numbers.
        [one] ⛔ { $n } number is new on the stop list.
       *[other] ⛔ { $n } numbers are new on the stop list.
    }
stop-list-bad-rows =
    { $n ->
        [one] Row { $list } is no number.
       *[other] { $n } rows are no numbers: { $list }.
    }
stop-list-erased = erased number
stop-list-since = Since
stop-list-source = From
stop-list-by = By
stop-list-source-keyword = an answer
stop-list-source-person = by hand
stop-list-source-file = a file
stop-words = Words: STOP, STOPALL, UNSUBSCRIBE, OPTOUT, REVOKE, СТОП, ОТПИСАТЬСЯ. Your own: `/stoplist words basta`
stop-words-own = Words: STOP, STOPALL, UNSUBSCRIBE, OPTOUT, REVOKE, СТОП, ОТПИСАТЬСЯ and your own: { $list }. Without those: `/stoplist words -`
stop-words-bad = “{ $typed }” will not do: up to three words, up to 40 characters, and not START. By commas: `/stoplist words basta, enough`
stop-words-many = There may be up to { $most } words of your own.
stop-confirm-on = Who answers with one is told so once by SMS; to switch that off: `/stoplist confirm off`
stop-confirm-off = Nobody is told so by SMS; to switch that on: `/stoplist confirm on`

typed-setting-stoplist = stop list, stop-list
typed-stop-answers = answers, on, yes
setting-stoplist = Answers to who is on the stop list
setting-stoplist-answers = Let them go
no-setting-stoplist = do not go
about-setting-stoplist = answers: who is on the stop list, and asked something within the last day, may be answered; codes go to them, too.

chain-stopped-stopped = ↪️ { $next }: not sent, the number is on the stop list.
