alert-lag = 🐢 Отчёты опаздывают: { $late } из { $total } шли дольше { $minutes } мин или ещё не пришли, с { $time }
alert-lag-advice = Связь есть: дело в операторах или в провайдере. Время доставки показывает /stats.
alert-lag-over = ✅ Отчёты снова приходят за { $minutes } мин с { $time }, опаздывали { $duration }
