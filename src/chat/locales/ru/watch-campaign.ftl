alert-campaign-gone = 📣 Эта рассылка больше не хранится.
alert-campaign-state =
    { $state ->
        [done] 🏁 Рассылка закончена: { $recipients } · { $what } · { $name }, начало: { $time }
        [cancelled] ✖ Рассылка отменена: { $recipients } · { $what } · { $name }, начало: { $time }
        [paused] ⏸ Рассылка остановлена: { $recipients } · { $what } · { $name }, начало: { $time }
        [preview] ✋ Рассылка ждёт решения: { $recipients } · { $what } · { $name }, начало: { $time }
       *[running] 📣 Идёт рассылка: { $recipients } · { $what } · { $name }, с { $time }
    }
