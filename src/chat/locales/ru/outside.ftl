alert-outside =
    { $n ->
        [1] 🚨 { $name } · с { $time }
       *[other] 🚨 { $name } · сработало: { $n }, с { $time }
    }
alert-outside-runbook = 📖 Что делать: { $url }
alert-outside-resolved = уже в норме: { $n }
alert-outside-unheard = ⏳ С { $time } об этом ничего не слышно. Работает ли Alertmanager?
alert-outside-unheard-of = ❔ { $name } · с { $time } ничего не слышно, чем кончилось, неизвестно
alert-outside-over = ✅ { $name } · в норме с { $time }, длилось { $duration }
alert-outside-times = срабатывало раз: { $n }
alert-heartbeat = 💔 { $name }: с { $time } нет признаков жизни, должны быть каждые { $every }
alert-heartbeat-over = ✅ { $name }: признаки жизни снова есть с { $time }, их не было { $duration }
alert-heartbeat-times = пропадало раз: { $n }
watch-heartbeat = жива ли другая программа
