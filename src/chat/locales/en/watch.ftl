watches = 👁 What I tell of here by myself:
watch-nobody = Nobody here who has a role is called “{ $typed }”, and no token is: by= takes a name or an id from /people, me, or the name of a token.
watches-told = 👁 From now on I tell of this here:
button-watches-all = Show all { $n }
watches-none = I tell of nothing here by myself. To begin: `/watch`
watches-replaced = In place of:
typed-money = r, rub, eur, usd, rubles, roubles, euro, euros, dollars
# Between an amount and the time within which it is spent.
typed-per = a, an, per, each, every, within, in, for
typed-each = every, each
typed-at = at
typed-every = every, each, on
# What people call what is watched, and what each is, by commas; understood in every language.
typed-more-than = from, over, above, more than, at least, exceeding, >
typed-less-than = below, under, less than, <
typed-failures = failed, failures, undelivered, of failures, of failed, fail, of undelivered
typed-percent = percent, per cent
watch-filter-words = from=from, sender=from, channel=channel, operator=operator, code=code, by=by, number=number, severity=severity
watch-words = failures=failed, undelivered=failed, errors=failed, deliveries=delivered, doubts=doubt, links=link, balances=balance, campaigns=campaign, alert=alerts, heartbeats=heartbeat, report=summary, everyday=daily, on=weekly
# Before and behind a channel’s name: nothing else is told of.
typed-watch-only = only, just, for, by, via, on
typed-me = me, myself
# What is done to what is told: all are shown, one is ended, changed or silent.
typed-watch-list = list
typed-watch-off = off, stop, remove, delete, disable
typed-watch-edit = edit, change
typed-watch-mute = mute
typed-mute-told = { typed-watch-mute }, silence, quiet, shut up, be silent, stay quiet, stop telling me, be quiet, keep quiet, snooze, hush, shush
typed-mute-this = this, it, that, one, alert, about, please
# How people say until when, and the part of a day that is meant.
typed-until-part = the morning=morning, the evening=evening, the afternoon=afternoon, tonight=evening
# What is said in reply to an alert: that it may be told again, that one sees to it, and who does.
typed-alert-speak = unmute, un-mute, unmute this, unmute it, unsilence, speak, speak again, talk again, turn it back on, turn back on, turn it on again, tell me again, stop muting, you can speak, you may speak
typed-alert-ack = on it, i'm on it, im on it, i am on it, on this, looking, looking at it, looking into it, i'm looking, im looking, i'll look, ill look, i'll look at it, i'll take it, ill take it, i'll take this, taking it, i got it, i got this, i've got it, i've got this, mine, it's mine, ack, acked, acknowledged, i'll do it, i'll handle it, handling it, working on it
typed-alert-ack-lead = ok, okay, yes, yep, yeah, got it, seen, thanks, guys
typed-alert-why = what's this error, whats this error, what is this error, what error is this, what does this mean, what does it mean, what is this, what's this, whats this
typed-alert-who = who's got this, whos got this, who has got this, who has this, who's got it, whos got it, who's on it, whos on it, who is on it, who's on this, who is on this, who is looking, who's looking, who's looking at it, is anyone on it, is anyone on this, is anybody on it, anyone on it, anyone on this, anyone looking, anybody on it, is anyone looking, who took it, who takes it
typed-until-hour = until, till
# Behind what is to be told: it is told where it is asked for.
typed-watch-here = here, in here, to here, in this chat, to this chat, in this group, to this group
typed-please = please, pls
typed-watches = { typed-watch-list }, { typed-watch-off }, { typed-watch-edit }, { typed-watch-mute }
watches-said-off = 🔕 No more told of:
watches-said-mute = 🔕 Muted:
watches-said-muted-until = 🔕 What you replied to is muted until { $time }.
# On cards of before, which do not say until when.
watches-said-mute-told = 🔕 Muted: what you replied to.
watches-said-choose-off = ✋ Press [Remove] below what shall not be told any more.
watches-said-choose-edit = ✋ Press [Edit] below what shall be told otherwise.
watches-said-choose-mute = ✋ Press [Mute 1h] below what shall be silent, or write for how long, such as:
watches-said-mute-when = ❔ Nothing was changed, it is not clear until when to be silent. For example:
watches-said-none-such = ❔ Nothing was changed, there is nothing like this here:
watch-usual = no link or no receipts, many failures, money spent above what is usual, messages in doubt, and failures that can be mended
watch-failed = all that was not delivered
watch-delivered = all that was delivered
watch-doubt = messages that somebody has to decide about
watch-link = the link to the provider, and whether receipts come
watch-rate = how many of all are not delivered
watch-lag = receipts that come late
watch-spend = money spent beyond a limit
watch-balance = what is left at the provider, when it is less than this
watch-campaign = campaigns: when they begin, stop and end
watch-incoming = messages that come in
watch-daily = a summary each day
watch-weekly = a summary each week
watch-alerts = alerts of other programs, by their labels
watch-muted = muted until { $time }
watch-muted-alone =
    { $n ->
        [one] 1 alert of it muted until { $time }
       *[other] { $n } alerts of it muted, the last until { $time }
    }
