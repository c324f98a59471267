typed-book-add = add, new
typed-book-change = change, edit, set
typed-book-remove = remove, delete, del, rm
typed-book-rename = rename
typed-rename-to = to, into, as
typed-book-list = list
typed-book-import = import
typed-book-export = export
typed-own = own
typed-number-field = number, phone, tel, telephone, mobile, cell
typed-yes = yes
typed-no = no, off

sample-city = city=Omsk

button-book-name = { $name }
button-book-edit = Edit
button-book-remove = Remove
button-book-before = ‹ Back
button-book-next = Next ›

book-team = The whole team sees it.
book-own = Only you see it.
book-only-yours = only yours
book-not-yours = Only who made it, or an admin, can change it.

rename-how = Write what it is called and what it shall be called: `/{ $command } rename ivan peter`
rename-many-words = “{ $typed }” is several words, and a name is written as one: `{ $line }`
rename-taken = There is “{ $name }” by now: `/{ $command } { $name }`. Nothing was renamed.

contacts =
    { $n ->
        [one] { $n } contact
       *[other] { $n } contacts
    }
contacts-none = No contacts yet. To add one: `/contact add ivan { EXAMPLE("phone") } city=Omsk`. Or share a contact with me from Telegram.
contacts-how = A name stands wherever a number does: `/sms ivan Your order is ready`
contact-added = Added. To write to them: `/sms { $name } Your order is ready`
contact-changed = Changed.
contact-renumbered = Changed. The consent was given for the old number, and is taken out.
contact-waiting =
    { $n ->
        [one] ⏰ { $n } message that waits still goes to { $was }: see its card, or `/scheduled`
       *[other] ⏰ { $n } messages that wait still go to { $was }: see their cards, or `/scheduled`
    }
contacts-waiting =
    { $n ->
        [one] ⏰ { $n } message that waits still goes to the old number: see its card, or `/scheduled`
       *[other] ⏰ { $n } messages that wait still go to the old numbers: see their cards, or `/scheduled`
    }
contacts-consent-not-carried =
    { $n ->
        [one] The consent of { $n } contact was given for the old number, and does not hold for the new one.
       *[other] The consents of { $n } contacts were given for the old numbers, and do not hold for the new ones.
    }
contact-removed = 👤 { $name } is no contact any more, and in no group.
contact-gone = 👤 This contact is there no more.
contact-none-add = There is no contact “{ $typed }”. All of them: `/contact`. To add one: `/contact add ivan { EXAMPLE("phone") }`
contact-add-line = There is no contact “{ $typed }”. To add it: `{ $line }`
contact-none = There is no contact “{ $typed }”. All of them: `/contact`
contact-none-near = There is no contact “{ $typed }”. Did you mean: { $near }?
group-contact-none = There is no contact “{ $typed }”, and no group was changed. All contacts: `/contact`
group-without = There is no contact “{ $typed }”, and no group was changed. Without it: `{ $line }`. All contacts: `/contact`
contact-add-how = Write a name of one word, the number, and what else is worth knowing: `/contact add ivan { EXAMPLE("phone") } city=Omsk`. With own=yes only you see it.
contact-change-meant = Not changed: beside the number there are other words. Without them: `{ $line }`
contact-change-how = Write the name and what is to change: `/contact change ivan { EXAMPLE("phone") } city=Omsk`. An empty value takes a field away: `/contact change ivan city=`
contact-remove-how = Write the name: `/contact remove ivan`
contact-bad-name = “{ $typed }” cannot be a name. A name is one word that begins with a letter, up to 40 letters, digits, dots and hyphens: `/contact add ivan { EXAMPLE("phone") }`
contact-many-words = A name is one word, and “{ $typed }” is not. This would do: `{ $line }`
contact-bad-number = “{ $typed }” is no number, or not a whole one. Write it with its country code: `{ $line }`
contact-no-number = The number is missing: `{ $line }`
contact-many-fields = A contact has at most { $most } fields.
contact-long-field = The field “{ $field }” is too long: a value has at most { $most } characters.
contact-bad-email = “{ $typed }” is no e-mail address. Write it as { $field }=anna@example.com; `{ $field }=` takes it away. Nothing was changed.
contact-shared-there = The name { $name } is taken: { $number }. The new number is not among the contacts. To add it by another name: `{ $line }`
contact-there = { $name } is a contact already: { $number }. A name stands for one person. To put the new number in its place: `{ $line }`
contact-there-same = { $name } is a contact already, with this number: { $number }.
contact-there-more = { $name } is a contact already, with this number: { $number }. To change what is known of them: `{ $line }`
contact-own-stays = Whether only you see a contact cannot be changed afterwards: remove { $name } and add it anew.
contact-not-yours = { $name } is the team's, and somebody else's work: only who added it, or an admin, changes it.

