typed-today = today
typed-yesterday = yesterday
typed-week = week
# Before the first of two days, and between them.
typed-range-from = from, since, between
typed-range-to = to, till, until, through, and
typed-day-ending = st, nd, rd, th
typed-year-word = AD
# Before a period.
typed-during = for, in, the, this
# Before so many days.
typed-last-so-many = last, past, previous
typed-last-week = last week, previous week
typed-month = month
typed-last-month = last month, previous month
typed-last-year = last year, previous year
typed-year = year
typed-hours = h, hr, hrs, hour, hours
typed-days = d, day, days
typed-weeks = w, week, weeks
typed-months = mo, month, months
typed-years = y, year, years
# What people call what figures are parted by, and what each is, by commas; understood in every language.
grouped-words = operators=operator, codes=code, reason=code, people=person, senders=sender
# “By operators”.
typed-grouped-by = by
# What operators are called, and what stands in the names of their networks, by strokes.
operator-names = mts=мтс/mobile telesystems, beeline=билайн/vimpelcom, vimpelcom=вымпелком/beeline, megafon=мегафон, tele2=теле2/t2, ee=everything everywhere, o2=telefonica, three=hutchison, t-mobile=deutsche telekom
typed-unknown = unknown

stats-none = Nothing was sent.
stats-messages = Sent { $sent }: { $delivered } delivered ({ $deliveredShare }), { $failed } failed ({ $failedShare }), { $pending } on the way
stats-cost = Parts: { $parts }, { $cost }
stats-parts = Parts: { $parts }
stats-took = Delivery: half within { $half }, 95 of 100 within { $most }
stats-somebody = 🙋 Needs somebody, { $n }: { $reasons }
stats-nobody = Needs nobody, { $n }: { $reasons }
stats-reason = • { $reason }: { $n } ({ $share })
stats-group = • { $name }: { $sent }, { $delivered } delivered, { $failed } failed
stats-unknown = unknown
stats-no-sender = no sender
stats-system = the bot itself
stats-partial = ⏳ Messages of before this version are still being counted: some are missing here.
stats-given-up = The statistics could not be made, an error is in the log. Please try again or tell an admin.
stats-ahead = “{ $typed }” has not begun yet: there is nothing to count.
stats-near = “{ $typed }” is no period. Perhaps this is meant: `{ $line }`
stats-near-by = Nobody here is called “{ $typed }”. Perhaps this is meant: `{ $line }`
stats-unknown-code = /stats knows no code “{ $typed }”. /error lists them.
stats-unknown-number = number= takes a whole phone number, such as number={ EXAMPLE("phone") }, not “{ $typed }”.
stats-unknown-by = by= takes operator, code, person or sender, or somebody’s name: nobody here is called “{ $typed }”.

stats-when = From
stats-channel = Channel
stats-sender = Sender
stats-who = Who
stats-count = Messages
stats-paid-parts = Parts

chart-delivered = delivered
chart-pending = on the way
chart-failed = failed
chart-took = Delivery time
chart-half = half
chart-most = 95 of 100
chart-codes = Failed, by reason
chart-operators = Failed, by operator

csv-rows =
    { $n ->
        [one] { $n } row
       *[other] { $n } rows
    }
csv-forgotten = The file is not kept any more: ask for it again.
csv-not-made = The file could not be made, an error is in the log. Please ask again or tell an admin.
csv-being-made-in-private = The file is being made and will come to you in private.
about-stats = Without a period, the last 24 hours. Options stand before or behind it; by= with a name counts what that person sent.

option-channel = the channel
option-number = the whole phone number of one person
option-operator = the operator, or a piece of its name; unknown where nobody has looked it up
option-code = an error code such as 6, or an answer such as ESME_RTHROTTLED
option-by = what to tell apart: operator, code, person, sender; or whose messages to count, by their name
