alert-campaign-gone = 📣 Эта рассылка больше не хранится.
alert-campaign-state =
    { $state ->
        [done] 🏁 Рассылка закончена: { $recipients } · { $what } · { $name }, началась в { $time }
        [cancelled] ✖ Рассылка отменена: { $recipients } · { $what } · { $name }, началась в { $time }
        [paused] ⏸ Рассылка остановлена: { $recipients } · { $what } · { $name }, началась в { $time }
        [preview] ✋ Рассылка ждёт решения: { $recipients } · { $what } · { $name }, началась в { $time }
       *[running] 📣 Идёт рассылка: { $recipients } · { $what } · { $name }, с { $time }
    }
