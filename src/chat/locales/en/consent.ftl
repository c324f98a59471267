kind-ad = advertising
typed-consent = consent
typed-kind = kind
typed-ad = ad, ads, advertising
typed-service = service
recipient-no-consent = no consent on record
unsent-no-consent = no consent on record
consent-change = If they have agreed, put on record where and on which day: `/contact change { $typed } consent="site form, 2026-11-01"`
consent-add = If they have agreed, put on record where and on which day: `/contact add name { $typed } consent="site form, 2026-11-01"`
# Where the line for it is not known.
consent-how = /contact change with consent= puts one on record.
consent-import = Consents come with a table of contacts in a column “consent”, or by /contact change.
table-unsent-no-consent = { $n } without a consent on record
contact-bad-consent = “{ $typed }” is no consent: it says where they agreed and on which day, such as consent="site form, 2026-11-01". consent=no takes it away. Nothing was changed.
contact-consent-two = The day of “{ $typed }” can be read in two ways. Nothing was changed. Copy the line that is meant:
    `{ $first }`
    `{ $second }`
contacts-bad-consent = Row { $row }: “{ $typed }” is no consent; it says where they agreed and on which day, such as “site form, 2026-11-01”.
contacts-bad-consent-two = Row { $row }: the day of “{ $typed }” can be read in two ways; write it as 2026-11-01, and send the table again.
preview-stopped-consent =
    { $n ->
        [one] ⛔ { $n } has no consent on record any more and gets nothing: { $list }. { consent-how }
       *[other] ⛔ { $n } have no consent on record any more and get nothing: { $list }. { consent-how }
    }
cancelled-stopped-consent = ⛔ The consent is not on record any more. { consent-how }
fate-stopped-consent = not sent, the consent is not on record any more
withdrawn-consent =
    { $n ->
        [one] ⛔ { $n } recipient has no consent on record any more: nothing was sent to them. { consent-how }
       *[other] ⛔ { $n } recipients have no consent on record any more: nothing was sent to them. { consent-how }
    }
chain-stopped-consent = ↪️ { $next } was not tried: the consent is not on record any more. { consent-how }
option-kind = ad: advertising, which goes to those contacts alone whose consent is on record, from 9 to 20 by their clock: /contact change ivan consent="site form, 2026-11-01"
template-bad-kind = kind= is ad or service, and ad for what goes to a number: not “{ $typed }” for { $channel }. ad is advertising: it goes to those alone whose consent is on record.
billed-service = service
billed-transactional = transactional
billed-advertising = advertising
billed-other = other
billed-as = Billed as: { $kind }
canary-billed-kind = ⏸ stopped: { $n } of the first { $of } were billed as another kind: { $kind }. { $waiting } wait.
canary-billed-dear = ⏸ stopped: the first { $of } cost { $was } a part, and { $expected } was expected. { $waiting } wait.
