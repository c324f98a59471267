menu-balance = What is left in the account at the provider
balance =
    { $sign ->
        [none] ❗ Nothing is left in the account at the provider: { $amount }. As of { $time }, { $age } ago
       *[some] 💰 Left in the account at the provider: { $amount }. As of { $time }, { $age } ago
    }
balance-asked = ⏳ The provider is being asked what is left in the account…
balance-not-told = ⚠️ It does not say since: { $why }
balance-off = The balance is asked over the provider's HTTP API, which is not set up: whoever runs the bot puts PROVIDER_API_KEY (a key from the account) into .env.
provider-why =
    { $why ->
        [timeout] no answer came in time.
        [name] its host is not found: look at PROVIDER_URL and at the name servers.
        [certificate] its certificate is not valid, so nothing was sent there: look at PROVIDER_URL, the clock and who stands in between.
        [gone] what was asked about is not there any more.
        [status] its server answered with an error of its own. It is asked again.
        [answer] what it answered is not understood: look at PROVIDER_URL.
       *[connection] it is not reached, or the connection broke: look at PROVIDER_URL and the firewall.
    }
error-by-http = http{ $code } · { $name }
    { $advice }
error-list-http = What the provider's HTTP API answers:
http-error-unknown = the provider's HTTP API answers error { $code }, which it does not document: ask its support.
http-error-1 = An error in the parameters
http-error-1-advice = A fault of the bot, or of a setting: report it.
http-error-2 = Wrong login, password or key, or this address may not ask
http-error-2-advice = Check PROVIDER_API_KEY, or PROVIDER_LOGIN and PROVIDER_PASSWORD, and the list of permitted addresses in the account.
http-error-3 = Not enough money
http-error-3-advice = Top the account up, then send again.
http-error-4 = This address is blocked for a while, for too many wrong requests
http-error-4-advice = Mend what was wrong (most often the password), then wait or ask the provider's support.
http-error-5 = A wrong date
http-error-5-advice = A fault of the bot: report it.
http-error-6 = The message is forbidden, for its text or its sender
http-error-6-advice = Use a registered sender, change the text, or ask the provider's support.
http-error-7 = The number is written wrongly
http-error-7-advice = Check the number: the country code, and all digits.
http-error-8 = A message to this number cannot be delivered
http-error-8-advice = Check the number, or try another channel.
http-error-9 = Too many requests, or the same one twice within a minute
http-error-9-advice = Wait a minute.
stopped-unpaid = ⏸ stopped: { $left } is left in the account at the provider, { $time }. { $waiting } wait. Top it up, then press [Resume].
preview-price = Costs { $cost }: that is what the provider says
preview-price-asked = ⏳ The provider is being asked for the exact price…
preview-price-untold = The provider does not say the exact price: { $why }
button-ask-price = Ask the price
lookup-number = By its number:
