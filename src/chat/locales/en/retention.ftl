retention = 🗑 From { $from } on I shall forget what is old:
retention-raw =
    { $n ->
        [one] • the provider’s receipts as they came: after { $n } day
       *[other] • the provider’s receipts as they came: after { $n } days
    }
retention-raw-none = • the provider’s receipts as they came: after 2 days, those that I understood
retention-texts =
    { $n ->
        [one] • texts, and what was typed: after { $n } day
       *[other] • texts, and what was typed: after { $n } days
    }
retention-messages =
    { $n ->
        [one] • whole messages, with numbers and states: after { $n } day
       *[other] • whole messages, with numbers and states: after { $n } days
    }
retention-messages-kept = Numbers, states and costs of messages stay.
retention-settings = If these times do not suit you, set KEEP_RAW, KEEP_TEXTS and KEEP_MESSAGES in my .env before then, and start me again. In Telegram everything stays as it is.
