alert-outside =
    { $n ->
        [one] 🚨 { $name } · since { $time }
       *[other] 🚨 { $name } · { $n } firing, since { $time }
    }
alert-outside-resolved = resolved: { $n }
alert-outside-over = ✅ { $name } · resolved at { $time }, it lasted { $duration }
alert-outside-times = times it fired: { $n }
