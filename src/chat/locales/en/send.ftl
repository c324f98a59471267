channel-sms = 📤 SMS
channel-email = 📧 E-mail
channel-call = 📞 Call
channel-viber = 💜 Viber
channel-soc = 🌐 Social networks
channel-tgm = 🔐 Telegram code
channel-bot = 🤖 Telegram bot
channel-hlr = 🔎 HLR
channel-ping = 📡 Ping
alphabet-gsm = GSM-7
alphabet-ascii = ASCII
alphabet-latin1 = Latin-1
alphabet-ucs2 = UCS-2
parts =
    { $n ->
        [one] { $n } part, { $alphabet }
       *[other] { $n } parts, { $alphabet }
    }
parts-alone =
    { $n ->
        [one] { $n } part
       *[other] { $n } parts
    }
flash = flash
from = from { $from }
sent-for = By { $author } · sent by { $presser }
recipients =
    { $n ->
        [one] { $n } recipient
       *[other] { $n } recipients
    }
subject = Subject: { $subject }
subject-of-each = A mail to several people has one subject, and this one would differ. Nothing was sent. Write to each of them alone, or leave what differs to the text.
voice =
    { $sex ->
        [w] Voice: female ({ $voice })
       *[m] Voice: male ({ $voice })
    }
call-ring = rings for { $n } s
call-retry = { $n } s between tries
call-tries =
    { $n ->
        [one] { $n } try
       *[other] { $n } tries
    }
through-bot = Through { $bot }
comment = Comment (not sent): { $comment }
text-withheld = 🔒 The text is not shown here.
text-forgotten = 🗑 The text is not kept any more.

waiting-confirmation = ✋ Send this?
waiting-draft = ✋ Send this to the customer?
waiting-price = ✋ not sent yet: it is expensive this way. Send it?
waiting-landline = ✋ not sent yet. Send it all the same?
waiting-stale = ✋ waiting for { $age }, so it was not sent by itself. Send it now?
waiting-guard = ✋ not sent yet: the same text went to this number at { $sent }. This one can go: { $time }
waiting-guard-queued = ✋ not sent yet: the same text to this number is on its way already. It can go { $n } s after that.
waiting-guard-elsewhere = ✋ not sent yet: the same text went to this number at { $sent }, by another account. Send it all the same?
waiting-guard-elsewhere-queued = ✋ not sent yet: the same text to this number is on its way already, by another account. Send it all the same?
waiting-guard-over = ✋ not sent yet: the same text went to this number shortly before.
waiting-guard-many = ✋ not sent yet: the same text went to these numbers shortly before, or is on its way there already ({ $n }). Send it once more?
waiting-terms = ✋ not sent: the connection is set up differently now. Agreed: { $was }; it can only go as { $offered }. Send it so?
waiting-terms-parts = ✋ not sent in full: the provider has some of its parts, and as the connection is set up now, the rest would be divided differently. If you send it, all of it goes again.
waiting-terms-impossible = ✋ not sent: the connection is set up differently now. Agreed: { $was }; this text cannot be sent any more.
waiting-terms-each = ✋ not sent: the connection is set up differently now. Some of the texts can only go in another alphabet or in more parts. Send them so?
waiting-terms-none = ✋ not sent: the connection is set up differently now. Some of the texts cannot be sent any more.
queued = ⏳ queued
queued-again = ⏳ queued: { $meaning }. It goes out again by itself.
queued-guard = ⏳ the same text went to this number at { $sent }. This one goes: { $time }
accepted = ✈️ handed over
accepted-nameless = ⚠️ The provider gave no id for it: its status will be recognised only if it can be of no other message.
status-unreadable = ❔ The provider reports a status that I do not know: “{ $word }”
parts-delivered = ✅ Of { $total } parts { $n } arrived, the provider says; it says nothing of the others.
delivered = ✅ delivered { $time }, in { $duration }
refused = ❌ not accepted by the provider: { $meaning } ({ $name }). { $advice }
delivered-after-all = Before that, the provider said: { $before }
perhaps-delivered = It may have arrived all the same: sending again may deliver it twice.
no-status = ❌ no status from the provider: it never said what became of the message.
ended-undelivered = not delivered
ended-expired = not delivered in time
ended-rejected = rejected
ended-deleted = deleted at the provider
ended-unknown = no status from the provider
rejected-unexplained = The provider gave no reason: ask it what it has against this message.
rejected-perhaps-money = The provider gave no reason. /balance shows whether the money has run out.
rejected-nobody-asked = The provider gave no reason. See in its account whether the money has run out; with PROVIDER_API_KEY in my .env I can ask it why.
in-doubt = ❓ No answer came: the provider may or may not have taken it. Nothing is repeated by itself. Sending again may deliver it twice.
in-doubt-repeating = ❓ No answer came. The provider is given the very same request again: it refuses what it already has, so nothing arrives twice.
in-doubt-arrived = ✈️ probably handed over: no answer came, but the provider says that it already has this message. Waiting for its status.
in-doubt-no-status = ❓ Probably handed over: no answer came, but the provider said that it already had this message. No status has come since. Sending again may deliver it twice.
in-doubt-looked-after = ❓ No answer came for some: the provider is asked again in a way that delivers nothing twice.
in-doubt-decided = ⏳ What was decided about those in doubt is being carried out: there are many of them.
cancelled = 🚫 cancelled, not sent
left = ❓ left as it is: nobody knows whether it arrived

