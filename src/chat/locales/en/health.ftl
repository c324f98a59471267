health-up = ✅ The provider is connected
health-partly = ⚠️ { $up } of { $all } links are up
health-down = ❌ The provider is not connected
health-no-binds = No link has reported yet.
health-bound = ✅ bound since { $time } ({ $duration })
health-connecting = ⏳ connecting since { $time } ({ $duration })
health-waiting = ❌ down since { $time } ({ $duration })
health-stopped = ⏹ stopped since { $time } ({ $duration })
health-silent = ❌ silent for { $duration }: whatever held this link is gone
health-retry = next try in { $duration }
health-traffic =
    window { $inFlight } of { $window } · { $submits ->
        [1] { $submits } submit
       *[other] { $submits } submits
    }, { $receipts ->
        [1] { $receipts } receipt
       *[other] { $receipts } receipts
    } a minute
health-last-error = last error { $time }: { $error }
bind-transceiver = transceiver
bind-transmitter = transmitter
bind-receiver = receiver
bind-https = the provider's HTTP API
bind-smtp = the provider's mail server
health-queue = Queue: { $queued } waiting, { $open } without an answer yet
health-rate = Rate: up to { $rate } parts a second
health-rate-reduced = Rate: up to { $rate } parts a second instead of { $setting }: the provider did not keep up
health-last-receipt = Last receipt: { $time } ({ $duration } ago)
health-no-receipt = Last receipt: none yet
health-awaiting =
    { $n ->
        [one] Without a final status: { $n } message, for { $duration }
       *[other] Without a final status: { $n } messages, the first for { $duration }
    }
health-unmatched = Receipts for messages that I do not know: { $n } in a day
health-telegram = ✅ Telegram: you are reading this
health-version = Bot version: { $version }
health-as-of = As of { $time }
health-gone =
    { $n ->
        [one] ⚠️ The login { $account } is not in the settings any more: { $n } message waits for it
       *[other] ⚠️ The login { $account } is not in the settings any more: { $n } messages wait for it
    }
health-moved =
    { $n ->
        [0] What is in doubt is asked about on its cards
        [one] { $n } message goes by another login
       *[other] { $n } messages go by another login
    }
health-cancelled =
    { $n ->
        [0] What is in doubt is asked about on its cards
        [one] { $n } message cancelled
       *[other] { $n } messages cancelled
    }
button-move-gone = { $account }: send by another
button-cancel-gone = { $account }: cancel
