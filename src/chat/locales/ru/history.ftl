status-which = О каком сообщении речь? Напишите его id, например `/status 855469`, или номер: `/status { EXAMPLE("phone") }`. Можно и ответить командой /status на карточку.
status-unknown-id = Сообщения с id { $id } я не знаю. Возможно, оно отправлено не через этого бота. id есть на карточках, номер заказа — не id; по номеру телефона: `/status { EXAMPLE("phone") }`
status-incoming = Это входящее SMS, у него нет статуса доставки.
status-none-to = На этот номер через этого бота ничего не отправляли.
status-no-message = На этой карточке нет сообщения. Напишите id, например `/status 855469`, или номер: `/status { EXAMPLE("phone") }`.
statuses-to = 📋 { $to }, последние сообщения:
statuses-unknown = ❔ { $id }: такого id я не знаю
statuses-forgotten =
    { $n ->
        [one] 🗑 { $n } сообщение больше не хранится.
        [few] 🗑 { $n } сообщения больше не хранятся.
       *[many] 🗑 { $n } сообщений больше не хранятся.
    }

history-typed = Автор: { $name }, { $time }
history-sent = Отправка: { $name }, { $time }
history-attempts = Попытки
history-receipts = Отчёты
history-provider = Провайдер сейчас
history-earlier = … и ещё { $n } раньше
history-part = часть { $part } из { $parts }
history-unread = не разобрано: { $unread }
history-overrules = ↩️ заменяет прежний
history-contradicts = ⚠️ противоречит первому, ничего не меняет

attempt-open = ждём ответа
attempt-accepted = принято
attempt-refused = отказ: { $meaning } ({ $name })
attempt-deferred = пока отказано: { $meaning } ({ $name })
attempt-not-written = ничего не ушло
attempt-no-answer = ответа нет
attempt-duplicate = отклонено: такой же запрос был меньше минуты назад
attempt-given-up = ответа не было; отправлено ещё раз по просьбе
attempt-accepted-given-up = принято; отправлено ещё раз по просьбе

via-smpp = SMPP
via-http = HTTP
via-query = по запросу
state-enroute = в пути
state-accepted = принято
state-delivered = доставлено
state-expired = не доставлено вовремя
state-undelivered = не доставлено
state-rejected = отклонено
state-deleted = удалено
state-unknown = неизвестно
state-not-said = без статуса
state-unreadable = неизвестный мне статус: «{ $word }»

query-asked = Запрос от { $time }:
query-asking = ⏳ жду ответа…
query-no-answer = ответа нет
query-unknown-id = такого сообщения он (уже) не знает
query-refused = не говорит: { $meaning } ({ $name })
query-nothing-to-ask = Он не принимал это сообщение, спрашивать не о чем.
query-no-id = Он принял сообщение, но не сообщил id, поэтому спросить о нём нельзя.
button-asking = Пока спрашивать не о чем.
button-numbers = Номера
shown-in-private = Всё, что об этом известно, показано вам в личном чате.

error-code = { $code } · { $name }
    { $advice }
error-status = { $name } · { $meaning }
    { $advice }
error-unknown-plain = Код «{ $code }» мне неизвестен: коды в статусах у каждого провайдера свои, что они значат, скажет он сам.
error-unknown = Код «{ $code }» мне неизвестен. /error покажет все, что описаны у провайдера.
error-list = Коды в статусах; `/error 220` подскажет, что делать. Подойдут и имена вроде ESME_RTHROTTLED.
error-list-plain = Коды в статусах у каждого провайдера свои, что они значат, скажет он сам. Я знаю, что значат его ответы на отправку: /error и имя или номер, например ESME_RTHROTTLED или 0x58.
error-row = { $code } · { $name }