groups =
    { $n ->
        [one] { $n } group
       *[other] { $n } groups
    }
groups-none = No groups yet. To make one: `/group add couriers ivan, olga`
groups-how = A group stands wherever a number does: `/sms #couriers Please call in`
group-added = To write to all of them: `/sms #{ $name } Please call in`
group-changed = Changed.
group-removed = 👥 There is no group #{ $name } any more; its contacts stay.
group-gone = 👥 This group is there no more.
group-none = There is no group #{ $typed }. All of them: `/group`
group-none-near = There is no group #{ $typed }. Did you mean: { $near }?
group-add-how = Write a name of one word, then who is in it: `/group add couriers ivan, olga`. With own=yes only you see it.
group-remove-how = Write whom to take out: `/group remove couriers olga`. Without a name the group is removed: `/group remove couriers`
group-bad-name = “{ $typed }” cannot be a name. A name is one word that begins with a letter, up to 40 letters, digits, dots and hyphens: `/group add couriers ivan, olga`
group-takes-names = “{ $typed }” is no contact's name. Give the number a name first: `/contact add ivan { $typed }`
group-own-contact = Only you see { $name }, so { $name } cannot be in a group of the team's. To make a group that only you see: `/group add { $group } { $members } own=yes`
group-not-yours = #{ $name } is the team's, and somebody else's work: only who made it, or an admin, changes it.

typed-email = email, e-mail, mail

nothing-came =
    { $of ->
        [look] Nothing was asked.
        [tell] Nothing was done.
       *[send] Nothing was sent.
    }
problem-unknown-name = No contact is called “{ $typed }”. { nothing-came } All contacts: /contact
problem-unknown-name-near = No contact is called “{ $typed }”; nearly so: { $near }. { nothing-came }
problem-unknown-group = There is no group “{ $typed }”. { nothing-came } All groups: /group
problem-unknown-group-near = There is no group “{ $typed }”; nearly so: { $near }. { nothing-came }
problem-no-address = No e-mail address is known of: { $names }. Nothing was sent. To add one: /contact change { $name } email=a@b.ru
problem-empty-group = There is nobody in { $typed }. Nothing was sent.

typed-name = name
typed-row-number = №, n°, #, no
typed-whole-name = fullname, displayname, contactname, customername, clientname, customer, client, patient, contact
typed-given-name = firstname, givenname, forename
typed-middle-name = middlename, additionalname
typed-patronymic = patronymic
typed-family-name = lastname, familyname, surname
# What stands for a name where a row has none, as of a company.
typed-other-name = fileas, nickname, organizationname, organization, company, companyname
# What a column beside a name holds that is no name.
typed-no-name = title, mr/ms, mr/mrs, prefix, nameprefix, honorific, honorificprefix, salutation, suffix, namesuffix, jobtitle, position, gender, sex, source
# Of such words alone consist the names of columns with numbers of somebody’s own, one of the first list among them.
typed-own-number = phone, telephone, tel, mobile, mob, cell, cellphone, cellular, home, work, business
typed-own-number-beside = number, primary, main, personal, private, office, other, value
typed-mobile-number = mobile, mob, cell, cellphone, cellular
# Numbers in such a column are nobody's to write to.
typed-not-own-number = fax, pager, telex, isdn, tty, tdd, assistant, emergency, callback
question-value = /{ $command }: what is { $names }? Reply with it: it is filled in where it is not known.
question-values = /{ $command }: what are { $names }? Reply like this: { $pairs }. They are filled in where they are not known.
hint-value = { $pairs }
hint-values = { $pairs }

