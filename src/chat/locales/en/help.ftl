help-send = Send
help-ask = Find out
help-talk = Conversations
help-book = Names and templates
help-chat = This chat
help-people = Access
help-other = More
help-approval =
    { $n ->
        [0] Whatever is sent waits for a second person: `/settings approve`
       *[other] What goes to more than { $n } waits for a second person: `/settings approve`
    }
help-approval-some = Some of it waits for a second person: `/settings approve`
help-approval-off = A second person can approve what goes to many: `/settings approve 50`
help-asked = These words went to nobody: to answer a customer, reply to the card of their SMS. If they were for me, perhaps this is wanted:
help-all = All commands: /help
help-more = One command in full: `/help { $name }`
help-examples = Examples, tap to copy:

sample-phone = { EXAMPLE("phone") }
sample-spaced = { EXAMPLE("spaced") }
sample-another = { EXAMPLE("another") }
sample-anotherSpaced = { EXAMPLE("anotherSpaced") }
sample-name = ivan
sample-names = ivan, olga
sample-group = couriers
sample-template = ready
sample-back = until mon
sample-word = basta
sample-operators = operators
sample-text = Your order is ready
sample-subject = Invoice 12
sample-comment = ticket 77

option-from = the sender: up to 11 Latin letters and digits, registered with the provider
option-comment = a note for the provider's history, neither sent nor paid for
option-alphabet = the alphabet; without it the one with the fewest parts
option-flash = yes: shown at once and not kept on the phone
option-subject = the subject of the e-mail
option-bot = the bot that writes, such as @shop_bot
option-voice = the voice: m, m2, m3, m4 (men's), w, w2, w3, w4 (women's), with a language if you like: w2,en
option-ring = seconds to let it ring
option-retry = seconds between two tries
option-tries = how often it is tried

form-watch = /watch [failed|delivered|doubt|link|rate 20% 10m|lag 5m|spend 1000 1d|balance 500|campaign|incoming|alerts|heartbeat backup 5m|summary daily 9:00] [from= channel= operator= code= by= number= bulk=no] [silent=yes]
form-contact = /contact [add|change] <name> [<number>] [<field>=<value> …] [own=yes], /contact <name>, /contact remove <name>, /contact rename <name> <new>, /contact import|export
form-group = /group [add|remove] <name> [<contact>, …] [own=yes], /group rename <name> <new>
form-template = /template [add|change] <name> [channel=…] [language=…] [own=yes] <text>, /template remove <name>, /template rename <name> <new>
form-t = /t <name> [<number>, …] [<place>=<value> …]
form-inbox = /inbox [on|off]
form-stop = /stop
form-lang = /lang [<language>|auto]
form-grant = /grant [<id>] viewer|operator|admin
form-revoke = /revoke [<id>]
form-audit = /audit [<id>|<name>] [7d|2026-11]
form-status = /status [<id>|<number>]
form-stats = /stats [24h|7d|2026-11|2026-11-01..2026-11-15] [from=…] [channel=…] [operator=…] [code=…] [number=…] [by=operator|code|person|sender|<name>]
form-error = /error [<code> …]
form-help = /help [<command>]
form-start = /start

about-sms = Several numbers are separated by commas, or stand in lines of their own. What is behind -- goes as it is, and so does what is behind a line break, unless it begins with more numbers or options. Reply to a card to write to that person again.
about-bulk = The caption of a table (CSV, TSV, TXT, XLSX), or a reply to one. I find the column of numbers; the others go into the text: { "{" }name{ "}" } or { "{" }B{ "}" }; { "{" }name|customer{ "}" } says “customer” where there is none. First I show what would go to whom.
about-email = The address comes first, then the subject, then the text. Files are not sent.
about-call = The text is read out by a voice.
about-tgm = A code of 4 to 8 digits, and nothing else.
about-stop = Stops all campaigns, all that waits for a set time and all that quiet hours hold back, in all chats, at once and without a question. A single message that is on its way this moment is not stopped, nor is what has gone on by another channel. What has not left waits; the bot says how many went, and each is resumed by who started it, or an admin.
about-watch = The bot tells of things in this chat or topic by itself. /watch alone begins with what nobody regrets: the link and receipts, many failures (20 % within 10 minutes), money above what is usual, messages in doubt, and failures that can be mended; where something is on, it shows what. failed: every failure, delivered: all deliveries, doubt: messages in doubt, link: the link, rate: how many of all fail, summary: figures of a day or a week with a picture, lag: receipts that come late, spend: money beyond a limit, campaign: campaigns that begin, stop and end, incoming: that messages came in, without their texts, alerts: alerts of other programs, such as Alertmanager, all or by label: alerts severity=critical, heartbeat: that another program has shown no sign of life. test failed shows what the last 24 hours would have brought. Values are separated by commas: code=253,254. In groups admins decide.
about-contact = A name stands wherever a number does. It is one word; its case does not matter. Fields fill the text: { "{" }name{ "}" }, or { "{" }name|customer{ "}" } for who has none. The field email is where /email goes. The whole team sees a contact, with own=yes only you; who added it, or an admin, changes and removes it.
about-group = A group stands wherever a number does, with a # before its name. It is written out when a message is previewed: who comes into it later gets nothing of that. remove takes contacts out, without any the whole group.
about-template = Places in the text are filled when it is sent: { "{" }name{ "}" }, or { "{" }name|customer{ "}" } for who has none. Of one name there may be a text for each channel and each language; /t takes the one for SMS, and for the language of the chat.
about-t = A value goes on to the next place, or stands in quotation marks. What is known of a contact needs no value; what is missing I ask for. /t alone offers the templates that were used last.
about-inbox = on shows all incoming SMS in this chat or topic, off stops that. A reply to one of them goes back as an SMS. Answers come to where the person was last written to from, too.
about-lang = auto leaves the language to your Telegram, in a group to the settings of the bot.
about-grant = An id and a role, or a role alone in reply to a message of that person. A role alone makes a link that lets one person in within a day. Roles: viewer looks numbers up, operator sends too, admin lets others in too.
about-revoke = An id, or in reply to a message of that person.

start-plain = Hello, { $name }! I send SMS through the provider and show what became of everything.
start = Hello, { $name }! I send messages through the SMS provider, look numbers up and show what became of everything.
start-owner = Try `/sms { EXAMPLE("phone") } Hello`. Let colleagues in with /grant: each sees their id when they write to me.
start-admin = Try `/sms { EXAMPLE("phone") } Hello`. Let colleagues in with /grant: each sees their id when they write to me.
start-operator = Try `/sms { EXAMPLE("phone") } Hello`, or `/hlr { EXAMPLE("phone") }` to look a number up.
start-viewer = Try `/hlr { EXAMPLE("phone") }` to look a number up, or `/ping { EXAMPLE("phone") }` to see if the phone is on.
start-operator-plain = Try `/sms { EXAMPLE("phone") } Hello`.
start-viewer-plain = Where a message stands: /status and its id.
start-help = All that I can do: /help

language-now = Language: { $language }
language-chosen = Chosen in this chat.
language-auto-own = As in your Telegram.
language-auto-group = As in the settings of the bot.
language-how = Change it with { $languages } or `/lang auto`.
button-lang-auto = Automatic
