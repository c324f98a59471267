channel-sms = 📤 SMS
channel-email = 📧 E-mail
channel-call = 📞 Звонок
channel-viber = 💜 Viber
channel-soc = 🌐 Соцсети
channel-tgm = 🔐 Код в Telegram
channel-bot = 🤖 Бот Telegram
channel-hlr = 🔎 HLR
channel-ping = 📡 Ping
alphabet-gsm = GSM-7
alphabet-ascii = ASCII
alphabet-latin1 = Latin-1
alphabet-ucs2 = UCS-2
parts =
    { $n ->
        [one] { $n } часть, { $alphabet }
        [few] { $n } части, { $alphabet }
       *[many] { $n } частей, { $alphabet }
    }
parts-alone =
    { $n ->
        [one] { $n } часть
        [few] { $n } части
       *[many] { $n } частей
    }
flash = flash
from = от { $from }
sent-for = Автор: { $author } · отправка: { $presser }
recipients =
    { $n ->
        [one] { $n } получатель
        [few] { $n } получателя
       *[many] { $n } получателей
    }
subject = Тема: { $subject }
voice =
    { $sex ->
        [w] Голос: женский ({ $voice })
       *[m] Голос: мужской ({ $voice })
    }
call-ring = звонит { $n } с
call-retry = { $n } с между попытками
call-tries =
    { $n ->
        [one] { $n } попытка
        [few] { $n } попытки
       *[many] { $n } попыток
    }
through-bot = Через { $bot }
comment = Комментарий (не отправляется): { $comment }
text-withheld = 🔒 Текст здесь не показывается.
text-forgotten = 🗑 Текст больше не хранится.

waiting-confirmation = ✋ Отправить?
waiting-draft = ✋ Отправить это клиенту?
waiting-price = ✋ ещё не отправлено: выходит дорого. Отправить?
waiting-landline = ✋ ещё не отправлено. Всё равно отправить?
waiting-stale = ✋ ждёт уже { $age }, поэтому само не ушло. Отправить сейчас?
waiting-guard = ✋ ещё не отправлено: такой же текст ушёл на этот номер в { $sent }. Отправить можно будет: { $time }
waiting-guard-queued = ✋ ещё не отправлено: такой же текст на этот номер уже отправляется. Можно отправить через { $n } с после него.
waiting-guard-elsewhere = ✋ ещё не отправлено: такой же текст ушёл на этот номер в { $sent } с другого аккаунта. Всё равно отправить?
waiting-guard-elsewhere-queued = ✋ ещё не отправлено: такой же текст на этот номер уже отправляется с другого аккаунта. Всё равно отправить?
waiting-guard-over = ✋ ещё не отправлено: такой же текст ушёл на этот номер незадолго до этого.
waiting-terms = ✋ ещё не отправлено: настройки соединения изменились. Было: { $was }; теперь можно только так: { $offered }. Отправить?
waiting-terms-parts = ✋ отправлено не целиком: часть уже у провайдера, а остальное при нынешних настройках делится иначе. Если отправить, уйдёт заново всё сообщение.
waiting-terms-impossible = ✋ не отправлено: настройки соединения изменились. Было: { $was }; теперь этот текст передать нельзя.
waiting-terms-each = ✋ ещё не отправлено: настройки соединения изменились. Часть текстов теперь можно отправить только в другой кодировке или большим числом частей. Отправить?
waiting-terms-none = ✋ не отправлено: настройки соединения изменились. Часть текстов теперь передать нельзя.
queued = ⏳ в очереди
queued-again = ⏳ в очереди: { $meaning }. Уйдёт само.
queued-guard = ⏳ такой же текст ушёл на этот номер в { $sent }. Этот уйдёт: { $time }
accepted = ✈️ передано
accepted-nameless = ⚠️ Провайдер не сообщил id: статус удастся узнать, только если он не может относиться к другому сообщению.
status-unreadable = ❔ Провайдер сообщил статус, которого я не знаю: «{ $word }»
delivered = ✅ доставлено { $time }, за { $duration }
refused = ❌ провайдер не принял: { $meaning } ({ $name }). { $advice }
delivered-after-all = До этого провайдер сообщал: { $before }
perhaps-delivered = Сообщение всё же могло дойти: при повторной отправке может прийти дважды.
no-status = ❌ от провайдера нет статуса: он так и не сообщил, что стало с сообщением.
ended-undelivered = не доставлено
ended-expired = не доставлено вовремя
ended-rejected = отклонено
ended-deleted = удалено у провайдера
ended-unknown = нет статуса от провайдера
rejected-unexplained = Причину провайдер не назвал: спросите у него, чем ему не подходит сообщение.
rejected-perhaps-money = Причину провайдер не назвал. Не кончились ли деньги, покажет /balance.
rejected-nobody-asked = Причину провайдер не назвал. Посмотрите в его личном кабинете, не кончились ли деньги; если задать в моём .env PROVIDER_API_KEY, я спрошу причину сам.
in-doubt = ❓ Ответа не было: провайдер мог принять сообщение, а мог и не принять. Сам бот его не повторяет. При повторной отправке может прийти дважды.
in-doubt-repeating = ❓ Ответа не было. Провайдеру снова предлагается тот же самый запрос: уже принятое он отклонит, поэтому дважды ничего не придёт.
in-doubt-arrived = ✈️ вероятно, передано: ответа не было, но провайдер говорит, что это сообщение у него уже есть. Ждём статус.
in-doubt-no-status = ❓ Вероятно, передано: ответа не было, но провайдер сказал, что это сообщение у него уже есть. Статуса с тех пор нет. При повторной отправке может прийти дважды.
in-doubt-looked-after = ❓ По некоторым ответа не было: провайдера спрашиваем ещё раз так, чтобы ничего не пришло дважды.
in-doubt-decided = ⏳ Решение по сообщениям под вопросом выполняется: их много, на это нужно время.
cancelled = 🚫 отменено, не отправлено
left = ❓ оставлено так: неизвестно, дошло ли