typed-channel = channel
typed-language = language, lang

templates =
    { $n ->
        [one] { $n } template
       *[other] { $n } templates
    }
templates-none = No templates yet. To make one: `/template add ready Your order { "{" }n{ "}" } is ready`
templates-how = To send by one: `/t` and its name, the number, and what fills its places. /template and a name shows one.
template-language = language: { $language }
template-how = To send it: `/t { $name } { $to }`
template-how-which = To send it: `/t { $name } { $to } { $which }`. Without { $which } another text of that name goes.
template-how-button = To send it: press it in `/template`. `/t { $name }` takes another text of that name.
template-changed = Changed.
template-removed = 📝 There is no template { $name } any more.
template-gone = 📝 This template is there no more.
template-none = There is no template “{ $typed }”. All of them: `/template`
template-none-near = There is no template “{ $typed }”. Did you mean: { $near }?
template-none-line = There is no template “{ $typed }”. Perhaps this is meant: `{ $line }`
template-add-how = Write a name of one word, then the text: `/template add ready Your order { "{" }n{ "}" } is ready`. Before the text, channel=viber, language=en and own=yes may stand.
template-remove-one = One template is removed at a time, and “{ $text }” is left over. Nothing was removed. To remove { $name }: `/template remove { $name }`
template-remove-how = Write its name: `/template remove ready`
template-bad-name = “{ $typed }” cannot be a name. A name is one word that begins with a letter, up to 40 letters, digits, dots and hyphens: `/template add ready Your order is ready`
template-bad-channel = Nothing is sent by “{ $typed }”. A template is for one of: { $channels }.
template-bad-language = “{ $typed }” is no language that I know: { $languages }.
template-long = A template has at most { $most } characters.
template-which = There are these templates { $name }: { $list }. Say which one, such as: `/template change { $line }`
template-there = There is a template { $name } already. To put another text in its place: `/template change { $line }`
template-hidden = There is a template { $name } already, which `/t` takes here: “{ $text }”. Nothing was saved. To put the new text in its place: `/template change { $line }`. To have both, under a name of its own: `/template add { $other }`
template-hidden-theirs = There is a template { $name } already, which `/t` takes here: “{ $text }”. Nothing was saved. To have both, give the new one a name of its own: `/template add { $other }`
template-not-yours = { $name } is the team's, and somebody else's work: only who made it, or an admin, changes it.

contacts-title = Contacts
contacts-name = name
contacts-number = number
# What goes into texts for the name, beside what the contact is called.
contacts-name-in-texts = name in texts
contacts-company = company
contacts-imported =
    { $n ->
        [0] 📇 Nothing of this file came into the contacts.
        [one] 📇 { $n } contact is in from this file.
       *[other] 📇 { $n } contacts are in from this file.
    }
contacts-changed =
    { $n ->
        [one] 📇 { $n } contact was changed.
       *[other] 📇 { $n } contacts were changed.
    }
contacts-unchanged =
    { $n ->
        [one] 📇 { $n } contact was like this already.
       *[other] 📇 { $n } contacts were like this already.
    }
contacts-joined =
    { $n ->
        [one] A name of several words is one word in commands: { $name }
       *[other] { $n } names of several words are one word each in commands, such as { $name }
    }
contacts-by-column = Numbers by column: { $columns }
contacts-several =
    { $n ->
        [one] One contact has several numbers: { $name }. The mobile one is taken, the others are fields.
       *[other] { $n } contacts have several numbers, such as { $name }. The mobile one is taken, the others are fields.
    }
contacts-one-number =
    { $n ->
        [one] One number has several names: { $names }. All of them are in the contacts: remove what is not needed.
       *[other] { $n } numbers have several names each, such as: { $names }. All of them are in the contacts: remove what is not needed.
    }
