button-from = From…
button-from-one = From { $from }
button-from-other = Another sender…
from-asked = From whom is it to go?
from-now = Goes from { $from } now
from-late = It does not wait for a word any more: /status says what became of it.
question-sender = From whom is it to go? Reply with a name that the provider has registered (up to 11 Latin letters, digits, spaces and . - _ &), or a number; for an e-mail, an address.
hint-sender = SHOP