fate-waiting = not sent yet
fate-queued = queued
fate-submitting = being handed over
fate-accepted = handed over
fate-delivered = delivered
fate-in-doubt = unknown: no answer from the provider
fate-cancelled = cancelled, not sent
fate-left = nobody knows whether it arrived
fate-refused = not accepted by the provider: { $meaning } ({ $name })

and-more = and { $n } more
preview-wide = { $alphabet } because of { $characters }
cyrillic = its Cyrillic letters
preview-duplicates = The same recipient, once only ({ $n }): { $list }
preview-bad = Not sent to ({ $n }): { $list }
preview-beside = Words beside the numbers, not sent ({ $n }): { $list }
preview-repeated =
    { $total ->
        [1] The same text to this number is on its way already, or went less than a minute ago: this one goes when the minute is over
       *[other] Already on its way, or sent less than a minute ago ({ $n }): goes when the minute is over
    }
preview-before =
    { $n ->
        [one] ⚠️ The same text was sent to mostly the same people: { $name }, { $time }, { $n } recipient
       *[other] ⚠️ The same text was sent to mostly the same people: { $name }, { $time }, { $n } recipients
    }
preview-cost = About { $estimate }, by the last prices
preview-cost-range = (from { $least } to { $most })
preview-cost-sure =
    { $n ->
        [1] About { $estimate }, by the last prices of the operator
       *[other] About { $estimate }, by the last prices of the operators of all { $n }
    }
preview-cost-partly = About { $estimate }: by the last prices of the operators of { $known } of { $n }, else by what all have cost
preview-no-price = The price is not known yet: the provider has never named one
preview-plain = With plain characters: { $how }
preview-landline = This is a landline: messages rarely reach one
preview-toll-free = This is a toll-free number: messages do not reach one
preview-calls-only = Landlines and toll-free numbers, which messages rarely reach ({ $n }): { $list }
recipient-not-a-number = not a number
recipient-too-short = too short
recipient-too-long = too long
recipient-not-valid = no such number
recipient-not-valid-here = no such number ({ $country }), and one of another country begins with + and its code
recipient-not-an-address = not an address
recipient-unknown-name = no contact of that name
recipient-beside = stands beside a number
digits-too-short =
    { $n ->
        [1] One digit is missing: +{ $code } takes { $digits }
       *[other] { $n } digits are missing: +{ $code } takes { $digits }
    }
digits-too-long =
    { $n ->
        [1] One digit too many: +{ $code } takes { $digits }
       *[other] { $n } digits too many: +{ $code } takes { $digits }
    }
either = { $one } or { $other }
cost = Cost: { $cost }
preparing = ⏳ getting ready: what there is to know is said once all are checked
paused = ⏸ paused: { $name }, { $time }
tripped =
    ⏸ stopped: { $failed } of the { $which ->
        [first] first
       *[last] last
    } { $of } were not { $state ->
        [refused] accepted
        [rejected] accepted
       *[other] delivered
    }, { $reason }. { $waiting } wait.
campaign-speed = 🏃 { $n } a minute · about { $left } left
canary-going = 🐤 the first { $of } go ahead: the other { $rest } follow once { $wanted } of them are delivered
canary-out = 🐤 the first { $of } are out, { $well } delivered. The other { $rest } follow as soon as { $wanted } are. If fewer than { $wanted } fail, they follow all the same: { $time }
canary-stopped = ⏸ stopped: { $failed } of the first { $of } failed: { $reasons }. { $waiting } wait.
by-shell = from the command line
# What is said behind /stop, and means all of it.
typed-stop-all = all, all of it, all of them, it, it all, them, this, that, everything, every, the, of, campaign, campaigns, sending, sends, messages, texts, sms, mailing, broadcast, bulk, bot, stop, now, right now, please, pls, plz, immediately, at once, asap, quick, quickly, urgent, emergency
# "/stop list"
typed-stop-list = list, lists
stop-what = /stop stops all campaigns, and “{ $typed }” says more than that. Nothing was stopped. To stop all campaigns: `/stop`. So that somebody gets nothing more: /stoplist add, with the number.
stop-list-meant = Nothing was stopped. The stop list is `/stoplist`. To stop all campaigns: `/stop`
stop-numbers = /stop takes no number: it stops all campaigns. Nothing was stopped. So that nothing more goes to { $numbers }: `/stoplist add { $numbers }`. To stop all campaigns: `/stop`
stopped =
    { $n ->
        [0] No campaign is running: there is nothing to stop.
        [one] ⏸ { $n } campaign stopped
       *[other] ⏸ { $n } campaigns stopped
    }
stopped-campaign =
    { $channel } · { $maker }, { $time }: { $gone } of { $total } gone{ $state ->
        [running] , it goes on
        [cancelled] , the rest is cancelled
        [done] , it is over
        [preparing] , it is getting ready and is asked about before it goes
        [preview] , it is asked about on its card
       *[other] , { $waiting } { $waiting ->
            [one] waits
           *[other] wait
        }
    }
button-resume-nth = Resume { $nth }
button-not-maker = It is resumed by who started it, or an admin.
count-delivered = ✅ delivered { $n }
count-failed = ❌ failed { $n }
count-accepted = ✈️ handed over { $n }
count-coming = ⏳ waiting { $n }
count-in-doubt = ❓ in doubt { $n }
count-cancelled = 🚫 cancelled { $n }
count-left = ❓ left { $n }
