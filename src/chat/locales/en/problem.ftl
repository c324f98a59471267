quoted = “{ $words }”
usage-phone = <number>
usage-email = <address>
usage-text = <text>
usage-code = <code>
fill-phone = +{ $code }…
fill-email = name@…
fill-text = …text
fill-code = 0000
fill-bot = @name…

problem-understood = I read it as:
problem-instead =
    { $n ->
        [one] Tap to copy:
       *[other] Tap the one that you mean to copy it:
    }
problem-each = Tap each to copy it:
problem-more = … and { $n } more in your message
problem-left-out = ↳ left out: “{ $words }”
problem-usage = Usage:

problem-no-recipient =
    { $command ->
        [email] Whom is it for? The address comes right behind /email.
       *[other] Whom is it for? The number comes right behind /{ $command }.
    }
problem-short-code = “{ $typed }” is too short to be a phone’s number, and SMS cannot be sent to short codes. Nothing was sent.
problem-bad-recipient = “{ $typed }”: { $reason }. Nothing was sent. Check the recipient.
problem-quota-of-what = “{ $typed }” of what? day= and month= are messages, spend-day= and spend-month= are money. Nothing was changed.
problem-digits = { $digits }. Nothing was sent; check “{ $typed }”.
problem-bad-lookups = None of this could be looked up: { $list }. Nothing was asked.
problem-bad-recipients = None of this could go: { $list }. Nothing was sent.
problem-too-many-recipients = /{ $command } takes one recipient, and here are { $n }. Nothing was sent.
problem-unknown-option = /{ $command } knows no “{ $word }=”, only { $known }. If that is where your text begins, put -- before it.
problem-no-options = /{ $command } takes no “{ $word }=”. If that is where your text begins, put -- before it.
problem-bad-option = { $name }= takes { $expected }, and “{ $value }” is not that.
problem-repeated-option = { $name }= stands there twice. Keep one; if the second belongs to your text, put -- before the text.
problem-unclosed-quote = The quotation mark after { $name }= is not closed on the same line, so I cannot tell where the text begins. Close it there.
problem-missing-option = /{ $command } also needs { $usage }: { $expected }.
problem-missing-text = What should it say? The text comes last.
problem-time-behind = The time “{ $typed }” stands behind the text: it would go as a part of it, and at once. Nothing was sent.
problem-option-first = First to whom, then { $name }=.
problem-text-not-taken = /{ $command } takes no text, and “{ $text }” is left over.
problem-bad-code = A code is 4 to 8 digits and nothing else, and “{ $typed }” is not that.
problem-extension = “{ $typed }” looks like an extension: a message reaches the number itself only. Nothing was sent.
problem-unclear = It is not clear what “{ $typed }” is meant for, so nothing was sent.
problem-ambiguous = “{ $typed }” can be read in more than one way, so nothing was sent.
problem-by-id = A role is given and taken by an id, and one at a time: “{ $typed }” is none, and names are not unique.
problem-phone-not-id = “{ $typed }” is a phone number, not a Telegram id. Strangers see their id when they write to me. With a role alone the command makes a link that lets one person in.
problem-phone-or-id = “{ $typed }” looks like a phone number, not a Telegram id. Strangers see their id when they write to me. If it is an id all the same, put “id” before it.
problem-one-of =
    { $n ->
        [one] /{ $command } needs more than that, such as: { $values }.
       *[other] /{ $command } also needs one of: { $values }.
    }
problem-not-one-of = /{ $command } does not know “{ $typed }”, only { $values }.
problem-not-one-like = /{ $command } does not know “{ $typed }”. It is written like this, for example: { $values }.
problem-unknown-word = /{ $command } does not know “{ $typed }”. What it knows: /help { $command }
problem-unknown-command = There is no /{ $command }. Did you mean { $known }? All commands: /help
problem-looks-like = “{ $typed }” looks like /{ $command }. Nothing was done: only a command is carried out.
problem-not-first = The command has to stand first in the message. Nothing was done.
problem-no-command = Here is a number and no command. Nothing was sent.
problem-several-commands = This message holds { $n } commands, and one message is one command. Nothing was done: send each by itself.
problem-command-below =
    { $n ->
        [one] A command stands below other words in this message.
       *[other] { $n } commands stand below other words in this message.
    } Nothing was done: send each part by itself.
problem-one-text = All of it as one text:
problem-one-text-reply = All of it as one text, in reply to the same:

expected-text = any words, in quotation marks when there are several
expected-word = one word without spaces
expected-integer = a whole number from { $min } to { $max }
expected-choice = one of { $values }

refusal-changes-channel = The text begins with “{ $mark }”, by which the provider would send it another way than you asked. Take the mark away, or use the command for that way.
refusal-cut-by-mark = A line begins with “{ $mark }”, at which the provider would cut the message. Put a space before it or change it.
refusal-comment-needs-wider-alphabet = The comment does not fit { $alphabet }, in which the text goes: { $characters }. It would make the message dearer, so nothing was sent. Write the comment without that, or choose alphabet=ucs2.
refusal-not-in-alphabet = { $alphabet } has no { $characters }. Take it out, or leave the choice of the alphabet to me.
refusal-alphabet-unavailable = { $alphabet } cannot be sent over this connection. Leave the choice of the alphabet to me.
refusal-channel-unavailable = Messages cannot go by this channel here: { $channel }.
refusal-no-place-in-mail =
    Messages go by mail alone here (WAYS), and a mail to the provider has no place for { $what ->
        [comment] a comment. Leave comment= out.
        [call] a voice, or for how a phone rings. Leave voice=, ring=, retry= and tries= out.
        [chain] for how long one channel is tried before the next. Leave via= out.
        [mark] [text] or [/text], which end its own text. Write it otherwise.
        [length] a text of more than 70,000 bytes. Shorten it.
       *[channel] this channel.
    }
refusal-comment-unavailable = This provider keeps no comments: all that stands in a message goes to the phone. Leave comment= out.
refusal-bad-code = A code is 4 to 8 digits and nothing else.
refusal-bad-bot-name = “{ $bot }” is not a bot's name: it is @ and 3 to 32 Latin letters, digits and underscores.
refusal-unknown-voice = There is no voice “{ $voice }”: m, m2, m3, m4 are men's, w, w2, w3, w4 women's, with a language if you like: w2,en.
refusal-bad-sender = “{ $from }” cannot be a sender: it is up to 11 Latin letters and digits, or a number of up to 15 digits.
refusal-empty-text = There is nothing but spaces in the text. Nothing was sent.
refusal-empty-comment = The comment is empty. Write one or leave comment= out.
refusal-empty-subject = The subject is empty. Write one behind subject=.
refusal-subject-breaks-line = A subject is one line.
refusal-comment-with-call-options = A call takes either a comment or ring=, retry= and tries=: they go in the same place. Leave one of them out.
refusal-too-long = The text takes { $parts } parts, and at most { $limit } can go. Shorten it or send it in pieces.
refusal-out-of-range = { $option }= takes { $expected }.
