talk-earlier =
    { $n ->
        [one] … { $n } earlier message
       *[other] … { $n } earlier messages
    }
talk-sent = ↪ { $text } · { $name }, { $time }
talk-sent-unquoted = ↪ a message · { $name }, { $time }
talk-below = ⤵ It goes on below.
talk-taken = 👤 { $name } answers
talk-done = ✔ done · { $name }, { $time }
talk-remind = ⏰ reminder: { $time } · { $name }
talk-taken-by = { $name } answers already.
talk-reminder = ⏰ You wanted to be reminded of { $number }.
talk-reminder-called = ⏰ { $name }, you wanted to be reminded of { $number }.
talk-reminder-of = ⏰ { $name } wanted to be reminded of { $number }.

button-take = Take
button-done = Done
button-release = Release
button-remind = Remind me in 2 h
button-unremind = No reminder

correspondence = 📜 { $number }: { $n ->
        [one] { $n } message
       *[other] { $n } messages
    } to and fro
correspondence-others = look-ups and unsent: { $others }
correspondence-none = 📜 { $number }: nothing was written to this number, and nothing came from it.
correspondence-to = to { $number }

menu-history = Read what was written to and fro
button-history = History
button-history-more = History ({ $n } more)
button-earlier = ‹ Earlier
button-later = Later ›
button-in-private = Show me in private

queue = 📥 { $n ->
        [one] { $n } person waits for an answer
       *[other] { $n } people wait for an answer
    }
queue-empty = ✅ Nobody waits for an answer.
queue-opening = ☀️ Working hours have begun.
queue-overdue = ⏳ Several have waited for too long.
talk-unanswered = ⏳ { $number } has waited for { $waits }, and nobody answers.
talk-returned = ↩ { $name } has not answered { $number }: it is anybody's again.

menu-queue = See who waits for an answer
button-queue-take = Take { $n }
button-queue-open = Open { $n }
button-queue-done = ✔ { $n }

typed-never = never
typed-setting-answer = answer, answer within, answers
typed-setting-return = return, give back
# What is said of days on which nobody is there; understood in every language.
typed-closed = closed, off, day off, days off, not working
setting-hours = Working hours
no-setting-hours = none, whatever comes is shown at once
about-setting-hours = What comes outside them waits, and is shown as one list when they begin. How long people wait is counted by them.
setting-answer = Answer within
about-setting-answer = Who has waited for so much working time is told of once. Where no working hours are set, 9 to 21 counts.
setting-return = Silent taker
about-setting-return = Whoever has taken a conversation and has not answered for so much working time has it no more: anybody may take it.

spoken-queue = queue, waiting, conversations, chats
spoken-history = history, correspondence
about-queue = Who has written and has not been answered, the longest first. [Take] shows the conversation below, and your replies to it go at once; ✔ ends what needs no answer.
about-history = All that was sent to a number by any channel and what came from it, as far back as it is kept. In a group only what was typed or came there can be read.

canned = 📝 Answer { $number } with:
button-templates = Templates

inbox-from-name = ⚠️ SMS go from { $sender }, and nobody can answer a name. Answers come to what is sent from a number of yours: from= and that number at a message, or /settings sender.
inbox-from-names = ⚠️ Of late SMS went from { $senders } as well, and nobody can answer a name.
