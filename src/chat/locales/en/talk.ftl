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
