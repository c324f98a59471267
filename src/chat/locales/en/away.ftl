away = 🏖 You are away until { $until }. { $n ->
        [0] You had taken no conversations
        [one] The conversation that you had taken is anybody's now
       *[other] The { $n } conversations that you had taken are anybody's now
    }; reminders come to the chat, answers to what you sent from here go to the others. Say /back when you are there again.
away-how = You are not away. To hand your conversations and reminders to the team: `/away until mon`
away-already = 🏖 You are away until { $until }. Say `/back` when you are there again.
away-unread = “{ $typed }” is no day within a year from tomorrow on. The day on which you are back is written so: `/away until mon`, `/away until 2027-01-11`, `/away 5d`
back = 👋 You are there again. What was yours is with the team: `/queue` shows what waits.
back-already = You are not away.
handed-over = 🏖 { $name } is away until { $until }. Anybody may answer now:
handed-over-scheduled = 🏖 { $name } is away until { $until }. { $n ->
        [one] A message of theirs is set for a time here. It stays set, and any operator may change it:
       *[other] { $n } messages of theirs are set for a time here. They stay set, and any operator may change them:
    }
typed-away-until = until, till, to, for, a
# What whoever is away says who is there again.
typed-away-back = return, returned
typed-away-tomorrow = tomorrow
# From Monday to Sunday, as they stand behind "on" and behind "until".
weekdays-on = monday, tuesday, wednesday, thursday, friday, saturday, sunday
weekdays-until = monday, tuesday, wednesday, thursday, friday, saturday, sunday
weekdays-every = mondays, tuesdays, wednesdays, thursdays, fridays, saturdays, sundays

menu-away = Hand over to the team while you are away
menu-back = Say that you are there again
spoken-away = away, vacation, holiday
spoken-back = back
form-away = /away [until <day>]
about-away = What you had taken becomes anybody's, and the chats that show it are told. Reminders come to the chat and call nobody. What you had set for a time in a group stays set, and is listed there. The day is when you are back: mon, tomorrow, 5d, 30.11, 2027-01-11.
about-back = Ends /away. Nothing is given back to you: /queue shows what waits.
