typed-seconds = s, sec, secs, second, seconds
by-channel-sms = SMS
by-channel-viber = Viber
by-channel-soc = social networks
by-channel-call = call
chain-later = If { $before } certainly fails within { $time }: { $channel }
chain-cost =
    { $n ->
        [one] ≈ { $cost }
       *[other] up to ≈ { $cost }
    }
chain-next = ↪️ If { $before } certainly fails: { $next }
chain-went-on = ↪️ Then by { $channel }: { $n }
chain-stopped-unsure = ↪️ { $next } was not tried: it may have arrived by { $before } all the same.
chain-stopped-role = ↪️ { $next } was not tried: whoever sent it may not send any more.
chain-stopped-cancelled = ↪️ { $next } was not tried: the rest was cancelled.
chain-stopped-words = ↪️ { $next } was not tried: the text is not kept any more.
chain-stopped-refused = ↪️ { $next } was not tried: it cannot go that way by the settings of today.
chain-stopped-word = ↪️ { $next } was not tried: somebody would have to be asked first.
refusal-bad-via = via= names two or more channels in the order in which they are tried, /{ $channel } among them, of { $channels }; “{ $typed }” is not that. Nothing was sent.
refusal-bad-after = after= stands beside via= and says how long each channel may take: from 30s to 24h, such as 60s or 5m. “{ $typed }” is not that. Nothing was sent.
option-via = the channels in the order in which they are tried, each after the one before has certainly failed: via=viber,sms
option-after = how long each but the last may take: 60s, 5m, 1h; without it 60s
report-channels = Channels
