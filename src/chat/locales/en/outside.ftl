alert-outside =
    { $n ->
        [one] 🚨 { $name } · since { $time }
       *[other] 🚨 { $name } · { $n } firing, since { $time }
    }
alert-outside-runbook = 📖 What to do: { $url }
alert-outside-resolved = resolved: { $n }
alert-outside-unheard = ⏳ Not heard of since { $time }. Does Alertmanager still run?
alert-outside-unheard-of = ❔ { $name } · not heard of since { $time }, nobody knows how it ended
alert-outside-over = ✅ { $name } · resolved at { $time }, it lasted { $duration }
alert-outside-times = times it fired: { $n }
alert-heartbeat = 💔 { $name } has shown no sign of life since { $time }, and should every { $every }
alert-heartbeat-over = ✅ { $name } shows signs of life again since { $time }, they were missing for { $duration }
alert-heartbeat-times = times it stayed away: { $n }
watch-heartbeat = whether another program lives
