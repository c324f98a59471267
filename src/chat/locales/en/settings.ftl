menu-settings = What is set for this chat
spoken-settings = settings, setting
form-settings = /settings [<setting> [<value>|off]]
about-settings = /settings alone shows what holds in this chat and whence: set here, or the bot's own. A name and a value set it here, off takes it back. In groups admins decide; in your private chat the zone, the language, the first template, characters and how messages look are yours to choose.
settings = What holds in this chat
setting-otherwise = To have another, such as:
settings-here = set here
settings-of-bot = the bot's own
settings-of-telegram = as in your Telegram
settings-changed = Changed last by { $name }, { $time }
settings-by-admins = Admins change it.
settings-not-allowed = Only somebody with the role { role-name } changes that here.
button-take-back = Take back
button-settings-all = « All

# Words that people type behind /settings, by commas, in lower case; each is understood in every language.
typed-default = default, reset, none
typed-setting-zone = zone, timezone, time zone, tz
typed-setting-language = language, lang
typed-setting-sender = sender, sender name, sender id, from
typed-workdays = weekdays, workdays, business days
typed-clock-from = from
typed-clock-to = to, till, until
typed-every-day = daily, every day, always
typed-setting-quiet = quiet, quiet hours, silence
typed-setting-hours = hours, working hours, office hours, opening hours, business hours
typed-setting-approve = approve, approval, second person
typed-setting-quota = quota, limit
typed-setting-plain = plain, characters
typed-plain-always = always, yes, on
typed-plain-ask = ask, no
typed-setting-template = template
typed-setting-messages = messages, cards
typed-messages-rich = rich
typed-messages-plain = plain, text
# What places are called for short, and the zone of each; understood in every language.
places-for-short = msk=Europe/Moscow, nyc=America/New_York, sf=America/Los_Angeles, edinburgh=Europe/London, glasgow=Europe/London, manchester=Europe/London, birmingham=Europe/London, leeds=Europe/London, liverpool=Europe/London, bristol=Europe/London, cardiff=Europe/London, mumbai=Asia/Kolkata, delhi=Asia/Kolkata, beijing=Asia/Shanghai
# Countries as they are called for short, and their codes.
countries-for-short = uk=GB, britain=GB, great britain=GB, england=GB, scotland=GB, wales=GB, usa=US, america=US, uae=AE, emirates=AE, holland=NL
# Letters that stand for the time of a place, and its zone, which is offered: elsewhere they say another.
zone-letters = bst=Europe/London, est=America/New_York, edt=America/New_York, et=America/New_York, cst=America/Chicago, cdt=America/Chicago, ct=America/Chicago, mst=America/Denver, mdt=America/Denver, pst=America/Los_Angeles, pdt=America/Los_Angeles, pt=America/Los_Angeles, cest=Europe/Berlin, ist=Asia/Kolkata
# Each place and its IANA zone; they are offered in this order.
places = London=Europe/London, Berlin=Europe/Berlin, Moscow=Europe/Moscow, Dubai=Asia/Dubai, Almaty=Asia/Almaty, Novosibirsk=Asia/Novosibirsk, Vladivostok=Asia/Vladivostok, New York=America/New_York, UTC=UTC

setting-zone = Time zone
setting-language = Language
setting-sender = Sender
no-setting-sender = none, the provider decides
setting-plain = Typographic characters
about-setting-plain = A dash or a quotation mark of print can make a text go as UCS-2, which costs more parts. always: they are made plain where that saves a part, and the card says so; ask: each time the card asks. Texts of tables are asked about always.
setting-plain-always = Make plain
setting-plain-ask = Ask each time
button-always-sender = Always from { $from } here
sender-always = From now on messages without from= go from { $from } here. /settings sender
made-plain = ✂️ In plain characters, as is set here: { $characters }. That saves a part.
made-plain-some = ✂️ In plain characters, as is set here: that saves a part.
button-always-plain = Always so here
button-always-zone = Always { $zone } here
zone-always = From now on times here are { $zone }. /settings zone
setting-template = First template
no-setting-template = none, those used last come first
about-setting-template = /t offers it first.
settings-no-template = There are no templates yet: /template
setting-messages = Messages
about-setting-messages = rich: long texts fold up, times count down, buttons have colours and copy lines. plain: none of that, for clients that show such cards wrong or empty.
setting-messages-rich = With all that Telegram shows
setting-messages-plain = Text and buttons alone
about-setting-zone = Times are read and shown in it. It is a place, Europe/Moscow, or +3.
about-setting-language = Cards are written in it.
about-setting-sender = From whom messages go that are typed here without from=: up to 11 Latin letters and digits, registered with the provider.
