# What people call options, and what each is, by commas; understood in every language.
option-words = sender=from, note=comment, when=at, time=at, date=at, send at=at, delay=after, immediately=now
