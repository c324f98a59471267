# The keys on which this language is typed: ` and the letters, row by row, the last is / on the English one.
keyboard = `qwertyuiop[]asdfghjkl;'zxcvbnm,./
# What people call the commands, by commas, in lower case; each is understood in every language.
# Words to a campaign that stand on its buttons, and are no commands.
campaign-words = pause, resume, continue, campaign, campaigns
# The same of alerts.
alert-words = ack, acknowledge, mute, unmute, silence, snooze, unwatch
# Words that people try as commands, and of which none is one.
words-by-send-again = resend, retry, repeat, again
words-nothing-taken-back = undo, unsend, recall, retract, revert
spoken-sms = sms, text, txt
spoken-bulk = bulk, broadcast, mailing
spoken-watch = watch, alerts, alert, notify
spoken-email = email, e-mail, mail
spoken-call = call, phone
spoken-viber = viber
spoken-soc = soc, social
spoken-tgm = tgm, telegram
spoken-bot = bot
spoken-stop = stop
spoken-hlr = hlr, lookup
spoken-ping = ping
spoken-status = status
spoken-error = error
spoken-health = health, version, uptime
spoken-inbox = inbox, replies, incoming
spoken-people = people
spoken-grant = grant, allow, invite, permit, promote
spoken-revoke = revoke, ban, kick, disallow, demote, fire
spoken-lang = lang, language
spoken-help = help
spoken-start = start
spoken-balance = balance, credit, credits
spoken-scheduled = scheduled
spoken-stoplist = stoplist, stop-list, blocklist, blacklist, block, unsubscribe
spoken-template = templates, template
spoken-contact = contacts, contact
spoken-group = groups, group
spoken-stats = stats, statistics
spoken-audit = audit, log, logs
# "Send a text to number 8999… that it is ready": words that ask for it, and are not to go themselves.
typed-send = send, text, write, message, msg, remind
typed-tell = tell, inform, notify, warn
typed-send-a = a, an, please
typed-send-to = to
typed-send-that = that
# The same, with which no text begins.
typed-saying = saying, saying that, and say, and say that, to say, to say that, telling them, telling them that, and tell them, and tell them that, that says, with text, with the text

# What is asked about a number, in words that name the command that finds it out.
typed-asks-ping = online, reachable, switched on, turned on
typed-asks-hlr = lookup, look up, roaming, operator, network, carrier, mobile, landline, working, valid, alive, in service, in use, active, a real number
typed-asks-status = status, get the text, get the message, get the sms, get my, where is my, where is the, what about, what of, what happened to, delivered, arrived, received, sent, fail, fails, failed, failing, go wrong, went wrong, wrong with, get it, got it, happening with, happened with
typed-asks-history = history, wrote, written, who is, who's, whose, reply, replies, replied, answer, answered, respond, responded, got back, texted, contacted, messaged, heard from, did we send, we sent
typed-asks-stoplist = stop list, stoplist, stop-list, unsubscribed, opted out, blocked, can i text, can i message, can we text, can we message, may i text, may we text, allowed to text
# With which a question begins: what answers it stands before the line that would send it.
typed-asks = who, who's, whos, whose, what, what's, whats, which, any, can i, can we, may i, may we, where, when, how, did, didn't, didnt, does, has, hasn't, hasnt, have we, is, isn't, isnt, was, wasn't, wasnt, why, show me, check, do we know
# Whoever is spoken to so is the customer: such a question may be meant for them.
typed-addressed = you, your, yours, you're, you've, you'll

typed-checks = check, verify, validate, test
# What people want of the bot where they name somebody's number: nothing of it goes to that person.
typed-deletes = delete, erase, wipe, remove, forget
typed-all-data = data, everything, information, personal, records, history
typed-forgets = forget
typed-off-stop-list = off the stop list, off the stoplist, off the blacklist, off the block list, from the stop list, from the stoplist, from the blacklist, from the block list, unblock
typed-onto-stop-list = to the stop list, to the stoplist, to the blacklist, to the block list, on the stop list, on the stoplist, on the blacklist, on the block list, to blacklist, to stop list, to stoplist
typed-asks-price = how much is, how much does, how much will, what is the price, price of, cost of
typed-this-number = number, this number, the number, phone

# "Stop texting 0740…": that somebody is not to be written to any more.
typed-no-more = stop texting, stop messaging, stop writing to, stop sending to, stop sending texts to, do not text, do not message, do not write to, don't text, don't message, don't write to, dont text, dont message, dont write to, no more texts to, block, blacklist, unsubscribe

# What calls off what was begun; each is understood in every language.
typed-cancel = cancel, cancel that, stop, wait, never mind, nevermind, oops, don't send, do not send, don't send it, do not send it, my mistake, changed my mind, i changed my mind, i've changed my mind, wrong number, wrong person, that was the wrong number, that was the wrong person, forget it
# Of those, what may be said to what is going on, too.
typed-stop = stop

number-offer =
    { $n ->
        [one] { $list }: what should be done?
       *[other] { $n } numbers ({ $list }): what should be done?
    }
number-amid = The other words are left out.
number-full = A card holds { $most } numbers at most, the others are not on it.

aside = “{ $words }”: does this answer what /{ $command } asked?
aside-over = “{ $words }”
button-aside-answer = Yes, for /{ $command }
button-aside-drop = No

continuation = This looks like the rest of /{ $command }: the message before it is as long as Telegram takes. If you add it, the whole line is shown once more before anything goes.
continuation-over = This was the second message for /{ $command }.
continuation-late = The first part has gone already. Send the rest with a command of its own.
button-add-to-list = Add to the list
button-continuation-drop = No, something else

lacks-file-send = 📎 The file is not sent, only the text goes.
lacks-file-lookup = 📎 The file is not read, only the numbers in its caption are looked up.
lacks-end-send = ✂️ As long as a Telegram message gets: its end may have come separately, and is not in here.
lacks-end-lookup = ✂️ As long as a Telegram message gets: some of the numbers may have come separately, and are not in here.
lacks-link-send = 🔗 Words of this text have a link behind them, which does not go. If it is to, type the address itself.
link-behind-words = Words of this text have a link behind them, which would be lost. Type the address itself, and send the line again.

file-with-command =
    { $text ->
        [none] I find no numbers for /{ $command } in such a file: I read tables (CSV, TSV, TXT, XLSX). Or send the numbers as text behind /{ $command }.
       *[other] The file is not sent, and its caption lacks something. Send /{ $command } as text: to whom, and what.
    }
sent-table-plain = To send SMS from the table, write the text, or reply to it with /bulk and the text: columns go in by name, as { "{" }name{ "}" }.
sent-table = To send SMS from the table, write the text, or reply to it with /bulk and the text: columns go in by name, as { "{" }name{ "}" }. To look its numbers up, reply with /hlr or /ping.
sent-table-words = To send that by the table, reply to it: `/bulk { $words }`. What would go to whom is shown first.
sent-contacts = To take these contacts in, reply to the file with `/contact import` (`/contact import own=yes` for yourself alone). To send SMS to them, reply to it with /bulk and the text.
sent-file = I send no files, and read only tables (CSV, TSV, TXT and XLSX) and contacts (.vcf). Send a number or a command as text, such as /sms; all commands: /help.
sent-album = Only the file with the command was read. To send by another one, reply to it with /bulk and the text.
sent-picture = I send no pictures or videos: an SMS is text. Send /sms, the number and the text.
sent-sticker = A sticker does not go by SMS. Send /sms, the number and the text.
sent-voice-plain = I do not listen to voice messages. Send /sms, the number and the text.
sent-voice = I do not listen to voice messages. Send /call, the number and the text: I ring up and read it out.
sent-place = A place on the map does not go by SMS. Send /sms, the number, and the address or a link as text.
sent-other = I cannot send that. Send a number or a command as text; all commands: /help.

# Words that are no command, though it shows what they are about: how those begin that are about each.
typed-topic-bulk = mailing, campaign, newsletter
typed-topic-stop = halt, stop all
# Behind an order to write or to call: how we are reached.
typed-reaches-us = me, us, our, my
# How somebody says that a token is to be made.
typed-make = create, new, make, generate, issue
# What has not gone yet is not to go.
typed-cancel-sent = cancel the, cancel my, cancel that, cancel text, cancel sms, cancel message, cancel what, cancel tonight, cancel tonight's, cancel tomorrow's, don't send the, don't send what, call off the, call off my
typed-topic-scheduled = cancel the, cancel my, cancel that text, cancel what, cancel tonight, cancel tomorrow, don't send the, don't send what, schedul, postpone, reschedul, move it to
typed-topic-queue = waiting, unanswered, replied, replies
typed-topic-history = conversation, history
typed-topic-stoplist = unsubscrib, opt out, opt-out, stop list
typed-topic-back = i'm back, im back, i am back
typed-topic-away = vacation, holiday, sick leave
typed-topic-status = delivered, arrive, did not get, didn't get
typed-topic-error = error
typed-topic-health = working, smpp up, smpp down, smpp connect, is smpp, provider up, provider down, everything ok, everything fine, everything up, all ok, all up, connect, not going out, aren't going out, not going through, not being sent, not sending, bot alive, bot up, bot down, bot dead
typed-topic-balance = balance, money, credit, top up
typed-topic-stats = statistic, spent, report, how many did, how much did, how many got, how many were, how many messages, how many texts, stats
typed-topic-quota = quota, how much can i, how many can i, can i still send, limit, left
typed-topic-hook = hook, webhook
typed-topic-audit = who sent, who did
typed-topic-contact = contact
typed-topic-group = group
typed-topic-template = template
typed-topic-watch = alert, notif, summary, heartbeat, mute everything, mute all
typed-topic-settings = setting, quiet hours, time zone, timezone, sender name
typed-topic-lang = to english, in english, speak english, to russian, in russian, speak russian, change language, change the language, switch language
typed-topic-grant = access, colleague, employee
typed-access = access, role, rights, permission, permissions
typed-topic-revoke = take away access, take away their access, remove access, remove their access, remove his access, remove her access, close access, cut access, cut off access, revoke
