alert-outside =
    { $n ->
        [1] 🚨 { $name } · с { $time }
       *[other] 🚨 { $name } · сработало: { $n }, с { $time }
    }
alert-outside-resolved = уже в норме: { $n }
alert-outside-over = ✅ { $name } · в норме с { $time }, длилось { $duration }
alert-outside-times = срабатывало раз: { $n }
