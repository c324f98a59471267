# Before how much later it is, before what the clock shows, and behind that.
typed-later-by = через
count-words = один=1, одну=1, два=2, две=2, три=3, четыре=4, пять=5, шесть=6, семь=7, восемь=8, девять=9, десять=10, пятнадцать=15, двадцать=20, тридцать=30, сорок=40
length-words = полчаса=30, полчасика=30, пол часа=30, полтора часа=90, четверть часа=15
typed-clock-at = в, во, на
typed-morning = утра
typed-evening = вечера
typed-tomorrow = завтра
typed-after-tomorrow = послезавтра
typed-noon = полдень, полудень
# Before a day, and parts of it.
typed-on-day = в, во
typed-this-one = эту, этот, это, ближайший, ближайшую, ближайшее
typed-next = следующий, следующую, следующее
typed-in-morning = утром, утро
typed-in-afternoon = днём, днем, после обеда
typed-in-evening = вечером, вечер
typed-at-night = ночью

expected-moment = время: 18:30, +2ч, завтра 9:00, пн 9:00, 2026-12-01T09:00
option-at = когда отправить: 18:30, +2ч, завтра 9:00, пн 9:00, 2026-12-01T09:00
no-moment-unread = Не понимаю время «{ $typed }», поэтому ничего не сделано. Время пишут так: 18:30, +2ч, завтра 9:00, пн 9:00 или 2026-12-01T09:00.
no-moment-two = «{ $typed }» можно понять по-разному, поэтому ничего не сделано.
no-moment-past = «{ $typed }» уже прошло, поэтому ничего не сделано.
no-moment-far = До «{ $typed }» больше года, поэтому ничего не сделано.
no-moment-skipped = Времени «{ $typed }» не будет: часы в этот момент переводят вперёд. Ничего не сделано.
no-moment-twice = «{ $typed }» будет на часах дважды: их в этот момент переводят назад. Ничего не сделано.
time-meant =
    { $n ->
        [one] Имелось в виду это? Нажмите кнопку, а чтобы скопировать — строку:
       *[other] Что имелось в виду? Нажмите кнопку, а чтобы скопировать — строку:
    }
time-meant-over = Время «{ $typed }» можно было понять по-разному: вы уже ответили, что оно значит.
button-time-meant = { $when }
time-behind = ❓ Время «{ $typed }» написано за текстом: так оно ушло бы вместе с ним, и сразу. Пока ничего не отправлено.
time-behind-over = Время «{ $typed }» стояло за текстом: вы ответили, что с ним делать.
button-time-behind-timed = Отправить { $when }
button-time-behind-whole = Отправить сейчас, как написано
waiting-schedule = ⏰ { $when }
waiting-stopped = ⏸ остановлено: { $name }, { $time }. Должно было уйти { $when }.
waiting-right = ✋ { $when } не ушло: { $name } больше не может отправлять. Об этом знают: { $owners }. Отправить сейчас?
time-left = через { $left }
waiting-quota = ✋ { $when } не ушло, квоты не хватает: { $name }, { quota-used-of }, а здесь { $wanted }. Об этом знают: { $owners }. Отправить сейчас?
time-set = ⏰ Уйдёт { $when }
time-chosen = ⏰ Выбрано: { $when }. Ещё не назначено.
time-over = ⏰ { $when }: это время прошло, поэтому уйдёт сразу
time-asked = ⏰ Когда отправить?
button-schedule = Назначить
button-schedule-many = Назначить { $n }
button-time-later = Позже…
button-change = Изменить
button-set =
    { $n ->
        [one] Уйдёт в назначенное время.
       *[other] В назначенное время уйдут сообщения: { $n }.
    }
