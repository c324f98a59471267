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

menu-history = what was written to and by a person
button-history = History
button-earlier = ‹ Earlier
button-later = Later ›
button-in-private = Show me in private
