health-up = ✅ Связь с провайдером есть
health-partly = ⚠️ Соединений: { $up } из { $all }
health-down = ❌ Связи с провайдером нет
health-no-binds = Ни одно соединение ещё не отчиталось.
health-bound = ✅ на связи с { $time } ({ $duration })
health-connecting = ⏳ соединяется с { $time } ({ $duration })
health-waiting = ❌ нет связи с { $time } ({ $duration })
health-stopped = ⏹ остановлено с { $time } ({ $duration })
health-silent = ❌ молчит { $duration }: процесса, который его держал, больше нет
health-retry = следующая попытка через { $duration }
health-traffic = окно { $inFlight } из { $window } · в минуту: отправок { $submits }, отчётов { $receipts }
health-last-error = последняя ошибка { $time }: { $error }
bind-transceiver = приём и передача
bind-transmitter = передача
bind-receiver = приём
bind-https = HTTP API провайдера
bind-smtp = почтовый сервер провайдера
health-queue = Очередь: ждут { $queued }, без ответа { $open }
health-rate = Скорость: до { $rate } частей в секунду
health-rate-reduced = Скорость: до { $rate } частей в секунду вместо { $setting }: провайдер не успевал
health-last-receipt = Последний отчёт: { $time } ({ $duration } назад)
health-no-receipt = Последний отчёт: ещё не было
health-awaiting =
    { $n ->
        [one] Без итогового статуса { $n } сообщение, уже { $duration }
        [few] Без итогового статуса { $n } сообщения, первое уже { $duration }
       *[many] Без итогового статуса { $n } сообщений, первое уже { $duration }
    }
health-unmatched = Отчёты о сообщениях, которых я не знаю: { $n } за сутки
health-telegram = ✅ Telegram: вы это читаете
health-version = Версия бота: { $version }
health-as-of = По состоянию на { $time }
health-gone =
    { $n ->
        [one] ⚠️ Логина { $account } больше нет в настройках, но за ним ждёт { $n } сообщение
        [few] ⚠️ Логина { $account } больше нет в настройках, но за ним ждут { $n } сообщения
       *[many] ⚠️ Логина { $account } больше нет в настройках, но за ним ждут { $n } сообщений
    }
health-moved =
    { $n ->
        [0] О сомнительных спрошу на их карточках
        [one] { $n } сообщение уйдёт с другого логина
        [few] { $n } сообщения уйдут с другого логина
       *[many] { $n } сообщений уйдут с другого логина
    }
health-cancelled =
    { $n ->
        [0] О сомнительных спрошу на их карточках
        [one] Отменено { $n } сообщение
        [few] Отменено { $n } сообщения
       *[many] Отменено { $n } сообщений
    }
button-move-gone = { $account }: отправить с другого
button-cancel-gone = { $account }: отменить
