seconds = { $n } s
minutes = { $n } min
hours = { $n } h

stranger = This bot is for a team. Your Telegram id is { $id }: give it to an owner of the bot, who can let you in with /grant.
stranger-no-owners = This bot has no owner yet. Your Telegram id is { $id }: put OWNER_IDS={ $id } into its .env and start it again.
anonymous = You write here as the group itself, so I cannot tell who you are. Turn off “Remain anonymous” in your admin rights, or write to me in private.
not-allowed =
    { $role ->
        [owner] /{ $command } is for owners of the bot (OWNER_IDS).
       *[other] /{ $command } takes the role { role-name }. Ask an admin for it.
    }
no-such-channel = There is no /{ $name } here: messages go by mail alone, which has no place for it (WAYS). See /help.
no-such-channel-plain = There is no /{ $name } here: this provider has SMS only. See /help.
no-balance-here = There is no /balance here: this provider does not tell what is left in the account. See /help.
by-alert = There is no /{ $name }: [Ack] and [Mute 1h] stand below each alert.
by-alert-watches = { by-alert } What is told here, with [Remove]: /watch
by-button = There is no /{ $name }: press [Pause] or [Resume] on the campaign’s card. All campaigns at once are paused by /stop.
by-send-again = There is no /{ $name }: [{ button-send-again }] is below a message that was not delivered, and the like for all that failed below the card of several.
nothing-taken-back = There is no /{ $name }: an SMS that has left cannot be taken back. What has not left is cancelled by the button on its card; what waits for a time is in /scheduled.
nothing-taken-back-said = An SMS that has left can be neither taken back nor changed: to put it right, send another one. What has not left is cancelled by the button on its card; what waits for a time is cancelled or moved in /scheduled. A template, contact or group that was removed is added anew.
unknown-command = There is no /{ $name }. See /help.
what-to-do = I send messages and look numbers up. These words went to nobody: begin with a command, such as `/sms { EXAMPLE("phone") } Hello`, and to answer a customer, reply to the card of their SMS. All commands: /help
what-to-do-plain = I send SMS and show what became of them. These words went to nobody: begin with a command, such as `/sms { EXAMPLE("phone") } Hello`, and to answer a customer, reply to the card of their SMS. All commands: /help
edited = The edit changed nothing: the command was taken as it stood. If you want something else, cancel on its card what has not gone yet, and send it again.
edited-cancelled = The edit changed nothing: this message was cancelled, and does not go. If you want it sent, send it again.
second-hand = I do not run what was forwarded, or made by another bot: anybody could have written it. If you want it done, copy it and send it as your own.
added-to-group = I am here. `/inbox on` shows incoming SMS in this chat, /help what I can do.
no-reply-to-this = I do not know whom that should go to. Reply to a card with one recipient or to an incoming SMS, or use /sms.
no-reply-to-several = This card is of several people, and a reply goes to one: nothing was sent, and nothing stops by it. What can be done with all of them is on the buttons below that card, and here where something still can; who has it says `/status` in reply to the card.
no-reply-to-unsent = This card is of several people, and a reply goes to one: nothing was sent, changed or cancelled. The buttons here and below it send, put off or cancel it. To give them another text, cancel it and send anew; by a table, answer the table with `/bulk` and the new text.
no-reply-to-sender = This SMS came from { $sender }. Only a phone number can be answered.
reply-to-waiting = ✋ This went to nobody, and that message is as it was. What is to become of it? To write something else to the customer, answer its card with `/sms` and the text.
waits-above = ✋ These words went to nobody, and nothing was sent. This one above waits for a press:
reply-to-going = ✋ These words went to nobody, and this one does not go by itself any more. Send it?
call-off-last = Nothing is cancelled yet. Is this meant?
call-off-reached = That message has arrived and cannot be taken back. These words went to nobody; to write them to the customer, answer the card with `/sms` and the text.
call-off-coming = That message may have left, and what has left cannot be taken back. These words went to nobody; to write them to the customer, answer the card with `/sms` and the text.
call-off-failed = That message did not reach the customer: there is nothing to cancel. These words went to nobody; to write them to the customer, answer the card with `/sms` and the text.
call-off-unsent = That message has not gone and does not go. These words went to nobody; to write them to the customer, answer the card with `/sms` and the text.
choices-over = That has been decided: its card says what became of it.
button-choices-at = To { $when }
no-reply-to-nobody = This SMS does not say which number it came from, so it cannot be answered.
set-aside = Your message could not be handled, an error is in the log. Nothing was sent. Please try again or tell an admin.
role-name =
    { $role ->
        [owner] owner
        [admin] admin
        [operator] operator
       *[viewer] viewer
    }

