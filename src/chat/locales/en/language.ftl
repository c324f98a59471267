# Within a sentence, and on a button.
language-name = English
language-button = English
# What people type for it behind /lang, by commas, in lower case.
language-words = en, eng, english, англ, английский
# Whose Telegram is in one of these, by its language_code without a region, reads this language.
language-codes = en
# How spreadsheets in this language write a CSV file.
csv-separator = ,
csv-decimal = .

# Words that people type, by commas, in lower case; each is understood in every language.
typed-auto = auto
typed-on = on
typed-off = off, turn off, disable
# What stands before a number and says no more than that it is one.
typed-phone-label = tel, telephone, phone, mob, mobile, cell, sms, callto, whatsapp, viber, mailto, email, e-mail
# What people call recipients and a text where they write them as options: to=… text=…
typed-part-recipient = to, recipient, number, phone
typed-part-text = text, message, msg, body
# What stands before the last of several numbers.
typed-and = and
# What asks why a message did not arrive.
typed-why = why, why not, why so, but why, how come, what happened, what is wrong, what's wrong, reason
# What asks whether it did, and words that may stand beside it.
typed-arrival = arrived, arrive, delivered, sent, gone, get through, gone through, go through, fail, failed, failing, bounce, bounced, rejected, refused
typed-about-arrival = when, to whom, did, didn't, did not, was, wasn't, has, hasn't, is, isn't, not, it, this, that, so, the, sms, text, message, yet, to, them, him, her, customer
# What asks for something once more, and words that may stand beside it.
typed-again = again, once more, one more time, resend, re-send, retry, repeat
typed-beside-again = try, send, do, can you, could you, it, this, that, the same, the, same, sms, text, message, to him, to her, to them, please, pls, now, just
# What stands between a number and its extension.
typed-extension = ext, extn, extension