watch-paused = suspended
button-watch-edit = Edit
button-watch-off = Remove
button-mute-1h = Mute 1h
button-mute-8h = Mute 8h
button-mute-morning = Mute until 9:00
button-unmute = Speak again
button-ack = Ack

alert-failed-one = 🔴 Not delivered
alert-failed = 🔴 { $n } not delivered in { $duration }
alert-delivered-one = ✅ Delivered
alert-delivered = ✅ { $n } delivered in { $duration }
alert-doubt-one = ❓ Nobody knows whether a message left: decide on its card
alert-doubt = ❓ Nobody knows whether messages left: { $n } in { $duration }. Decide on their cards
alert-doubts-left =
    { $n ->
        [0] ✔ In doubt no more: their cards say what became of them
       *[other] Still in doubt: { $n }
    }
alert-incoming-one = 📩 A message came in
alert-incoming = 📩 { $n } messages came in within { $duration }
alert-last = the last at { $time }
alert-acked = ✔ { $name } sees to it, { $time }
alert-yours = ✔ You see to it: the alert says so.
alert-nobody-sees = Nobody has said so yet: press [{ button-ack }] below the alert, or reply “on it”.
alert-not-to-see = There is nothing to see to here: the alert is over, or only informs.
alert-speaks-again = 🔔 What you replied to is told again.
alert-why = What I know of it stands in the alert. A code is explained by /error with the code, a number's messages by /status with the number, and the link to the provider by /health.
alert-muted = 🔕 All of { $watched } is muted here until { $time }; what happens is told then
alert-muted-this = 🔕 This is muted until { $time }; what happens is told then
alert-muted-all = 🔕 All of this is muted until { $time }; what happens is told then
alert-muted-some = 🔕 { $n } of these muted until { $time }; what happens is told then
alert-muted-events = 🔕 Failures and messages in doubt are muted here until { $time }; what happens is told then
alert-link =
    { $queued ->
        [0] 🔌 No link to { $host } since { $time } · login { $account }
       *[other] 🔌 No link to { $host } since { $time } · login { $account } · { $queued } queued
    }
alert-link-silent = The process that held the link is silent.
alert-link-over = ✅ { $host }: the link is back since { $time }, it was away for { $duration } · login { $account }
alert-times = times it was lost meanwhile: { $n }
alert-silence = 📭 No receipt at all since { $time } · login { $account } · { $n } unanswered
alert-silence-advice = The link is up. Ask the provider whether receipts are sent.
alert-silence-over = ✅ Receipts come again since { $time }, there were none for { $duration } · login { $account }
alert-rate = 📈 { $share } % not delivered in { $minutes } min{ $usually }, { $failed } of { $total }, since { $time }
alert-rate-usual = (usually { $share } %)
alert-rate-over = ✅ Delivery is as it should be since { $time }, it lasted { $duration }
alert-numbers-in-private = The numbers come to your private chat.
alerts-late =
    { $n ->
        [one] 📬 This could not go out at once: { $n } alert
       *[other] 📬 These could not go out at once, so they come together: { $n } alerts
    }
storm =
    { $n ->
        [one] ⛈ So much at once that it is only listed here: { $n } alert
       *[other] ⛈ So much at once that it is only listed here: { $n } alerts
    }
watch-suspended = ⚠️ I tell of nothing any more in { $place }.
watch-suspended-why =
    { $why ->
        [chat-group] The bot is not there any more. Add it again, and it says what has happened.
        [chat-private] That chat is gone.
        [blocked-private] The bot is blocked there. Once it is not, it says what has happened.
        [not-started-private] Nobody has pressed Start there yet.
        [topic-group] The topic is gone or closed. Say /watch again where it is wanted.
        [role-group] Whoever switched it on has no role for it any more. Say /watch there again if it is wanted.
        [role-private] There is no role for it any more.
       *[closed-group] The bot may not write there. Once it may, it says what has happened.
    }
