# Words that are written to the bot or to a colleague, not to a customer; each is understood in every language.
# Forms that are typed without their apostrophe, too.
typed-elided = she's, he's, it's, that's, what's, who's, where's, how's, there's, here's, when's, why's, they're, you're, i'm, i've, we've, you've, they've, you'll, they'll, he'd, they'd, you'd, i'll, don't, doesn't, didn't, can't, couldn't, wouldn't, shouldn't, isn't, aren't, wasn't, weren't, hasn't, haven't, hadn't, won't
# Behind these such a form is another word.
typed-not-elided-behind = is, are, was, were, am, be, been, being, feel, feeling, felt, very, so, too
# What a request begins with.
typed-lead = please, pls, ok, okay, no, well, so, hey, oops, wait, just, now, then, actually, rather, can you, could you, would you, will you, can u, could u, will u, would u, lol, omg, don't, do not, dont, never, not, let's, bot
# Of those, what says that something is not meant.
typed-not = don't, do not, dont, never, not
# Behind these stands what was meant: not at 9 but at 10.
typed-but = but
# A request wherever it stands.
typed-order = resend, re-send, opt him out, opt her out, opt them out
# A request where it stands first, and nobody speaks to the customer.
typed-order-first = cancel, delete, undo, reschedule, postpone, forward, block, unblock, ban, unban, remind, mute, retry, schedule, assign, escalate, save as, set reminder, set a reminder, mark as, change, replace, edit, fix, move, try again, do it again, wait with, hold on with
# Of a request that stands first, what is a part of a house where a letter or a number stands behind it.
typed-house-part = block
# A request where one of the words below stands behind it: else customers are told so too.
typed-order-of = correct, repeat, refund, ignore, close, send, call, phone, ring, text, message, write, ask, tell, answer, remove, add, check, find, look at, look
typed-order-object = it, this, that, to, him, her, them, again, at, later, tomorrow, sms, the text, the message, the customer, the client
# Behind an order: of a thing, of which a customer may be told; but these are the bot's, or what a customer has with us.
typed-any-thing = the, a, an, any, at
typed-any-time = of, is, are, was, has, before, any time, anytime, online, whenever, opens, starts, begins
typed-held-thing = message, messages, text, texts, sms, customer, client, guy, lady, order, orders, appointment, appointments, booking, bookings, job, visit, slot, template, templates, contact, contacts, group, groups, campaign, campaigns, reply, card, number, name, time, date, day, sender, reminder, reminders, alert, alerts, last, first, second, other, whole, one, chat, draft, list, rest, following, few, couple, same, wording, schedule, scheduled, send
typed-ask-at = ask at, call at, look at, ask them to, phone at, ring at
# What a customer may be asked to do for the one of whom they wrote.
typed-passed-on = tell, ask, remind, let, bring, give, get, take, keep, send
# Of whom a customer may write.
typed-somebody = his, hers, son, daughter, husband, wife, mum, mom, mother, dad, father, brother, sister, baby, kid, child, boy, girl, dog, cat, puppy, kitten, pet, neighbour, neighbor, friend, mate, boyfriend, girlfriend, partner, driver, courier, boss, nan, gran, grandad, uncle, aunt, colleague
# What the bot keeps, and what is done to it.
typed-kept = contact, contacts, template, templates, group, groups, stop list, stoplist, stop-list, quota, quotas, timezone, time zone, history, statistics, stats, settings, role, roles
typed-kept-before = a, the, new, my, all, this, that, another
typed-order-kept = add, show, list, create, make, set, export, import, rename, update
# What asks for another time stands behind these; below what waits for its time.
typed-move = move it, move this, move that, move, make it, make that, change it, change that, change the time, change, set it, set, postpone it, postpone, delay it, delay, reschedule it, reschedule, schedule it, schedule, put it off, push it, send it, send this, send, go, better
# What is said, and nothing else, of what has not gone yet.
typed-of-waiting = hold on, hold it, not today, not yet, not now, later, abort, kill it, scrap it, drop it, scrap that, drop that, go ahead, go, yes, sure, do it, he, she, they, already, picked it up, paid, came, has paid, has picked it up, not needed, no need, no longer needed, anymore, any more, an hour, half an hour, earlier, tomorrow instead
typed-move-to = to, for, until, till
typed-move-behind = please, pls, instead, then
# Of whom one speaks to others.
typed-third = him, her, to him, to her
# Somebody, not something: customers are not written of others so.
typed-him = him
typed-he = he, she, he's, she's
typed-he-says = read, keeps, writing, texted, texting, says, said, asks, asked, asking, wants, wanted, writes, wrote, answers, answer, answered, answering, replies, replied, reply, calls, called, pays, paid, lies, lying, angry, promised, complains, complained, owes, refuses, refused, confirmed, agreed
typed-customer = the customer, this customer, that customer, my customer, the client, this client, that client, my client, this guy, this man, this woman, this lady, the guy, scammer, spammer
# Who speaks to the customer.
typed-you = you, u, ur, ya, your, yours, you're, you'll, you've, yourself
# Who of us speaks to the customer.
typed-to-customer = us, our
# Who of us did what, or will.
typed-who = who, who is, who's, who has
typed-who-did = took, takes, taking, answering, answers, answered, sent, wrote, has
typed-team = what should i, what do i, what do we, do we, dunno, no idea, idk, duplicate, spam, already answered, i answered, i replied, i've answered, whose, i'll take it, i'll take this, i'll take him, i'll take her, i will take it, i will take this, i take it, i take this, taking it, taking this, mine, on it, i got this, i've got this, leave it to me, handing over to, handing this over, passing to, passing this to, passing it to, guys, team, folks, colleagues, can anyone, can someone, anyone know, anybody know, anyone free, anybody free, anyone dealing, who is dealing, who's dealing, who wants this, who wants him, who wants her, who has this, who knows, is this yours, is he yours, is she yours, are these yours, same again, could someone, does anyone, has anyone
# Behind or before a colleague's name: the customer is handed on to them.
typed-hands-on = your turn, your move, over to you, back to you, this one is yours, this one's yours, this is yours, it's yours, its yours, all yours, yours, your customer, your client, for you, take it, take this, take over, take this one, have a look, check this, can you help, help me
# A customer is handed on: these, then what of them, then to whom.
typed-hand-over = hand, pass, give, forward, transfer, assign, reassign, escalate, route, redirect, leave, send
typed-hand-over-what = this, this one, that one, this chat, this customer, this client, this conversation, this case, this ticket, the chat, the customer, the client, him, her
typed-hand-over-it = it, that, them
typed-hand-over-to = to, over to, on to, along to, back to
# To whom something is given that a customer has: what stands behind these is no name.
typed-hand-over-not = the, a, an, any, one of, someone at, us, you, me
# What is said before it, or before a name.
typed-hand-lead = maybe, perhaps, better, i think, we should, you should, should we, we need to, need to, you have to, have to, must
# Somebody is asked by their name to take a customer over.
typed-take-ask = can, could, would, will, should
typed-take-asked = can you, can, could, may, you, you should, could you, would you, will you, should, must, has to, needs to, to, please, pls
typed-take-let = let, have, get, ask, tell
typed-take = take this one, take that one, take this, take it, take over, take him, take her, take them, take this chat, take this customer, take this client, take the customer, handle this, handle it, handle this one, handle him, handle her, grab this, grab this one, pick this up, pick this one up, deal with this, deal with it, deal with him, deal with her, answer this, answer this one, answer it, answer him, answer her, answer, reply to this, reply to him, reply to her, reply, respond, look at this, look at this one, look into this, have a look, have a look at this, sort this, sort this out, cover this, do this, do it, do this one
# Of those, what a name may stand behind, in small letters too.
typed-take-one = take this one, take that one, take him, take her, take this chat, take this customer, take this client, handle this one, handle him, handle her, grab this one, pick this one up, deal with him, deal with her, answer this one, answer him, answer her, reply to him, reply to her, look at this one
typed-take-behind = please, pls, now, thanks, thank you, asap, ok, from here, for me
typed-take-not = i, we, they, he, she, it, who, please, pls, yes, sure, hi, hello, stop, courier, driver, neighbour, neighbor, anyone, anybody, to, or, and
typed-note = note, note to self, nb, n.b., todo, fyi, internal, memo
typed-bot = bot
# What is asked and wanted in one word.
typed-key = ping, hlr, status, stats, statistics, queue, quota, history, balance, price, cost, send, cancel, delete, block, unblock, forward, remove, undo, repeat, retry, move, reschedule, postpone, how much, test, testing, spam, scam, parts, how many parts, ignore, close, later, nvm, anyone, anybody, asdf, qwerty, lorem ipsum, again, once more, same again, the same, wrong chat, wrong number, wrong person, oops, what now, what to do, what about him, what about her, where is he, where is she
typed-beside-key = probably, looks like, sms, of, did, was, number, what, what's, my, current, today, yesterday, week, this week, last week, later, reply, last
# What is said to what the bot did.
typed-thanks = thanks, thank you, thx, ok, okay, got it, great, cool, nice, good, perfect, awesome, fine, i see, understood, finally, wow, hm, hmm, good job, well done

