# Within a sentence, and on a button.
language-name = русский
language-button = Русский
# What people type for it behind /lang, by commas, in lower case.
language-words = ru, rus, russian, ру, рус, русский
# Whose Telegram is in one of these, by its language_code without a region, reads this language.
language-codes = ru, be, uk, kk
# How spreadsheets in this language write a CSV file.
csv-separator = ;
csv-decimal = ,

# Words that people type, by commas, in lower case; each is understood in every language.
typed-auto = auto, авто
typed-on = on, вкл
typed-off = off, выкл, выключить, выключи, отключить, отключи
# What stands before a number and says no more than that it is one.
typed-phone-label = тел, телефон, моб, мобильный, сот, сотовый, номер, смс
# What people call recipients and a text where they write them as options: to=… text=…
typed-part-recipient = кому, получатель, номер, телефон
typed-part-text = текст, сообщение
# What stands before the last of several numbers.
typed-and = и
# What asks why a message did not arrive.
typed-why = почему, почему так, а почему, отчего, в чем причина, в чём причина, что случилось, что не так, причина
# What asks whether it did, and words that may stand beside it.
typed-arrival = дошло, дошла, дошли, доставлено, доставлена, доставили, ушло, ушла, отправилось, отправилась, отправлено, отправлена, упало, упала, отклонено, отклонена, отклонили, отказали, ошибка, отказ
typed-about-arrival = когда, кому, не, ну, что, а, и, уже, ещё, еще, так, же, ли, это, оно, она, он, ему, ей, смс, сообщение, клиенту, до, него, неё, нее, клиента
# What asks for something once more, and words that may stand beside it.
typed-again = ещё раз, еще раз, снова, заново, опять, повтори, повторите, повторить, повтор, переотправь, переотправьте, переотправить
typed-beside-again = попробуй, попробуйте, попробовать, пробуй, отправь, отправьте, отправить, пошли, пошлите, послать, давай, давайте, можно, надо, это, эту, его, её, ее, то же, то же самое, смс, сообщение, ему, ей, пожалуйста, плиз, теперь
# What stands between a number and its extension.
typed-extension = доб, добавочный, внутр, внутренний, вн
