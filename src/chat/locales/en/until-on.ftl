typed-until-on = until on, untill on, till on, until it is on, until it's on, until online, until it is online
typed-minutes = m, min, mins, minute, minutes
typed-until = until, till
typed-for = for
until-on-again = again at { $times }
until-on-end = until { $time }
until-on-cost = { $cost } so far
until-on-on = ✅ on again at { $time }
until-on-stopped =
    { $n ->
        [one] 🚫 not asked any more, asked once
       *[other] 🚫 not asked any more, asked { $n } times
    }
until-on-time =
    { $n ->
        [one] ⌛ was not on by { $time }, asked once
       *[other] ⌛ was not on by { $time }, asked { $n } times
    }
until-on-role = 🚫 not asked any more: whoever wanted to know has no role for it now
until-on-vain = ❌ nobody has this number: there is no use in asking
until-on-one = Until it is on, one number is asked about. For example: `/ping { $number } until { $until }`
until-on-length = Asking goes on for 10 minutes to 24 hours, two hours unless told. For example: `/ping { $number } until on 6h`
button-stop-asking = Stop asking
on-again = ✅ { $number } is on again, { $time }
option-until = until on, or until on 6h: ask one number again and again until the phone is on, two hours unless told
