# What people want of the bot, as whole messages; each is understood in every language. Words in brackets may be left out,
# of those with strokes between it is any, and words in capitals are places for something of one's own.
# What is said before and behind it, which is no part of it.
wish-lead = please, pls, plz, hey, hi, hello, bot, ok, okay, so, and, can you, can u, could you, could u, would you, will you, can we, could we, i want to, i'd like to, i need to, we need to, we want to, let's, just
wish-behind = please, pls, thanks, thank you, thx, now, asap, for me

wish-contact-number =
    change/update/correct KNOWN's (phone/mobile) number to NUMBER,
    change/update KNOWN (to) NUMBER,
    KNOWN has (got) (a) new (phone/mobile) number (it's/it is/which is) NUMBER,
    KNOWN's (new) (phone/mobile) number is (now) NUMBER,
    KNOWN has changed (his/her/their) number to NUMBER,
    KNOWN changed (his/her/their) number to NUMBER,
    KNOWN is now on NUMBER,
    (the) new (phone/mobile) number for/of KNOWN (is) NUMBER,
    set KNOWN's (phone/mobile) number to NUMBER
wish-contact-add =
    (add/save/create/store/make) (a) new contact CONTACT NUMBER,
    add/save/create/store/make (a/the) contact CONTACT NUMBER,
    add/save/store/put CONTACT NUMBER to/in/into (the/my/our) contacts/book,
    add/save/store/put NUMBER to/in/into (the/my/our) contacts/book as/for/under/called CONTACT,
    add/save/store/remember NUMBER as/for/under CONTACT,
    add/save/store CONTACT's (phone/mobile) number (as/is) NUMBER,
    add/save/store CONTACT as NUMBER,
    save/store CONTACT NUMBER,
    (the) number of/for CONTACT is NUMBER,
    CONTACT's (phone/mobile) number is NUMBER,
    this is CONTACT's (phone/mobile) number NUMBER,
    name NUMBER CONTACT,
    rename NUMBER to/into/as CONTACT
wish-contact-rename =
    rename (contact) ENTRY to/into/as CONTACT,
    change ENTRY's name to CONTACT,
    call ENTRY CONTACT from now on
wish-contact =
    list (all) (the/my/our) contacts,
    show (me) (all) (the/my/our) contacts,
    all (the/my/our) contacts,
    who is/are in the book,
    how do i add a contact,
    phone book,
    address book
wish-group-add =
    move/add/put HOLDER to/in/into (the) GROUP (group/list),
    move/add/put HOLDER to/in/into (the) group GROUP,
    move/add/put contact HOLDER to/in/into (the) GROUP (group/list)
wish-group-remove =
    remove/take/delete HOLDER from/off (the) GROUP (group/list),
    remove/take/delete HOLDER from/off (the) group GROUP,
    take HOLDER out of (the) GROUP (group/list),
    kick HOLDER out of (the) GROUP (group/list)
wish-group-members =
    who is in (the) GROUP (group),
    who's in (the) GROUP (group),
    whos in (the) GROUP (group),
    who is in (the) group GROUP,
    show (me) (the) GROUP group,
    show (me) (the) group GROUP,
    members of (the) GROUP (group)
wish-group =
    list (all) (the/my/our) groups,
    show (me) (all) (the/my/our) groups,
    all (the/my/our) groups,
    which/what groups are there,
    which/what groups do we have
wish-template-change =
    change/update/edit/replace (the/our/my) TEMPLATE template to/with TEXT,
    change/update/edit/replace (the/our/my) template TEMPLATE to/with TEXT,
    change/update/edit/replace (the) text of (the/our/my) TEMPLATE template to TEXT,
    change/update/edit/replace (the/our/my) template TEMPLATE TEXT
wish-template-send =
    send/use (the/a) TEMPLATE template to/for/with WHOM,
    send/use (the) template TEMPLATE to/for/with WHOM,
    send/text/message WHOM (the) TEMPLATE template,
    send/text/message WHOM (the) template TEMPLATE,
    send/text/message WHOM using/with/by/from (the) TEMPLATE template,
    send/text/message WHOM using/with/by/from (the) template TEMPLATE,
    send/text (an/a) sms/text/message to WHOM using/with (the) TEMPLATE template,
    template TEMPLATE to/for WHOM
wish-template =
    list (all) (the/my/our) templates,
    show (me) (all) (the/my/our) templates,
    all (the/my/our) templates,
    which/what templates are there,
    which/what templates do we have
wish-sms-group =
    text/message/tell everyone/everybody/all in (the) GROUP (group) (that/saying) TEXT,
    text/message/tell (the) GROUP group (that/saying) TEXT,
    text/message (the) group GROUP (that/saying) TEXT,
    send to (the) GROUP (group) (that/saying) TEXT,
    text/message (everyone in) (the) group GROUP (that/saying) TEXT
wish-forget = delete/erase NUMBER
wish-contact-import = import (my/our/the) contacts, how do i import contacts, upload contacts
wish-contact-export = export/download (my/our/the/all) contacts
wish-ping =
    is NUMBER (switched/turned) on/off,
    is NUMBER's phone (switched/turned) on/off,
    (check) if/whether NUMBER is (switched/turned) on/off
wish-watch-mute =
    mute/silence/snooze/hush (all/the) (of) everything/all/alerts/notifications/warnings (for TEXT),
    mute/silence/snooze/hush (all/the) (of) everything/all/alerts/notifications/warnings (until/till TEXT),
    quiet/silence for TEXT,
    no alerts/notifications for TEXT
wish-watch-failed =
    tell/alert/notify me/us when (a/an) (text/texts/message/messages/sms) fails/fail,
    tell/alert/notify me/us if (a/an) (text/texts/message/messages/sms) fails/fail,
    watch (for) failed texts/messages/sms
wish-watch-incoming =
    tell/alert/notify me/us when someone/somebody/anyone/anybody/people replies/reply/answers/answer/writes/write (back),
    tell/alert/notify me/us when NUMBER replies/answers/writes (back)
wish-stats-person =
    what did PERSON send PERIOD,
    how many (texts/messages/sms) did PERSON send PERIOD,
    stats/statistics for PERSON PERIOD,
    what did PERSON do PERIOD
wish-audit-when =
    what has PERSON done/sent PERIOD,
    show (me) what PERSON did/sent PERIOD
wish-audit-person =
    what has PERSON done/sent,
    show (me) what PERSON did/sent
wish-audit =
    show (me) (the/your) log/logs/audit,
    who did what (today/yesterday),
    what did everyone do (today/yesterday),
    who did I/we text today/yesterday,
    show (me) (the) last sends
wish-call =
    call/ring/phone/telephone/dial (up) WHOM (and) say (that) TEXT,
    call/ring/phone/telephone/dial (up) WHOM (and) tell them/him/her (that) TEXT,
    call/ring/phone/telephone/dial (up) WHOM saying (that) TEXT,
    call/ring/phone/telephone/dial (up) WHOM to say (that) TEXT,
    call/ring/phone/telephone/dial (up) WHOM to tell them/him/her (that) TEXT
wish-ping-until-on =
    keep pinging/trying/checking NUMBER,
    keep pinging/trying/checking NUMBER until (it's/it is) on/online/back/reachable,
    ping NUMBER every hour/minute,
    ping NUMBER until they answer/reply,
    ping NUMBER till they answer/reply,
    tell/ping/notify me when NUMBER is (back) on/online/reachable/available,
    let me know when NUMBER is (back) on/online/reachable/available,
    wait until NUMBER is (back) on/online/reachable/available
wish-code-telegram =
    (send/text) (the) code CODE to NUMBER by/via/on/over/in/through telegram,
    send NUMBER (the) code CODE by/via/on/over/in/through telegram,
    telegram (the) code CODE to NUMBER,
    telegram NUMBER (the) code CODE
wish-code =
    (send/text) (the) code CODE to WHOM (by/via sms/text),
    send/text WHOM (the) code CODE
wish-sms-at =
    remind CONTACT NUMBER TIME,
    remind WHOM TIME,
    remind me TIME to text/sms/message/write/remind WHOM,
    remind me to text/sms/message/write/remind WHOM TIME
wish-stop-list-add =
    don't/dont/never text/message/sms/contact/write/call WHOM (any more/anymore/again/ever again/ever),
    don't/dont/never write/send to WHOM (any more/anymore/again/ever again/ever),
    don't/dont/never send texts/messages/anything/sms to WHOM (any more/anymore/again/ever again/ever),
    do not text/message/sms/contact WHOM (any more/anymore/again/ever again/ever),
    do not write/send to WHOM (any more/anymore/again/ever again/ever),
    stop texting/messaging/contacting/spamming/writing WHOM,
    stop sending/writing to WHOM,
    stop sending texts/messages/sms to WHOM,
    no more texts/messages/sms to/for WHOM,
    WHOM doesn't/doesnt want (any) (more) texts/messages/sms (from us) (any more/anymore),
    WHOM does not want (any) (more) texts/messages/sms (from us) (any more/anymore),
    WHOM doesn't/doesnt want to be texted/contacted (any more/anymore/again),
    WHOM wants/wanted out,
    WHOM (has) opted out,
    WHOM has unsubscribed,
    WHOM unsubscribed,
    opt WHOM out,
    opt out WHOM,
    unsubscribe/block/blacklist WHOM
wish-history =
    resend (it/that/this) to WHOM,
    resend/retry WHOM,
    try WHOM again,
    send it/that/this again to WHOM,
    resend (the/my/our) last text/message/sms to WHOM,
    resend (the/my/our) text/message/sms to WHOM,
    send WHOM (the) last text/message/sms again,
    send WHOM the same again,
    find/search/open (number) NUMBER,
    what is NUMBER's name,
    look for NUMBER,
    show (me) (everything/all) (with/about/on/of) WHOM,
    show (me) what WHOM said/wrote/sent,
    show (me) (the) conversation/chat/messages/texts with/from/to WHOM,
    who spoke/talked/wrote to WHOM (last/yesterday/today),
    who texted/contacted/messaged/called WHOM (last/yesterday/today),
    what did WHOM say/write/reply/answer/want,
    what has WHOM said/written,
    when did we (last) text/write/message/contact WHOM (last)
wish-export =
    export (everything/all) (data) (we have/we hold/that we have/that we hold) on/about/of/for/from WHOM,
    export WHOM,
    export WHOM's data,
    give me everything (we have/we hold/that we have/that we hold) on/about WHOM,
    (a) copy of (all/the) data of/on/about WHOM,
    (a) gdpr request for/from/of WHOM,
    (a) subject access request for/from/of WHOM
wish-stats-number =
    how much did/do we/i spend on NUMBER,
    how much have we/i spent on NUMBER,
    price/cost to/of/for NUMBER,
    how much has NUMBER cost (us),
    how much did NUMBER cost (us),
    how many texts/messages/sms did we/i send (to) NUMBER,
    how many texts/messages/sms have we/i sent (to) NUMBER,
    how many texts/messages/sms did NUMBER get,
    how many texts/messages/sms has NUMBER had/got
wish-stats =
    show (me) (stats for/statistics for/the figures for) PERIOD,
    (the) stats/statistics/figures/numbers/report for/from PERIOD,
    how many failed/arrived PERIOD,
    how many (texts/messages/sms) failed/arrived PERIOD,
    how many (texts/messages/sms) were sent/delivered/lost PERIOD,
    how many (texts/messages/sms) did we/i send PERIOD,
    how many (texts/messages/sms) have we/i sent PERIOD,
    how many (texts/messages/sms) went (out) PERIOD,
    how many (texts/messages/sms) (were) went/sent (out) PERIOD (and) how many (of them) (did not/didn't/didnt/were not/weren't) failed/arrived/arrive/delivered,
    how many (texts/messages/sms) did we/i send PERIOD (and) how many (of them) (did not/didn't/didnt) failed/arrived/arrive,
    how many (texts/messages/sms) (were) went/sent (out) and how many (of them) (did not/didn't/didnt) failed/arrived/arrive PERIOD,
    how much did we/i spend PERIOD,
    (how much) spend/spent PERIOD,
    how much have we/i spent PERIOD,
    any failures/failed (texts/messages/sms) PERIOD,
    (show/list) (all) failed (texts/messages/sms) PERIOD,
    how did we do PERIOD,
    how was PERIOD,
    what did we send PERIOD,
    what about PERIOD,
    PERIOD
wish-cost =
    how much does one/a/an/each (text/message/sms) cost,
    how much is one/a/an/each text/message/sms,
    how much is it per text/message/sms,
    how much do texts/messages/sms cost,
    what does one/a/an/each (text/message/sms) cost,
    what do texts/messages/sms cost,
    what do we pay per text/message/sms,
    (what's/whats/what is) (the) price (per/for/of) (a/one/each) (text/message/sms),
    (what's/whats/what is) (the) cost (per/for/of) (a/one/each) (text/message/sms),
    are there any failures/failed (texts/messages/sms),
    show/list (me) (all) failed (texts/messages/sms),
    prices,
    price list
wish-error =
    what does (error/code/status) (code) ERROR mean,
    what is (error/code/status) (code) ERROR,
    what's/whats (error/code/status) (code) ERROR,
    (the) meaning of (error/code/status) (code) ERROR,
    explain (error/code/status) (code) ERROR,
    why (error/code) ERROR,
    code ERROR,
    ERROR
wish-scheduled =
    cancel (the/my/our) last (one/text/message/sms),
    cancel (the/my/our) text/message/sms (for/of) TIME,
    cancel (everything/all/all texts/all messages) for/to WHOM,
    cancel (the/my/our) text/message/sms for/to WHOM,
    cancel WHOM's text/message/sms/reminder,
    don't/dont send (the/my/our) text/message/sms to WHOM,
    do not send (the/my/our) text/message/sms to WHOM,
    unschedule WHOM,
    cancel NUMBER,
    cancel tomorrow's/today's/tonight's text/message/sms to/for WHOM,
    move/reschedule/postpone/delay (the/my/our) text/message/sms/reminder to/for WHOM (to/until/till) TIME,
    move/reschedule/postpone/delay WHOM (to/until/till) TIME,
    move/reschedule/postpone/delay WHOM's text/message/sms/reminder (to/until/till) TIME,
    change the time for/of WHOM (to) TIME,
    unschedule (it/that/everything),
    what's/whats (still) scheduled/planned/waiting (for) (today/tomorrow),
    what is (still) scheduled/planned (for) (today/tomorrow),
    what's/whats going out (today/tomorrow/later),
    what is going out (today/tomorrow/later),
    what goes out (today/tomorrow/later)
wish-queue =
    assign/hand/pass/give/transfer WHOM (over) to PERSON,
    forward/send replies from WHOM to PERSON,
    take/close/release NUMBER,
    (i'll/i will) take NUMBER,
    mark NUMBER as done/closed/answered,
    who has (got) NUMBER,
    who is answering/with NUMBER,
    who is talking to NUMBER,
    is anyone/anybody/someone talking/writing to NUMBER,
    how long has NUMBER been waiting,
    who hasn't/hasnt replied/answered,
    who has not replied/answered,
    who (has) replied/answered,
    any/new replies,
    any new messages/texts/sms,
    who is waiting,
    who's/whos waiting,
    anyone/anybody waiting
wish-health =
    is everything/all up/ok/fine/working/running,
    are we up/connected/online,
    is/are (the/our) link/provider/bot/gateway/smsc/smpp/channel/channels/line/connection/texts/sms/texting (link/connection) (still) up/down/ok/working/connected/going/alive,
    (the) link/provider/bot/gateway/smsc/smpp/channel/line/connection (is) down/dead,
    what's/whats (wrong/up/happening) with (the/our) link/provider/bot/gateway/smsc/smpp/channel/channels/line/connection/texts/sms,
    how's/hows/how (is) (the/our) link/gateway/smsc/smpp/channel/line/connection (doing),
    anything wrong/down/broken,
    is anything wrong/down/broken
wish-people =
    who is on call/duty/shift,
    who's/whos on call/duty/shift,
    who has/have access,
    who can use the/this bot,
    who can send,
    who are the admins/operators,
    list (all/the) users/colleagues/people/operators/admins,
    show (me) (all/the) users/colleagues/people/operators/admins,
    (the) team
wish-grant =
    make PERSON (a/an) ROLE,
    add PERSON as (a/an) ROLE,
    give PERSON (the) ROLE (role/access/rights),
    promote PERSON to ROLE
wish-grant-id =
    make ID (a/an) ROLE,
    add ID as (a/an) ROLE,
    give ID (the) ROLE (role/access/rights),
    promote ID to ROLE,
    make/add CONTACT (as) (a/an) ROLE (and) (his/her/their/the) (telegram) id (is) ID,
    give CONTACT (the) ROLE (role/access/rights) (and) (his/her/their/the) (telegram) id (is) ID,
    make/add CONTACT (his/her/their/the) (telegram) id (is) ID (as) (a/an) ROLE
# Nobody is known by that name.
wish-grant-new =
    make CONTACT (a/an) ROLE,
    add CONTACT as (a/an) ROLE,
    give CONTACT (the) ROLE (role/access/rights)
wish-let-look =
    add CONTACT as (the) on-call/oncall (engineer/person),
    let CONTACT look/watch (only)
wish-let-in =
    let CONTACT in,
    let CONTACT use the/this bot,
    add CONTACT to (the) bot/team
wish-revoke =
    remove PERSON (from the bot/from the team),
    remove/revoke/cut/close/disable/end (off) PERSON's access/role/rights,
    remove/revoke/cut/close/disable (off) (the) access/role/rights for/from/of PERSON,
    block/deactivate PERSON,
    take away PERSON's access/role/rights,
    take PERSON's access away,
    PERSON left (us/the company/the team),
    PERSON has left (us/the company/the team),
    PERSON doesn't/doesnt work here (any more/anymore)
wish-token-revoke =
    revoke/delete/remove/cancel/kill/disable (the) (api) token/key (for/of/called) (the) TOKEN,
    revoke/delete/remove/cancel/kill/disable (the) TOKEN (api) token/key
wish-token-add =
    (add/create/make/issue/get/need/i need) (a/an) (new) api token/key for (the/our) NAME,
    (add/create/make/issue/get/need/i need) (a/an) (new) token for (the/our) NAME,
    (add/create/make/issue/get/need/i need) (a/an) (new) NAME api token/key
wish-token =
    (add/create/make/issue/get/need/i need) (a/an) (new) (api) token/key,
    list (all) (the/our) (api) tokens/keys,
    show (me) (all) (the/our) (api) tokens/keys,
    which/what (api) tokens/keys are there,
    revoke (a/the) (api) token/key,
    revoke/delete/remove/disable (the) NAME (api) token/key,
    (api) tokens/keys
wish-hook =
    list (all) (the/our) hooks/webhooks,
    show (me) (all) (the/our) hooks/webhooks,
    which/what hooks/webhooks are there,
    remove/delete (a/the) hook/webhook,
    (our) webhooks
wish-sender =
    who do (the/our) texts/messages/sms come from,
    who are (the/our) texts/messages/sms from,
    what/which number/name do (the/our) texts/messages/sms come from,
    what/which sender (name) do we use,
    what is our sender (name),
    what's/whats our sender (name),
    who is the sender,
    change (the/our) sender (name)
wish-hours =
    (the/our) opening/working/office/business hours,
    when are we open,
    what are our (opening/working/office/business) hours,
    change (the/our) (opening/working/office/business) hours
wish-setting = set/change (the/our/my) SETTING
wish-stop =
    stop everything,
    stop all,
    stop all texts/messages/sms/campaigns/sending,
    stop sending,
    stop sending everything
wish-help =
    what can you do,
    what do you do,
    how does this work,
    how do i use this,
    how do i use you,
    commands,
    list commands,
    what commands are there
wish-taken-back =
    undo (that/it/this) (last) (one/text/message),
    undo the last (one/text/message),
    unsend (that/it/this),
    unsend the last (one/text/message),
    take that/it back,
    take back (that/the last) (one/text/message),
    recall (that/it/the) (text/message/sms),
    revert (that/it),
    (oh) (no) bring it/that/them back,
    (oh) (no) put it/that/them back,
    restore (it/that),
    delete (that/the) (last) text/message/sms (I sent/that I sent/I just sent),
    wrong text/message/time/date/day,
    (oops/sorry/no) TIME not ERROR,
    (oops/sorry/no) (i) meant TIME,
    (oops/sorry/no) i made a mistake,
    (oops) (i) sent (it/that) to (the/a) wrong person/number/one,
    (oops) typo
wish-status =
    did everyone/everybody/they/he/she get it/them/that,
    did (the/my/our) (last) text/message/sms arrive/go,
    did (the/my/our) last one arrive/go,
    did it go/arrive (out/through),
    has it gone/arrived (out/through) (yet),
    was it delivered/sent,
    is it delivered/sent (yet),
    have they/all (all) got it,
    (who) got it,
    who did not get it,
    who didn't/didnt get it

# With the mark of a question: without it the same is asked for.
wish-stop-list-number = NUMBER opted out, NUMBER (has) unsubscribed
wish-contact-remove =
    delete/remove (the) contact ENTRY,
    delete/remove ENTRY from (my/the/our) contacts,
    remove/delete (contact) ENTRY,
    remove/delete ENTRY from (the/my/our) contacts
wish-template-show =
    show (me) (the) template TEMPLATE,
    show (me) (the) TEMPLATE template,
    what does (the) TEMPLATE template say
wish-template-remove =
    delete/remove (the) template TEMPLATE,
    delete/remove (the) TEMPLATE template,
    remove/delete (the) template TEMPLATE,
    remove/delete (the) TEMPLATE template
wish-stop-list-remove = NUMBER changed (their/his/her) mind and wants texts (again), start texting NUMBER again
wish-operator = (is) NUMBER (with/on) vodafone/o2/ee/three, which/what network (is) NUMBER (on/with)
wish-fate =
    NUMBER did not/didn't/didnt get (the/my/our/a/any) (text/message/sms),
    NUMBER says (they/he/she) did not/didn't/didnt get (the/my/our/a/any) (text/message/sms),
    did (the/my/our) (last) text/message/sms to/for NUMBER arrive/go (through/out),
    did (the/my/our) (last) text/message/sms to/for NUMBER get there/through,
    did (the/my/our) (last) text/message/sms reach NUMBER,
    has (the/my/our) (last) text/message/sms to NUMBER been read/delivered/sent,
    has (the/my/our) (last) text/message/sms to NUMBER arrived/gone (through/out),
    was (the/my/our) (last) text/message/sms to NUMBER read/delivered/sent,
    why is/isn't NUMBER (not) getting (our/the/any) texts/messages/anything,
    NUMBER is not/isn't getting (our/the/any) texts/messages/anything,
    NUMBER not getting (our/the/any) texts/messages/anything (why)
wish-inbox = where do (the/our/customer/customers) replies/answers go (to)
wish-away-now = I am/I'm/Im at/on lunch, I am/I'm/Im on (my/a) break
wish-away = I am/I'm/Im away/out/off TEXT
wish-back = I am/I'm/Im back (from) (lunch/holiday/my break)
wish-zone = we are/we're/were on TEXT time
wish-quiet = do not/don't/dont text/send (anything) at night
wish-viber = send/text (it) (by/on/via/over) viber (to) NUMBER TEXT
wish-sms =
    tell WHOM that TEXT,
    tell TWO TEXT,
    tell KNOWN TEXT,
    reply to WHOM that TEXT,
    send (a/an) text/sms/message to WHOM saying/telling/that (that) TEXT,
    send (a/an) text/sms/message to WHOM and say (that) TEXT,
    send WHOM (a/an) text/sms/message saying/that (that) TEXT,
    let WHOM know (that) TEXT,
    let NUMBERS know (that) TEXT,
    drop/give/shoot NUMBER (a/an) (quick) text/sms/message/line/msg (saying/that/to say) (that) TEXT,
    drop/give/shoot NUMBERS (a/an) (quick) text/sms/message/line/msg (saying/that/to say) (that) TEXT
wish-sms-at-that =
    text/message/remind WHOM TIME that TEXT,
    TIME text/message/remind WHOM that TEXT,
    remind WHOM TIME about/that/to TEXT,
    send WHOM (a) reminder TIME about/that TEXT
wish-email-text =
    send/write/drop (an/a) (email/e-mail/mail/letter) to ADDRESS saying/that (that) TEXT,
    email/e-mail/mail ADDRESS saying/that (that) TEXT
wish-email =
    send/write/drop (an/a) (email/e-mail/mail/letter) to ADDRESS
wish-sms-known =
    send (a) (text/message/sms) to KNOWN,
    text/message KNOWN,
    write to KNOWN
wish-sms-what =
    forward/send this (message/text) (on) to NUMBER,
    (and) (send) (the) same (again) (thing/text/message/one/sms) for/to NUMBER,
    (and) (the) same (thing/text/message/one/sms) for/to NUMBER (too/again/please),
    remind (the/our/a/this) customer/client/patient/driver/student/pupil/guest/buyer/parent (on/at) NUMBER,
    remind (the/our/a/this) customer/client/patient/driver/student/pupil/guest/buyer/parent (on/at) NUMBER about/of TEXT
wish-token-named = (I) need a new (api) token/key for CONTACT
wish-template-add =
    create/add/make (a) (new) template CONTACT TEXT,
    add/create/make/save (a) (new) template (called/named) CONTACT TEXT,
    (a) new template (called/named) CONTACT TEXT
wish-errors = (show) (me) (the) errors (of/for) PERIOD
wish-contact-show = what's/whats/what (is) (the) number of/for KNOWN, show (me) (the) contact KNOWN
wish-sender-set = change/set (the/our) sender (name) to NAME
wish-stop-list = who (has) opted out, who is on the stop list, show (me) (the) stop/block list
wish-inbox-on = show (the) incoming (texts/messages) here
wish-call-what = ring/phone/call (the) customer/driver/patient/client (on/at) NUMBER