button-time-evening = Вечером в 19:00
button-time-morning = Завтра в 9:00
button-time-hours = Через 2 часа
button-time-other = Другое время…
button-time-none = Без времени
button-time-back = Назад
button-change-nth = Изменить { $nth }
button-send-now-nth = Отправить сейчас { $nth }
button-cancel-nth = Отменить { $nth }
question-time = Когда отправить? Ответьте временем: 18:30, +2ч, завтра 9:00, пн 9:00 или 2026-12-01T09:00.
hint-time = завтра 9:00
scheduled = ⏰ Назначено:
scheduled-none = ⏰ Ничего не назначено. Чтобы назначить время, нажмите [Позже…] под предпросмотром или напишите at= перед текстом: `/sms { EXAMPLE("phone") } at=18:30 Ваш заказ готов`
scheduled-at = { $when }
scheduled-stopped = ⏸ остановлено, было назначено на { $when }
scheduled-approval = ✋ ждёт второго человека, назначено на { $when }
scheduled-how = Здесь нет такого сообщения, которое ждёт своего времени. Их показывает /scheduled.
scheduled-late = Оно уже ничего не ждёт: что с ним стало, скажет /status.
scheduled-set = ⏰ Уйдёт { $when }
scheduled-chosen = ⏰ Выбрано: { $when }. Отправка ещё ждёт решения на своей карточке.
of-order = { $what } → { $recipients }
unreleased-right = ✋ { $when } не ушло: { $name } больше не может отправлять. { $what } → { $recipients }
unreleased-quota = ✋ { $when } не ушло, квоты не хватает: { $name }, { quota-used-of }, а здесь { $wanted }. { $what } → { $recipients }
button-over-quota = Квоты не хватает: { quota-used-of }, а здесь { $wanted }. Увеличить её можно командой /quota.
unreleased-over = С тех пор кто-то уже решил, что с этим делать.
sample-scheduled = 1042 завтра 9:00
form-scheduled = /scheduled [номер время]
about-scheduled = Показывает, что ждёт своего времени: в группе — что просили в ней, в личном чате — ваше, администраторам — всё. Каждое можно изменить, отправить сейчас или отменить. С номером сообщения и временем назначает это время.
menu-scheduled = Что уйдёт в назначенное время
stopped-scheduled =
    { $n ->
        [one] ⏸ Остановлена { $n } отправка, ждавшая своего времени
        [few] ⏸ Остановлены { $n } отправки, ждавшие своего времени
       *[other] ⏸ Остановлено { $n } отправок, ждавших своего времени
    }
stopped-set =
    { $channel } · { $maker }, { $time }: назначено на { $when }{ $state ->
        [schedule] , уйдёт тогда
       *[other] , ждёт
    }
option-now = yes: в любое время, какие бы тихие часы ни были в чате, и реклама тоже
quiet-ahead-one =
    { $is ->
        [then] 🌙 там тогда тихие часы: уйдёт { $when }
       *[now] 🌙 там сейчас тихие часы: уйдёт { $when }
    }
quiet-ahead = 🌙 { $is ->
        [then] тогда
       *[now] сейчас
    } тихие часы у { $n } из { $of ->
        [first] первых { $total }
       *[all] { $total }
    }: уйдёт позже, с { $when }
queued-quiet = 🌙 там тихие часы: уйдёт { $when }
queued-quiet-ad = 🌙 там тихие часы (для рекламы 20–9): уйдёт { $when }
queued-quiet-many =
    { $n ->
        [one] 🌙 { $n } ждёт, когда кончатся тихие часы: с { $when }
       *[other] 🌙 { $n } ждут, когда кончатся тихие часы: с { $when }
    }
queued-quiet-many-ad =
    { $n ->
        [one] 🌙 { $n } ждёт, когда кончатся тихие часы (для рекламы 20–9): с { $when }
       *[other] 🌙 { $n } ждут, когда кончатся тихие часы (для рекламы 20–9): с { $when }
    }
setting-quiet = Тихие часы
about-setting-quiet = С какого и до какого часа клиентам ничего не уходит, например 22-9, по часам получателя: где пояс неизвестен ни по номеру (как в России), ни от провайдера, — в часы, допустимые по всей стране, а если таких нет, по часам этого чата. На карточке видно, до какого времени отложено. Запросы, коды /tgm и ответы тем, кто написал за последний час, уходят в любое время, как и то, что операторы отправили с now=yes. Реклама (kind=ad) ждёт с 20 до 9 и там, где часы не заданы.
no-setting-quiet = нет
fate-quiet = там тихие часы, уйдёт { $when }
fate-scheduled = уйдёт { $when }
