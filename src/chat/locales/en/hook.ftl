menu-hook = Tell other programs what happens
spoken-hook = hook, hooks, webhook, webhooks
form-hook = /hook [add <address> [events=delivered,failed,cancelled,incoming,doubt,read,clicked]]
about-hook = Has another program told, by a signed POST to its address, what becomes of messages and what comes in: see docs/api.md. Alone it shows the addresses, and how each fares. In private only.
hook = 🪝 Hook { $n }: { $address }
hook-events = told of: { $events }
hook-shown = Tap to copy the secret by which it knows me: I show it until { $time }, and never again.
hook-removed = 🪝 Hook { $n } is removed: it is told nothing any more.
hook-untold = nothing told yet
hook-succeeded = ✅ last taken { $time }
hook-failed = ⚠️ last not taken { $time }: { $why }
hook-why =
    { $kind ->
        [private] the address is of a private network (HOOK_ALLOW_PRIVATE=true permits that)
        [plain] it is not https
        [name] its name leads nowhere
        [timeout] no answer in time
        [certificate] its certificate does not hold
        [redirect] it answered { $status }, and I follow no redirects
        [status] it answered { $status }
       *[connection] no connection
    }
hook-off =
    { $why ->
        [gone] ⛔ Switched off { $time }: it answered 410, it wants no more.
        [role] ⛔ Switched off { $time }: whoever made it is no admin any more. Whoever switches it on answers for it.
        [secret] ⛔ Switched off { $time }: my Telegram token is another now, and with it the secret. Remove it and add it again.
       *[failing] ⛔ Switched off { $time }: it had taken nothing for a day. What it was to be told before goes when it is on again, if not older than three days.
    }
hook-button = Nothing was changed. What is done to hook { $n } is a button on its card: /hook
hook-there = This address is hook { $n } already: /hook
hook-too-many = There are { $n } hooks already, and I tell no more. Remove one: /hook
hook-no-address = Which address shall I tell? `{ $line }`
hook-bad-address = “{ $typed }” is no address: one begins with https://, such as: `{ $line }`
hook-plain = “{ $typed }” goes without encryption: it has to begin with https://
hook-password = Leave name and password out of the address: the signature shows that it is me. `{ $line }`
hook-test-sent = A test is on its way: this message shows what comes of it
hook-in-private = An address and its secret are for you alone: I have answered in private.
hooks-none = 🪝 No program is told anything yet.
hooks-add = Another one: /hook add https://shop.example/sms events=delivered,failed
button-hook-hide = Copied, hide it
button-hook-test = Send test
button-hook-on = Switch on
button-hook-remove = Remove
button-hook-test-of = { $n } · Send test
button-hook-on-of = { $n } · Switch on
button-hook-remove-of = { $n } · Remove
# What people call the events, and the word of each that stands in a line; understood in every language.
hook-event-words = not delivered=failed, delivery=delivered, failure=failed, failures=failed, fail=failed, fails=failed, undelivered=failed, error=failed, errors=failed, deliveries=delivered, cancel=cancelled, cancels=cancelled, reply=incoming, canceled=cancelled, inbound=incoming, replies=incoming, doubts=doubt, click=clicked, clicks=clicked
