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
talk-remind = ⏰ reminder at { $time } · { $name }
talk-taken-by = { $name } answers already.
talk-reminder = ⏰ You wanted to be reminded of { $number }.
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
correspondence-none = 📜 { $number }: nothing was written to this number, and nothing came from it.
correspondence-to = to { $number }

menu-history = Read what was written to and fro
button-history = History
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
