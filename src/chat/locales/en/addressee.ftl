# Whom a text calls by name, though the card is another customer's; understood in every language.
# Behind these stands a name.
typed-greets = hello, hi, hey, hiya, dear, good morning, good afternoon, good evening, good day, greetings, thanks, thank you, sorry
# Names that are ordinary words too: without a comma behind it such a word is no name.
typed-also-name = will, may, mark, bill, grant, hope, faith, grace, joy, rose, art, frank, pat, rob, sue, june, april, august, dawn, eve, chase, drew, rich, jack, nick, josh, bob, jean, guy, gene, dean, earl, duke, king, max, ray, rusty, sandy, sunny, summer, autumn, winter, angel, christian, victor, dot, iris, ivy, lily, daisy, olive, violet, ruby, pearl, amber, crystal, penny, bishop, page, miles, mom, mum, dad, mother, father, son, daughter, wife, husband, brother, sister, courier, couriers, driver, master, manager, director, accountant, doctor, coach, trainer, administrator, reception, security, store, shop, office, warehouse, clinic, school, cafe, delivery, service, bank, order, payment, address, phone, number, group, house, home, taxi, post, supplier, partner, client, customer, today, tomorrow, yesterday, yes, no, ok, test, hello, hi, thanks
# Behind these, at the end, stands who writes.
typed-closes = regards, sincerely, faithfully, truly, yours, wishes, cheers, love, best, thanks

held-name = ✋ This seems to be for “{ $name }”, and this is another customer. Send it to them all the same?
held-called = To send it to “{ $name }”: `{ $line }`

# Somebody is to be added to what waits.
typed-adds = oh add, oh also, oh and, please add, can you add, add, also add, also, include, plus, and, and also, as well, too, forgot, i forgot, put in

preview-added = This went to nobody. Nobody can be added to what waits for [Send]. Cancel it and send this, which has all of them: `{ $line }`
preview-not-added = This went to nobody. Nobody can be added to what waits for [Send]: cancel it and send it anew to all, or write to the other one apart.