contacts-numberless =
    { $n ->
        [one] { $n } contact without a number was left out.
       *[other] { $n } contacts without a number were left out.
    }
contacts-numberless-named =
    { $n ->
        [one] { $n } contact without a number was left out: { $names }
       *[other] { $n } contacts without a number were left out: { $names }
    }
contacts-bad-one-name = “{ $typed }” cannot be a name, which begins with a letter and has at most 40. `/contact add` takes such a one in.
contacts-bad-one-nameless = { $typed }: there is no name. `/contact add` takes such a one in.
contacts-bad-one-number = { $name }: “{ $typed }” is no number.
contacts-bad-one-twice = “{ $typed }” stands in the file again, with another number; the first one counts.
contacts-bad-one-theirs = “{ $typed }” is a contact already, which you may not change or which is not for the same people.
contacts-bad-one-email = { $name }: “{ $typed }” is no e-mail address, and was left out; the rest is in.
contacts-bad-name = Row { $row }: “{ $typed }” cannot be a name, which begins with a letter and has at most 40. Mend it there and send the table again.
contacts-bad-number = Row { $row }: “{ $typed }” is no number.
contacts-bad-nameless = Row { $row }: there is no name. Put it in and send the table again.
contacts-bad-numbers = Row { $row }: “{ $typed }” is more than one number.
contacts-bad-failed = Row { $row }: “{ $typed }” is an error of the table, or cut off. Mend it there and send the table again.
contacts-bad-twice = Row { $row }: “{ $typed }” stands in the table twice; the first one counts.
contacts-bad-theirs = Row { $row }: “{ $typed }” is a contact already, which you may not change or which is not for the same people.
contacts-bad-email = Row { $row }: “{ $typed }” is no e-mail address, and was left out; the rest is in.
contacts-rows =
    { $n ->
        [one] row { $rows }
       *[other] rows { $rows }
    }
contacts-more-name = { $n } more cannot be names: { contacts-rows }
contacts-more-nameless = { $n } more without a name: { contacts-rows }
contacts-more-number = { $n } more without a number that can be read: { contacts-rows }
contacts-more-numbers = { $n } more with several numbers: { contacts-rows }
contacts-more-failed = { $n } more with an error of the table: { contacts-rows }
contacts-more-twice = { $n } more with a name that the table has already: { contacts-rows }
contacts-more-theirs = { $n } more that you may not change: { contacts-rows }
contacts-more-consent = { $n } more with no consent that can be read: { contacts-rows }
contacts-more-consent-two = { $n } more with a day that can be read in two ways: { contacts-rows }
contacts-more-email = { $n } more of whom the e-mail was left out, which is no address: { contacts-rows }
contacts-import-how = Send a table (CSV, TSV, TXT, XLSX), or contacts from a phone (.vcf), as a file with `/contact import` as its caption, or write that in reply to one. A table needs a column of names and one of numbers; the others become fields.
contacts-import-gone = Telegram does not hand that file out. Send it again; it may have at most 20 MB.
contacts-import-no-numbers = I find no column of numbers in that table.
contacts-import-no-names = I find no column of names in that table. Call it “name”.
contacts-import-two-columns = Two columns of that table are called “{ $name }”. Nothing was taken over: leave one of them, or call the other one otherwise, and send the table again.
contacts-import-many = More than { $most } contacts at a time do not go. Nothing was taken over: divide the file.
contacts-renumbered =
    { $n ->
        [0] 📇 The numbers are as they were: you may not change these contacts.
        [one] 📇 { $n } contact has another number now.
       *[other] 📇 { $n } contacts have other numbers now.
    }
renumbering =
    { $n ->
        [one] ⚠️ The file has another number for { $n } contact, who is as before:
       *[other] ⚠️ The file has another number for { $n } contacts, who are as before:
    }
renumbering-replaced = 📇 The numbers of the file:
renumbering-left = They stay as they are.
button-renumber = Replace { $n }
