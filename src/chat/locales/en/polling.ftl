polled-statuses = 🔁 Asked for statuses over HTTPS, last told at { $time }, { $age } ago
polled-statuses-never = 🔁 Asked for statuses over HTTPS: nothing was told so far
polled-incoming = 🔁 Asked for incoming messages over HTTPS, last told at { $time }, { $age } ago
polled-incoming-never = 🔁 Asked for incoming messages over HTTPS: nothing was told so far
