# Before how much later it is, before what the clock shows, and behind that.
typed-later-by = in
count-words = an=1, a=1, one=1, two=2, three=3, four=4, five=5, six=6, seven=7, eight=8, nine=9, ten=10, fifteen=15, twenty=20, thirty=30, forty=40
length-words = half an hour=30, half hour=30, an hour and a half=90, a quarter of an hour=15
typed-clock-at = at
typed-morning = am, a.m.
typed-evening = pm, p.m.
typed-tomorrow = tomorrow, tmrw
typed-after-tomorrow = overmorrow
typed-noon = noon, midday
typed-at-hour = at, by
typed-midnight = midnight
# Behind an hour that is said: that it is one, and of which part of a day.
typed-o-clock = o'clock, o’clock, oclock
typed-of-day = in the afternoon
typed-of-night = at night
spoken-hours = one=1, two=2, three=3, four=4, five=5, six=6, seven=7, eight=8, nine=9, ten=10, eleven=11, twelve=12
# Minutes beside the hour that is named, and the hours as they are named then.
spoken-clock-beside = half past=30, half=30, a quarter past=15, quarter past=15, a quarter to=-15, quarter to=-15, five past=5, ten past=10, twenty past=20, twenty-five past=25, five to=-5, ten to=-10, twenty to=-20, twenty-five to=-25
spoken-clock-hours = one=1, two=2, three=3, four=4, five=5, six=6, seven=7, eight=8, nine=9, ten=10, eleven=11, twelve=12
# Before a day, and parts of it.
typed-on-day = on
typed-this-one = this, the coming, coming
typed-next = next
typed-in-morning = morning
typed-in-afternoon = afternoon
typed-in-evening = evening, tonight
typed-at-night = night
# Of those, what is no greeting alone.
typed-part-alone = tonight

expected-moment = a time: 18:30, +2h, tomorrow 9:00, mon 9:00, 2026-12-01T09:00
option-at = when it goes: 18:30, +2h, tomorrow 9:00, mon 9:00, 2026-12-01T09:00
no-moment-unread = “{ $typed }” is no time that I can read, so nothing was done. A time is 18:30, +2h, tomorrow 9:00, mon 9:00 or 2026-12-01T09:00.
no-moment-two = “{ $typed }” can be one time or another, so nothing was done.
no-moment-past = “{ $typed }” is over already, so nothing was done.
no-moment-far = “{ $typed }” is more than a year away, so nothing was done.
no-moment-skipped = “{ $typed }” will not be on any clock: that is when clocks are put forward. Nothing was done.
no-moment-twice = “{ $typed }” will be on the clock twice: that is when clocks are put back. Nothing was done.
time-meant =
    { $n ->
        [one] Did you mean this? Press the button, or tap the line to copy it:
       *[other] Which one do you mean? Press a button, or tap a line to copy it:
    }
time-meant-over = The time “{ $typed }” was asked about, which is over.
button-time-meant = { $when }
time-behind = ❓ The time “{ $typed }” stands behind the text: it would go as a part of it, and at once. Nothing is sent yet.
time-behind-over = The time “{ $typed }” stood behind the text, and was asked about, which is over.
button-time-behind-timed = Send at { $when }
button-time-behind-whole = Send now, as it is written
waiting-schedule = ⏰ { $when }
waiting-undo = ↩️ Goes in a moment, unless you press [Do not send].
waiting-stopped = ⏸ stopped: { $name }, { $time }. It was set for { $when }.
waiting-stopped-quiet = ⏸ stopped: { $name }, { $time }. Quiet hours were holding it back.
waiting-right = ✋ did not go at { $when }: { $name } may not send any more. Told: { $owners }. Send it now?
time-left = in { $left }
waiting-quota = ✋ did not go at { $when }, it would go over the quota: { $name }, { quota-used-of }, and this takes { $wanted }. Told: { $owners }. Send it now?
time-set = ⏰ Goes { $when }
time-chosen = ⏰ Chosen: { $when }. Not scheduled yet.
time-over = ⏰ { $when }: that is over, so it goes at once
time-asked = ⏰ When is it to go?
button-schedule = Schedule
button-schedule-many = Schedule { $n }
button-time-later = Later…
button-change = Change
button-set =
    { $n ->
        [one] It goes at its time.
       *[other] { $n } messages go at their time.
    }
