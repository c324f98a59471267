status-which = Which message? Write its id, such as `/status 855469`, or a number: `/status { EXAMPLE("phone") }`. You can also reply to a card with /status.
status-unknown-id = I know no message with the id { $id }. It may have been sent past this bot. Ids are on the cards, an order’s number is none; by a phone’s number: `/status { EXAMPLE("phone") }`
status-incoming = This is an incoming SMS: it has no delivery status.
status-none-to = Nothing was sent to this number by this bot.
status-no-message = There is no message on that card. Write an id, such as `/status 855469`, or a number: `/status { EXAMPLE("phone") }`.
statuses-to = 📋 { $to }, the last messages:
statuses-unknown = ❔ { $id }: I know no such id
statuses-forgotten =
    { $n ->
        [one] 🗑 { $n } message is not kept any more.
       *[other] 🗑 { $n } messages are not kept any more.
    }

history-typed = By { $name }, { $time }
history-sent = Sent by { $name }, { $time }
history-attempts = Attempts
history-receipts = Receipts
history-provider = The provider now
history-earlier = … and { $n } earlier
history-part = part { $part } of { $parts }
history-unread = not understood: { $unread }
history-overrules = ↩️ overrules the one before
history-contradicts = ⚠️ contradicts the first, changes nothing

attempt-open = waiting for the answer
attempt-accepted = accepted
attempt-refused = refused: { $meaning } ({ $name })
attempt-deferred = refused for now: { $meaning } ({ $name })
attempt-not-written = nothing left
attempt-no-answer = no answer
attempt-duplicate = refused: the same request came within a minute
attempt-given-up = no answer; sent again by a person
attempt-accepted-given-up = accepted; sent again by a person

via-smpp = SMPP
via-http = HTTP
via-query = on being asked
state-enroute = on its way
state-accepted = accepted
state-delivered = delivered
state-expired = not delivered in time
state-undelivered = not delivered
state-rejected = rejected
state-deleted = deleted
state-unknown = unknown
state-not-said = says no status
state-unreadable = a status that I do not know: “{ $word }”

query-asked = Asked at { $time }:
query-asking = ⏳ waiting for the answer…
query-no-answer = no answer
query-unknown-id = it does not know this message (any more)
query-refused = it does not tell: { $meaning } ({ $name })
query-nothing-to-ask = It never took the message, so there is nothing to ask it.
query-no-id = It took the message without giving an id, so it cannot be asked about it.
button-asking = Nothing new to ask at the moment.
button-numbers = Numbers
shown-in-private = All that is known of it has been shown to you in private.

error-code = { $code } · { $name }
    { $advice }
error-status = { $name } · { $meaning }
    { $advice }
error-unknown-plain = I do not know the code “{ $code }”: codes in statuses are this provider's own. It can say what they mean.
error-unknown = I do not know the code “{ $code }”. /error lists those that the provider documents.
error-list = Codes in statuses; `/error 220` says what to do. Names such as ESME_RTHROTTLED work too.
error-list-plain = Codes in statuses are this provider's own: it can say what they mean. I know what it answers to a message: /error and a name or number such as ESME_RTHROTTLED, 0x58.
error-row = { $code } · { $name }
