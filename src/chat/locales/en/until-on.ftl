typed-until-on = until on, untill on, till on, until it is on, until it is online, until it is back on, until it is back online, until it is reachable, until it is available, until its on, until its online, until its back on, until its back online, until its reachable, until its available, until it's on, until it's online, until it's back on, until it's back online, until it's reachable, until it's available, until he is on, until he is online, until he is back on, until he is back online, until he is reachable, until he is available, until she is on, until she is online, until she is back on, until she is back online, until she is reachable, until she is available, until they are on, until they are online, until they are back on, until they are back online, until they are reachable, until they are available, until phone is on, until phone is online, until phone is back on, until phone is back online, until phone is reachable, until phone is available, until the phone is on, until the phone is online, until the phone is back on, until the phone is back online, until the phone is reachable, until the phone is available, until online, until back on, until back online, until reachable, until available, until it comes on, until it comes online, until it turns on, until it answers, until it is switched on, until he comes on, until he comes online, until he turns on, until he answers, until he is switched on, until she comes on, until she comes online, until she turns on, until she answers, until she is switched on, until the phone comes on, until the phone comes online, until the phone turns on, until the phone answers, until the phone is switched on
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
# What is said in reply to it beside what calls off anything.
typed-stop-asking = stop asking, stop pinging, stop it, stop that, stop checking, stop trying, stop please, enough, that's enough, thats enough, no more, give up, not needed, no longer needed
until-on-stopped-said = 🚫 Not asked any more.
until-on-already = { $number } is asked about here already, until { $time }: nothing was begun beside it. To ask for longer, press [{ button-stop-asking }] on that card first.
until-on-one = Until it is on, one number is asked about. For example: `/ping { $number } until { $until }`
until-on-length = Asking goes on for 10 minutes to 24 hours, two hours unless told. For example: `/ping { $number } until on 6h`
button-stop-asking = Stop asking
on-again = ✅ { $number } is on again, { $time }
option-until = until on, or until on 6h: ask one number again and again until the phone is on, two hours unless told
