alert-spend = 💸 Потрачено не меньше { $spent } { $within }, граница { $limit }, с { $time }
alert-spend-advice = Кто и что отправляет: /audit, /stats by=person
alert-spend-over = ✅ Расходы { $within } снова ниже { $limit } с { $time }, выше были { $duration }
alert-dear = 💸 Потрачено не меньше { $spent } за { $n } ч, обычно { $usual } (те же часы прошлых недель), с { $time }
alert-dear-over = ✅ Расходы снова обычные с { $time }, выше были { $duration }
within-h = за { $n } ч
within-d =
    { $n ->
        [1] за сегодня
        [one] за { $n } день
        [few] за { $n } дня
       *[many] за { $n } дней
    }
alert-balance = 💰 На счёте у провайдера меньше { $limit }: осталось { $left }, с { $time }
alert-balance-advice = Пополните счёт: когда деньги кончатся, рассылки остановятся сами. Подробнее: /balance
alert-balance-over = ✅ На счёте у провайдера снова не меньше { $limit } с { $time }, меньше было { $duration }
