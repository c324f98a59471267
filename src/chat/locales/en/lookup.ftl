lookup-numbers =
    { $n ->
        [one] { $n } number
       *[other] { $n } numbers
    }
lookup-home = Home network:
lookup-roaming = Roaming:
lookup-at-home = Not roaming
lookup-imsi = IMSI
lookup-msc = MSC
lookup-id = id
lookup-took = in { $duration }

lookup-waiting = not asked yet
lookup-confirmation = Ask the network?
lookup-stale = This has been waiting for { $age }, so it was not asked by itself. Ask now?
lookup-queued = queued
lookup-asking = asking the network
lookup-cancelled = cancelled, not asked
lookup-no-answer = no answer from the provider
lookup-held = The same was asked a moment ago, and the provider takes it once a minute. This one goes: { $time }
lookup-again = No answer came. Asked again: { $time }
lookup-asked-in-vain =
    { $n ->
        [one] The provider was asked once and did not answer. It may have taken the request, and charged for it. Nothing more is asked by itself.
       *[other] The provider was asked { $n } times and never answered. It may have taken each request, and charged for it. Nothing more is asked by itself.
    }
lookup-no-answer-advice = ❓ The provider was asked several times and never answered. It may have taken each request, and charged for it. Nothing more is asked by itself.
lookup-no-status = no result from the provider
lookup-refused = not accepted by the provider: { $meaning } ({ $name })

lookup-6-advice = The phone is off or out of coverage. Ask again later.
lookup-245-advice = The operator reported no result in time. Ask again.
lookup-255-advice = The operator gave no reason. Ask again later.

hlr-found = reachable
hlr-not-found = not reachable
hlr-not-found-because = not reachable: { $reason }
ping-found = the phone is on
ping-off = the phone is off or out of coverage
ping-not-found = the phone does not answer
ping-not-found-because = the phone does not answer: { $reason }

lookup-no-price = The price is not known: the provider has named none yet
lookup-duration = Asking takes about { $duration }
lookup-duplicates = The same number, asked once ({ $n }): { $list }
lookup-bad = Not asked ({ $n }): { $list }
button-look-up = Look up
button-look-up-many = Look up { $n }
button-ping-many = Ping { $n }
button-looking-up =
    { $n ->
        [one] Looking it up.
       *[other] Looking up { $n } numbers.
    }
button-look-up-cancelled =
    { $n ->
        [one] Cancelled, not asked.
       *[other] { $n } look-ups cancelled, not asked.
    }
button-ask-again = Ask again
button-report = As file
report-being-made = The file is being made: it comes here as a message of its own.
report-being-made-in-private = The file is being made and will come to you in private: numbers are not for a group.
reports-being-made = The files are being made, CSV and XLSX: each comes here as a message of its own.
reports-being-made-in-private = The files are being made, CSV and XLSX, and will come to you in private: numbers are not for a group.
report-forgotten = The file is not kept any more. “As file” on the card before it makes a new one.
report-given-up = The file could not be made, an error is in the log. Please press “As file” again or tell an admin.

report-number = Number
report-address = Address
report-text = Text
report-status = Status
report-result = Result
report-error = Error code
report-country = Country
report-operator = Operator
report-mcc = MCC
report-mnc = MNC
report-roaming-country = Roaming country
report-roaming-operator = Roaming operator
report-imsi = IMSI
report-msc = MSC
report-id = Id
report-time = Time
report-cost = Cost, { $currency }
