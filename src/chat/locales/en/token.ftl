menu-token = Let other programs send
spoken-token = token, tokens, api
form-token = /token [add <name> may=messages,lookups,alerts,heartbeat,stop [rate=120] [day=5000]]
about-token = Tokens by which other programs send, look up and stop by HTTP: see docs/api.md. rate= is calls a minute, day= messages and look-ups a day. Alone it shows them, and when each was used last. In private only.
token = 🔑 Token { $name } may: { $may }
token-limits =
    { $rate ->
        [1] { $rate } call a minute, { $day } messages and look-ups a day
       *[other] { $rate } calls a minute, { $day } messages and look-ups a day
    }
token-shown = Tap to copy it: I show it until { $time }, and never again.
token-hidden = The token itself is not kept. If it is lost, revoke it and make another.
token-revoked = 🔑 Token { $name } is revoked: no program gets in by it.
token-none-so = There is no token { $name }. Nothing was revoked. All of them: /token
token-taken = There is a token { $name } already. Take another name, or revoke that one: /token
token-no-name = What is the program called? `/token add shop { $terms }`
token-bad-name = “{ $typed }” is no name for a token: begin with a Latin letter, then up to 31 letters, digits, _ and -. `/token add { $near } { $terms }`
token-no-rights = Say what it may do, and leave out what it need not: `/token add { $name } may={ $all }`
token-in-private = A token is for you alone: I have answered in private.
tokens = 🔑 Programs that may call:
tokens-none = 🔑 No program may call yet.
tokens-add = Another one: /token add shop may=messages,lookups
token-of-settings = anything (API_TOKENS)
token-used = used { $time }
token-unused = never used
button-token-hide = Copied, hide it
button-token-revoke = Revoke
button-token-revoke-named = Revoke { $name }
# What people call the rights, and the word of each that stands in a line; understood in every language.
token-rights = sms=messages, texts=messages