fate-waiting = ещё не отправлено
fate-queued = в очереди
fate-submitting = передаётся
fate-accepted = передано
fate-delivered = доставлено
fate-in-doubt = неизвестно: провайдер не ответил
fate-cancelled = отменено, не отправлено
fate-left = неизвестно, дошло ли
fate-refused = провайдер не принял: { $meaning } ({ $name })

and-more = и ещё { $n }
preview-wide = { $alphabet } из-за { $characters }
cyrillic = кириллицы
preview-duplicates = Есть в списке дважды, уйдёт один раз ({ $n }): { $list }
preview-bad = Не будет отправлено ({ $n }): { $list }
preview-beside = Слова рядом с номерами не уйдут ({ $n }): { $list }
preview-repeated =
    { $total ->
        [1] Такой же текст на этот номер уже отправляется или ушёл меньше минуты назад: этот уйдёт, когда минута истечёт
       *[other] Такой же текст уже отправляется или ушёл меньше минуты назад ({ $n }): уйдёт, когда минута истечёт
    }
preview-before =
    { $n ->
        [one] ⚠️ Тот же текст почти тем же людям уже отправлен: { $name }, { $time }, { $n } получатель
        [few] ⚠️ Тот же текст почти тем же людям уже отправлен: { $name }, { $time }, { $n } получателя
       *[many] ⚠️ Тот же текст почти тем же людям уже отправлен: { $name }, { $time }, { $n } получателей
    }
preview-cost = Примерно { $estimate } по последним ценам
preview-cost-range = (от { $least } до { $most })
preview-cost-sure =
    { $n ->
        [1] Примерно { $estimate } по последним ценам оператора
       *[other] Примерно { $estimate } по последним ценам операторов, они известны у всех { $n }
    }
preview-cost-partly = Примерно { $estimate }: операторы и их цены известны у { $known } из { $n }, остальное по средней цене
preview-no-price = Цена пока неизвестна: провайдер ещё ни разу её не назвал
preview-plain = С обычными знаками: { $how }
preview-landline = Это городской номер: сообщения на такие обычно не доходят
preview-toll-free = Это бесплатная линия: сообщения на такие номера не доходят
preview-calls-only = Городские номера и бесплатные линии, сообщения на них обычно не доходят ({ $n }): { $list }
recipient-not-a-number = не номер
recipient-too-short = слишком короткий
recipient-too-long = слишком длинный
recipient-not-valid = нет такого номера
recipient-not-an-address = не адрес
recipient-unknown-name = нет такого контакта
digits-too-short =
    { $n ->
        [1] Не хватает цифры: после +{ $code } должно быть { $digits }
       *[other] Не хватает цифр: { $n }, после +{ $code } должно быть { $digits }
    }
digits-too-long =
    { $n ->
        [1] Лишняя цифра: после +{ $code } должно быть { $digits }
       *[other] Лишних цифр: { $n }, после +{ $code } должно быть { $digits }
    }
either = { $one } или { $other }
cost = Стоимость: { $cost }
preparing = ⏳ готовлю: всё, что надо знать, скажу, когда проверю все
paused = ⏸ пауза: { $name }, { $time }
tripped =
    ⏸ остановлено: { $failed } из { $which ->
        [first] первых
       *[last] последних
    } { $of } { $state ->
        [refused] не приняты
        [rejected] не приняты
       *[other] не доставлены
    }, { $reason }. Ждут { $waiting }.
campaign-speed = 🏃 { $n } в минуту · осталось около { $left }
canary-going = 🐤 сначала уходят первые { $of }: остальные { $rest } пойдут, когда из этих доставят { $wanted }
canary-out = 🐤 первые { $of } ушли, доставлено { $well }. Остальные { $rest } пойдут, как только доставят { $wanted }. Если неудач меньше { $wanted }, пойдут всё равно: { $time }
canary-stopped = ⏸ остановлено: из первых { $of } не дошли { $failed }: { $reasons }. Ждут { $waiting }.
by-shell = из командной строки
stopped =
    { $n ->
        [0] Ни одна рассылка не идёт: останавливать нечего.
        [one] ⏸ Остановлена { $n } рассылка
        [few] ⏸ Остановлены { $n } рассылки
       *[other] ⏸ Остановлено { $n } рассылок
    }
stopped-campaign =
    { $channel } · { $maker }, { $time }: ушло { $gone } из { $total }{ $state ->
        [running] , идёт дальше
        [cancelled] , остальное отменено
        [done] , закончена
        [preparing] , готовится и без вопроса не уйдёт
        [preview] , ждёт ответа на своей карточке
       *[other] , ждут { $waiting }
    }
button-resume-nth = Продолжить { $nth }
button-not-maker = Продолжить может тот, кто её начал, или администратор.
count-delivered = ✅ доставлено { $n }
count-failed = ❌ не доставлено { $n }
count-accepted = ✈️ передано { $n }
count-coming = ⏳ ждут { $n }
count-in-doubt = ❓ под вопросом { $n }
count-cancelled = 🚫 отменено { $n }
count-left = ❓ оставлено { $n }