# What answers a question, though it would call off what is to go.
typed-needless = no need, not needed, no need thanks, not necessary, no thanks
# Around another number of a customer.
typed-other-number = other, another, new, second, right, correct, try, use, send, write, text, number, numbers, phone, mobile, cell, the, a, this, that, here, is, it, its, her, his, their, them, to, on, at, with, instead, please, pls, wrong, she, he, has
# What is the bot's own, of which customers are hardly told in few words but by whoever speaks for us.
typed-own-thing = hlr, ping, pinging, blacklist, blacklisted, black list, block list, blocklist, block-list, blocked list, stop list, stoplist, stop-list, opt-out list, opt out list, optout list, denylist, deny list, ban, ban list, banlist, quota
# So speaks who writes of such to a customer.
typed-tells = we, we've, i, i'm, i'll, me, my, is, are, was, were, be, been, has, have, had, will, can, removed, sorry, hello, hi, thanks, thank you, if, when, because, means, there
# What is the bot's own, and of which customers are told too: not by its name and nothing else.
typed-thing = ping, hlr, status, report, reports, history, quota, balance, template, templates, campaign, campaigns, card, queue, stats, statistics, log, thread
typed-beside-thing = the, a, an, this, that, his, her, its, it's, their, him, them, it, to, of, for, from, on, in, into, and, with, need, want, get, get me, show, show me, give, give me, see, run, do, make, open, pull, pull up, look at, check, use, quick, full, last, next, latest, my, current, today, today's, yesterday, this week, number, message, messages, sms, delivery, customer, client, chat, what is, what's, where is, where's, again, now, asap, first, stop, pause, resume, start

