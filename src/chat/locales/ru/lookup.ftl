lookup-numbers =
    { $n ->
        [one] { $n } номер
        [few] { $n } номера
       *[many] { $n } номеров
    }
lookup-home = Домашняя сеть:
lookup-roaming = Роуминг:
lookup-at-home = Не в роуминге
lookup-imsi = IMSI
lookup-msc = MSC
lookup-id = id
lookup-took = за { $duration }

lookup-waiting = запрос ещё не отправлен
lookup-confirmation = Запросить?
lookup-stale = Ждёт уже { $age }, поэтому само не ушло. Запросить сейчас?
lookup-queued = в очереди
lookup-asking = спрашиваю у сети
lookup-cancelled = отменено, запроса не было
lookup-no-answer = провайдер не ответил
lookup-held = То же самое только что спросили, а провайдер принимает это раз в минуту. Спросим: { $time }
lookup-again = Ответа не было. Спросим ещё раз: { $time }
lookup-asked-in-vain =
    { $n ->
        [one] Провайдеру отправлен { $n } запрос, ответа не было. Он мог принять запрос и взять за него плату. Сам бот больше не спрашивает.
        [few] Провайдеру отправлены { $n } запроса, ответа не было. Он мог принять каждый и взять за него плату. Сам бот больше не спрашивает.
       *[many] Провайдеру отправлено { $n } запросов, ответа не было. Он мог принять каждый и взять за него плату. Сам бот больше не спрашивает.
    }
lookup-no-answer-advice = ❓ Провайдера спрашивали несколько раз, ответа не было. Он мог принять каждый запрос и взять за него плату. Сам бот больше не спрашивает.
lookup-no-status = провайдер так и не прислал результат
lookup-refused = провайдер не принял запрос: { $meaning } ({ $name })

lookup-6-advice = Телефон выключен или вне зоны действия сети. Спросите позже.
lookup-245-advice = Оператор не сообщил результат вовремя. Спросите ещё раз.
lookup-255-advice = Оператор не назвал причину. Спросите ещё раз позже.

hlr-found = доступен
hlr-not-found = недоступен
hlr-not-found-because = недоступен: { $reason }
ping-found = телефон включён
ping-off = телефон выключен или вне сети
ping-not-found = телефон не отвечает
ping-not-found-because = телефон не отвечает: { $reason }

lookup-no-price = Цена неизвестна: провайдер её ещё не называл
lookup-duration = Запросы займут около { $duration }
lookup-duplicates = Тот же номер, запрос один ({ $n }): { $list }
lookup-bad = Без запроса ({ $n }): { $list }
button-look-up = Запросить
button-look-up-many = Запросить { $n }
button-ping-many = Ping { $n }
button-looking-up =
    { $n ->
        [one] Запрашиваю { $n } номер.
        [few] Запрашиваю { $n } номера.
       *[many] Запрашиваю { $n } номеров.
    }
button-look-up-cancelled =
    { $n ->
        [one] Отменён { $n } запрос, он не отправлен.
        [few] Отменены { $n } запроса, они не отправлены.
       *[many] Отменено { $n } запросов, они не отправлены.
    }
button-ask-again = Спросить ещё раз
button-report = Файлом
report-being-made = Файл готовится и придёт сюда отдельным сообщением.
report-being-made-in-private = Файл готовится и придёт вам в личный чат: номера в группе не показываются.
reports-being-made = Готовятся файлы CSV и XLSX, они придут сюда отдельными сообщениями.
reports-being-made-in-private = Готовятся файлы CSV и XLSX, они придут вам в личный чат: номера в группе не показываются.
report-forgotten = Файл уже не хранится. Новый сделает кнопка «Файлом» на прежней карточке.
report-given-up = Файл не получилось сделать, ошибка записана в журнал. Нажмите «Файлом» ещё раз или скажите администратору.

report-number = Номер
report-address = Адрес
report-text = Текст
report-status = Статус
report-result = Результат
report-error = Код ошибки
report-country = Страна
report-operator = Оператор
report-mcc = MCC
report-mnc = MNC
report-roaming-country = Страна роуминга
report-roaming-operator = Оператор роуминга
report-imsi = IMSI
report-msc = MSC
report-id = Id
report-time = Время
report-cost = Цена, { $currency }