button-stale = This button is out of date.
button-late = Already done.
button-undo-late = Too late: it has gone, or is going.
button-wordless = This takes the text, which is not kept any more.
button-not-allowed = That takes the role { role-name }.
button-asks-next = The card has one more question.
button-sending =
    { $n ->
        [one] On its way.
       *[other] { $n } messages are on their way.
    }
button-cancelled =
    { $n ->
        [one] Cancelled, not sent.
       *[other] { $n } messages cancelled, not sent.
    }
button-paused = Paused, { $n } left.
button-pause = Pause
button-resume = Resume
button-left = Left as it is.
button-send = Send
button-send-now = Send now
button-undo = Do not send
button-send-many = Send { $n }
button-send-again = Send again
button-plain =
    { $n ->
        [one] As { $n } part
       *[other] As { $n } parts
    }
button-send-without-file = Send without it
button-send-many-without-file = Send { $n } without it
button-send-when-possible = Send when possible
button-again-many = Again to the { $n } failed
button-reached = Who got it
button-write-reached = Write to these { $n }
button-by-sms = SMS
button-by-viber = Viber
button-by-call = Call
button-test = Test to me first
button-column = Another column
button-encoding = Other encoding
button-cancel = Cancel
button-cancel-rest = Cancel the rest
button-leave = Leave it
button-sms = SMS
button-ping = Ping
button-hlr = HLR
button-refresh = Refresh

code-gone = The code of that /{ $command } is not kept any more. Please type the whole line again.
called-off = Called off: nothing is done for /{ $command }.
called-off-unasked = Called off: nothing was done.
called-off-alone = Called off: nothing is done for /{ $command }. Campaigns go on: /stop stops them.
nothing-to-call-off = There is nothing to call off: nothing that I have asked is done without your answer. /stop stops campaigns, and what has not gone yet is cancelled by the button on its card.
question-unread =
    { $missing ->
        [table] “{ $words }” is not a table.
        [email] There is no address in “{ $words }”.
        [sender] “{ $words }” is no sender.
        [values] “{ $words }” names no place that is to be filled in.
        [own-phone] “{ $words }” is not one number.
       *[phone] There is no number in “{ $words }”.
    }
number-unread = “{ $words }”: { $reason }.
question-leave = To call it off: /cancel
question-phone-text = /{ $command }: to whom? Reply with the number, then the text.
question-phone-bot-text = /{ $command }: to whom? Reply with the number, bot= and the text.
question-phone-code = /{ $command }: to whom? Reply with the number, then the code.
question-phone = /{ $command }: which number? Reply with it, or with several.
question-own-phone = Which number should the test go to? Reply with it; next time I will not ask.
question-one-phone = /{ $command }: which number? Reply with it.
question-email-text = /{ $command }: to whom? Reply with the address, subject= and the text.
question-email = /{ $command }: to whom? Reply with the address and subject=.
question-phone-bot = /{ $command }: to whom? Reply with the number and bot=.
question-code = /{ $command }: which code? Reply with 4 to 8 digits.
question-text = /{ $command }: what should it say? Reply with the text.
question-reached-text = To the { $n } who have it, or may: what should it say? Reply with the text.
question-table = /{ $command }: by which table? Reply with the file (CSV, TSV, TXT or XLSX).
question-table-text = /{ $command } → { $file }: what should it say? Reply with the text; columns go in by name or letter, as { "{" }name{ "}" } or { "{" }B{ "}" }.
hint-phone-text = { EXAMPLE("spaced") } text
hint-phone-bot-text = { EXAMPLE("spaced") } bot=@shop_bot text
hint-phone-code = { EXAMPLE("spaced") } 4821
hint-phone = { EXAMPLE("spaced") }
hint-own-phone = { EXAMPLE("spaced") }
hint-one-phone = { EXAMPLE("spaced") }
hint-email-text = a@b.ru subject="Invoice 12" text
hint-email = a@b.ru subject="Invoice 12"
hint-phone-bot = { EXAMPLE("spaced") } bot=@shop_bot
hint-code = 4821
hint-text = text of the message
hint-reached-text = text of the message
hint-table = a file with the numbers
hint-table-text = text of the message
card-unreadable = This card cannot be shown any more.
card-withheld = You can no longer see what stood here: your role has changed.
card-forgotten = 🗑 What stood here is not kept any more.
private-not-started = This is for you alone, in your private chat. If nothing is there, open @{ $bot } and press Start.
card-refused = ⚠️ Telegram does not take this card: “{ $why }”.
card-refused-status = To see where the message stands, reply to it with /status.