button-time-evening = This evening 19:00
button-time-morning = Tomorrow 9:00
button-time-hours = In 2 h
button-time-other = Another time…
button-time-none = At no set time
button-time-back = Back
button-change-nth = Change { $nth }
button-send-now-nth = Send now { $nth }
button-cancel-nth = Cancel { $nth }
question-time = When is it to go? Reply with a time: 18:30, +2h, tomorrow 9:00, mon 9:00 or 2026-12-01T09:00.
hint-time = tomorrow 9:00
scheduled = ⏰ Scheduled:
scheduled-none = ⏰ Nothing is scheduled. To set a time, press [Later…] on a preview, or put at= before the text: `/sms { EXAMPLE("phone") } at=18:30 Your order is ready`
scheduled-at = { $when }
scheduled-kept = 🌙 quiet hours there: goes { $when }
scheduled-stopped = ⏸ stopped, set for { $when }
scheduled-stopped-kept = ⏸ stopped, quiet hours were holding it back
scheduled-approval = ✋ waiting for a second person, set for { $when }
scheduled-how = There is no such message here that waits for its time. /scheduled lists them.
scheduled-which = Which is to be changed? None was. Write its number and the time: `{ $line }`. /scheduled shows the numbers.
scheduled-only = ✋ Nothing was changed yet. What is to become of what waits?
scheduled-late = It waits for nothing any more: /status says what became of it.
scheduled-set = ⏰ Goes { $when }
scheduled-chosen = ⏰ Set: { $when }. It still waits for an answer on its card.
of-order = { $what } → { $recipients }
unreleased-right = ✋ Did not go at { $when }: { $name } may not send any more. { $what } → { $recipients }
unreleased-quota = ✋ Did not go at { $when }, it would go over the quota: { $name }, { quota-used-of }, and this takes { $wanted }. { $what } → { $recipients }
button-over-quota = It would go over the quota: { quota-used-of }, and this takes { $wanted }. It can be raised with /quota.
unreleased-over = Somebody has decided about it since.
sample-scheduled = 1042 tomorrow 9:00
form-scheduled = /scheduled [number time]
about-scheduled = Lists what waits for its time, or for quiet hours to end: in a group what was asked for there, in private your own, for admins all of it. Each can be sent now or cancelled, and a time that was set changed. With a number of the list and a time it sets that.
menu-scheduled = What goes at a set time
stopped-scheduled =
    { $n ->
        [one] ⏸ { $n } that waited for its time stopped
       *[other] ⏸ { $n } that waited for their time stopped
    }
stopped-left-alone =
    { $n ->
        [one] ⏸ { $n } that quiet hours were holding back stopped
       *[other] ⏸ { $n } that quiet hours were holding back stopped
    }
stopped-set =
    { $channel } · { $maker }, { $time }: set for { $when }{ $state ->
        [schedule] , it goes then
       *[other] , it waits
    }
option-now = yes: at any hour, whatever quiet hours are set in the chat, advertising too
quiet-ahead-one =
    { $is ->
        [then] 🌙 quiet hours there by then: goes { $when }
       *[now] 🌙 quiet hours there now: goes { $when }
    }
quiet-ahead = 🌙 quiet hours { $is ->
        [then] by then
       *[now] now
    } for { $n } of { $of ->
        [first] the first { $total }
       *[all] { $total }
    }: goes later, from { $when } on
queued-quiet = 🌙 quiet hours there: goes { $when }
queued-quiet-ad = 🌙 quiet hours there (for advertising 20–9): goes { $when }
queued-quiet-many =
    { $n ->
        [one] 🌙 { $n } waits for quiet hours to end: from { $when } on
       *[other] 🌙 { $n } wait for quiet hours to end: from { $when } on
    }
queued-quiet-many-ad =
    { $n ->
        [one] 🌙 { $n } waits for quiet hours to end (for advertising 20–9): from { $when } on
       *[other] 🌙 { $n } wait for quiet hours to end (for advertising 20–9): from { $when } on
    }
setting-quiet = Quiet hours
about-setting-quiet = From when till when nothing goes to customers, such as 22-9, by the recipient's clock: where neither the number (as in Russia) nor the provider tells the zone, at hours allowed in all of the country, or by this chat's clock if there are none. What is kept back says until when. Look-ups, codes of /tgm and answers to who wrote within the hour go at any time, and so does what operators send with now=yes. Advertising (kind=ad) also waits from 20 to 9 where no hours are set.
no-setting-quiet = none
fate-quiet = quiet hours there, goes { $when }
fate-scheduled = set for { $when }
# With these a text to somebody begins, behind a time too that stands before it.
typed-text-first = your, hello, hi, dear