# Below: words that answer the question what should be written, and are hardly that.
# With "you" or one of these a customer is spoken to.
typed-greeting = hello, hi, dear, good morning, good afternoon, good evening, sir, madam, please
# What customers are written about.
typed-matter = order, orders, delivery, deliver, courier, parcel, package, appointment, booking, reservation, repair, payment, invoice, visit, lesson, contract, warranty, coming, size, sizes, colour, color, ticket, table, room, meet, bring, slot, slots, portions, pickup, cash, card
# So end verbs that are said to a customer.
typed-in = in, on, at
typed-you-ending = yourself
# What questions begin with.
typed-asking = who, who's, whos, whose, what, what's, whats, which, why, how many, how much, how long, how old, how far, how big, for how long, on what, how do, how does, how did, how can, where, where's, where is, when did, when do, when does, when is, when will, when was, is it, is he, is she, is there, is that, is this, is the, is my, is anyone, is anybody, is everything, is all, are we, are they, are there, are all, was it, was he, was she, was that, were they, were there, do i, do we, do they, does it, does he, does she, does anyone, does anybody, does the, did i, did it, did he, did she, did they, did we, did anyone, did anybody, did the, has it, has he, has she, has anyone, has anybody, have i, have we, have they, can i, can we, can it, can they, could i, could we, should i, should we, shall i, will it, will he, will she, would it, may i, any idea, is smpp, is viber, is telegram, is sms, how come, do you support, what can you do, are you working, how's, how is, are the, are my
# With these the bot is asked for what it does.
typed-wishing = show, show me, list, give me, get me, let me see, i want, i want to, i need, i'd like, i would like, want to see, need, need to see, switch, set, check, top up, add, create, make, stop, halt, pause, i'm on, i am on, im on, export, download, remind me, tell me, is there, how to, turn on, turn off, i want stats
typed-wished = yesterday, yesterday's, today's, last week, last month, everything, to cancel, contacts
# Of oneself, and of somebody else.
typed-aside-first = hm, hmm, hmmm, um, umm, uh, er, erm, oops, ooops, damn, shit, lol
# Nothing but these is said to oneself.
typed-aside = checking, checking now, mins, two, three, five, bear with me, with me, tick, have a look, had a look, hm, hmm, hmmm, um, umm, uh, er, erm, eh, wait, a, one, sec, secs, second, seconds, moment, minute, min, just, hold on, hang on, brb, afk, i'll, i will, i'm, i, gonna, going to, let me, do, done, it, this, that, later, check, check with, look, see, ask, find, find out, think, write, type, finish, get back, back, first, now, need, need to, have to, must, should, up, look it up, in, not, yep, yeah, nope, ok, okay, sure, sorry, oops, ooops, damn, shit, wrong, number, chat, window, person, place, him, her, them, this one, never mind, nevermind, forget it, nothing, idk, dunno, don't know, no idea, not sure, what, to, say, put, lol, haha, ha, all good, fine, maybe, perhaps, so, and, but, well, again, too, help, help me, about, the, text, gimme, give me, be, right, remember, don't remember, that's, oh, my bad, whatever, nah, tbd, something, somebody, wrong customer, wrong client, from, of, is, was, errr, gotta, go, lunch, for, will, forgot, yet, scratch, skip, next
# The same, where it is no value for a place in a text either.
typed-aside-day = yes, no, today, tomorrow, tonight, yesterday, next week, this week, next month, monday, tuesday, wednesday, thursday, friday, saturday, sunday
# A value for a place in a text holds none of these: something is asked back, or said of oneself.
typed-no-value = sorry, wait, waiting, hold on, hang on, dunno, don't know, do not know, idk, no idea, not sure, unsure, let me, give me, gimme, tell me, remind me, a sec, one sec, a tick, a min, one min, one moment, a moment, brb, checking, check with, i'll, i will, i'm, i am, i have, i had, i haven't, i was, i can, i can't, i cannot, i couldn't, i don't, i do, i did, i didn't, i got, i see, i know, i need, i want, i think, i guess, i forgot, i lost, i wrote, need to, have to, has it, have it, ask, asking, which, what, what's, who, who's, whose, why, how, again, remember, forgot, forget, can't find, can't see, cannot find, somewhere, somebody, someone, whatever, screen, look up, look it up, looking, hm, hmm, um, umm, oops, tbd, tbc
# Before a question somebody begs pardon with these.
typed-asks-pardon = sorry, pardon, hang on, hold on, excuse me
# Whoever begins so does not know what to write.
typed-at-a-loss = not sure what to, not sure how to, don't know what to, don't know how to, dunno what to, dunno how to, idk what to, idk how to, no idea what to, no idea how to, no clue what to, i'm not sure what to, i'm not sure how to, i don't know what to, i don't know how to, i have no idea what to, what do i write, what should i write, what to write
# Of a customer, whom nothing names.
typed-says-first = says, said that, wants, asks, claims, complains
# Somebody is to be asked, or told, by their name.
typed-ask-about = about it, about this, about her, about him
typed-ask-whom = ask, tell, let me ask, i'll ask, i will ask, let me check with, i'll check with
# Before a clock these say about when.
typed-clock-about = after, before, by, until, till, from
# Short texts, though some of them could be meant for the bot.
typed-short-text = sorry about that, will do, test, testing, message, sms, thank you, thanks, done

