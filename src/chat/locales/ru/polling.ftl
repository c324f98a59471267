polled-statuses = 🔁 Статусы запрашиваются по HTTPS, последний ответ: { $time }, { $age } назад
polled-statuses-never = 🔁 Статусы запрашиваются по HTTPS: ответа ещё не было
polled-incoming = 🔁 Входящие запрашиваются по HTTPS, последний ответ: { $time }, { $age } назад
polled-incoming-never = 🔁 Входящие запрашиваются по HTTPS: ответа ещё не было
