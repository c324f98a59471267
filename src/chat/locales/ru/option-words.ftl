# What people call options, and what each is, by commas; understood in every language.
option-words = от=from, отправитель=from, подпись=from, комментарий=comment, заметка=comment, алфавит=alphabet, тема=subject, бот=bot, голос=voice, вид=kind, через=via, когда=at, время=at, канал=channel, оператор=operator, код=code, номер=number