# Below: what no customer is meant to read, whatever they wrote.
# Something went to the wrong person, or shall not have been said.
typed-mistaken = wrong recipient, i meant the other, i meant mr, i meant mrs, i meant miss, meant that for, meant this for, meant it for, to the wrong, to wrong, wrong bloke, wrong job, wrong woman, wrong one, wrong person, wrong number, wrong customer, wrong client, wrong chat, wrong thread, wrong window, wrong lady, wrong guy, wrong man, wrong woman, wrong name, wrong contact, wrong patient, wrong guest, wrong parent, not that one, not this one, meant for someone, meant for somebody, meant for the other, meant for another, meant for mr, meant for mrs, wasn't for him, wasn't for her, isn't for him, isn't for her, not for him, not for her, meant to send that, meant to send this, meant to send it, meant to text, meant to write, that to the wrong, went to the wrong, sent to the wrong, should have gone to, should've gone to, shouldn't have sent, shouldn't have gone, not who i meant, unsend, take that back, take it back, recall that, delete that, delete the last, delete my last, not him, not her, changed my mind, different person, other person, mixed up
typed-mistaken-first = scrap that, scrap it, forget that, forget it, forget i said, ignore that, ignore me, ignore the last, never mind that, nevermind, strike that, hold that, undo, don't send, don't text, don't reply, don't write to, don't answer
# Of what a shop did.
typed-of-us = we sent, we've sent, we gave, we've given, we'll, our
# Before a name that is no colleague's.
typed-mention-of = insta, ig, telegram, tg, facebook, fb, twitter, tiktok, youtube, whatsapp, twitch, threads, snapchat, follow, subscribe, channel, handle, tag, dm, join, us, our
# Of somebody else, too.
typed-his = his, hers
# Told to a colleague, with the customer behind it; what a customer may do for a child, say, is not among them.
typed-instruct = contact, bother with, engage with, argue with, anyone recognise, anyone recognize, anyone spoken to, anyone ringing, anyone heard from, anyone seen, bump, stick, slot, add, knock, take off, charge, bill, invoice, book, move, cancel, refund, block, ring, ring back, call, call back, phone, text, message, email, send, chase, quote, remind, warn, note, fob, squeeze, add to, note on, let the boss deal with, let me deal with, reply to, answer, get back to, get rid of, deal with, sort, do, charge extra, book in, leave, ask someone to ring, get someone to ring, put on the list
typed-give = give, take, stick, slot, offer, get, put, let
typed-given = off the list, in at, down for, in for, on the list, book again, discount, refund, quote, credit, off, voucher, slot, freebie, invoice, price, appointment, money, a call, a ring, a bell, a shout
typed-i = i, i'll, i will, i'm, i am, i'm not, i'd, we, we'll
typed-i-do = ring, phone, chase, deal with, dealing with, answer, answering, reply to, replying to, text, message, handle, sort, email
# What is thought of somebody, behind or before “he” or “she”.
typed-judged = nasty, lost the plot, piece of work, nightmare, joker, clown, thick, having a laugh, trying it on, always like this, always like that, dense, useless, hopeless, a dick, a cow, a bitch, a git, a twat, stupid, ridiculous, creepy, drunk, aggressive, abusive, pushy, snotty, stroppy, grumpy, miserable, won't stop, keeps on, keeps ringing, keeps calling, pain, annoying, annoys, moaning, moans, whinging, whining, muppet, idiot, moron, rude, crazy, mad, nuts, mental, weird, always late, always moaning, always complaining, never pays, never turns up, never answers, never replies, owes, a regular, a no show, kicking off, losing it, my head in, hard work, time waster, timewaster, can wait, let wait, the one who, the one with, the one from, the one in, rung, rang twice, rang already, already rang, phoned again, called again, emailed again, rang again, on about, at it again, asking again, taking the piss, fuming, furious, blocked, charge double, double, fobbed, dodgy, scam, scamming, difficult customer, fussy, clueless, sick of, fed up with, hate, can't stand, still hasn't paid, hasn't paid, not paid, didn't pay, won't pay, never paid, a liar, lying, a bit much, a bit slow, a bit odd, a character, stingy, tight
# Said of it all, to colleagues.
typed-outburst = here we go again, here we go, what a muppet, what an idiot, what a pain, what a nightmare, what a cheek, what a joke, the cheek of, idiot, moron, ffs, omg, wtf, same woman, same man, same guy, same bloke, same lady, same person, looks like a scam, no reply needed, not her again, not him again, not this again, not again, jeez, oh god, oh lord, give me strength, some people, bloody hell, for gods sake, kill me, unbelievable, nutter, cheeky, time waster, not mine, not my customer, not my problem
typed-which = he's the one, she's the one, is he the one, is she the one, this is the one who, that's the one who, that's the guy, that's the woman, that's the lady, that's the bloke, that's the man, this is the bloke, it's the bloke, let him wait, let her wait, let them wait
# Somebody is asked or told something.
typed-ask-somebody = ask, tell, get, remind, let me ask, i'll ask, check with
typed-team-noun = the office, the lads, the boss, the boys, the guys, the team, the girls, the others, accounts, accounting, head office, the manager to, someone to, somebody to, the engineer to ring, the doctor to ring
typed-ask-not = the, a, an, for, about, at, in, on, him, her, them, us, me, you, your, it, if, to, that, this, what, when, mum, dad, my, reception, in, well, better, ready, back, here, there, some, one
typed-ask-what = to, if, whether, he's, she's, they're, he, she, they, it's, what, where, when, who
# Behind whose it is.
typed-belongs = customer, client, job, one of yours, one of his, one of hers, job that, customer that, one that
# What the bot alone knows.
typed-own-asked = sms, texts, credit, credits, quota, unsend, undo
typed-own-question = my text gone, my message gone, text gone through, message gone through, money in the account, money left in the account, money left on the account, has that gone, has it gone, has this gone, that last one send, last one go, we got left, we have left, do we have left, left to spend, get that back, how many parts, how many texts, how many sms, how many messages, how many credits, how many segments, one sms or two, one text or two, one part or two, our balance, on our balance, our credit, our quota, our credits, our sms balance, out of credit, out of credits, out of texts, credit have we, credits have we, credit do we, did that one cost, did that text cost, does a text cost, does that cost us, did that cost us, did this cost us, did that cost, did that go, did it go through, did it go out, did it send, did that send, did it deliver, did that deliver, did that arrive, did my text, did my message, get my last one, get my last text, get my last message, get that text, get that message, that go out, that go from, did it go from, take so long to deliver, status of this, status of that, the status of it, schedule that for, schedule this for, schedule it for, what number did, which number did, from which number, which sender
# Asked of a colleague, behind their name.
typed-asked-of = go, get back, can you, could you, will you, would you, have you, did you, do you, are you, were you, has she, has he, is she, is he, did she, did he, does she, does he, pls, please, any idea, what did you, let her know, let him know, ring, phone
# Of what the one has who is written to.
typed-yours = your
# Behind these stands whom a colleague should turn to, or who should answer.
typed-name-alone = call, ring, phone, text, ping, add, maybe, perhaps, try, ask, ask for, tell, better, get, one for, it to, leave it to, that's for, this is for, for, cc, loop in, over to, rather, copy in, check with, let me ask, i'll ask
# Behind these a colleague's name says that they are to be told, whatever comes then, but for where they are found.
typed-name-told = tell, remind, get, need, better, maybe, perhaps, let, have, ask, give it to, give this to, give her to, give him to, give that to, leave it with, leave this with
typed-place-of-name = know, at, for, when, in, about, on

held-bot = ✋ This looks meant for the bot or a colleague. Send it to the customer?
held-team = ✋ This looks meant for a colleague. Send it to the customer?
held-bare = ✋ Only figures or signs. Send them to the customer?
held-keyboard = ✋ This looks typed in the wrong keyboard layout. Send it as it is?
held-place = ✋ Something seems to be left to fill in. Send it as it is?
held-number = ✋ It holds another customer’s number. Send it as it is?
held-unsent = ✋ That message has not gone. Send this one to the customer?
held-failed = ✋ That message did not reach the customer. Send this one?
held-coming = ✋ That message has not arrived yet. Send this one too?
held-other = ✋ Send this to the customer?
held-old = ✋ That was more than a week ago. Send this?
held-taken = ✋ Somebody else answers this customer. Send it all the same?
held-early = ✋ This was written before I asked for a text. Send it to the customer?
held-aside = ✋ This does not read like a text to a customer. Send it all the same?
held-heard = To have it from me: { $lines }
held-meant = In the other layout: “`{ $words }`”. If you meant that, press [Cancel] and send it put right.

short-forms = pcs, pc, kg, kgs, lb, lbs, oz, ft, cm, mm, km, ml, hrs, mins, qty, brb
