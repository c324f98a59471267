alert-lag = 🐢 Receipts come late: { $late } of { $total } took longer than { $minutes } min, or have not come yet, since { $time }
alert-lag-advice = The link is up. It is the operators or the provider: /stats shows delivery times.
alert-lag-over = ✅ Receipts come within { $minutes } min again since { $time }, they were late for { $duration }
