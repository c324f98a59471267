alert-spend = 💸 At least { $spent } spent { $within }, the limit is { $limit }, since { $time }
alert-spend-advice = Who sends what: /audit, /stats by=person
alert-spend-over = ✅ What is spent { $within } is below { $limit } again since { $time }, it was above for { $duration }
alert-dear = 💸 At least { $spent } spent within { $n } h, usually { $usual } (the same hours of the last weeks), since { $time }
alert-dear-over = ✅ What is spent is as usual again since { $time }, it was above for { $duration }
within-h = within { $n } h
within-d =
    { $n ->
        [1] today
       *[other] within { $n } days
    }
alert-balance = 💰 Less than { $limit } is left at the provider: { $left }, since { $time }
alert-balance-advice = Top the account up: campaigns stop by themselves when nothing is left. More: /balance
alert-balance-over = ✅ At least { $limit } is left at the provider again since { $time }, it was less for { $duration }
