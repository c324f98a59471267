incoming-missing =
    { $n ->
        [1] ⚠️ Часть { $parts } не пришла.
       *[other] ⚠️ Не пришли части { $parts }.
    }
incoming-unread = ⚠️ Прочитать не удалось: data_coding { $coding }, байты { $octets }
incoming-unread-in-part = ⚠️ Прочитано не всё: data_coding { $coding }, байты { $octets }
whole-text = весь текст, знаков: { $n }
whole-texts =
    { $n ->
        [one] { $n } сообщение целиком
        [few] { $n } сообщения целиком
       *[other] { $n } сообщений целиком
    }
whole-forgotten = Файл уже не хранится. Новый сделает кнопка «Весь текст» под сообщением.
button-whole = Весь текст

inbox-on = ✉️ Входящие SMS показываются здесь. Чтобы ответить по SMS, ответьте на сообщение.
inbox-off = Входящие SMS здесь не показываются.
inbox-elsewhere = Ещё показываются: { $places }.
inbox-owners = Пока они не включены нигде, они приходят владельцам в личные чаты.
inbox-owners-besides = Владельцам в личные чаты они приходят тоже.
inbox-paused = { $place } (приостановлено)
place-private = в личном чате { $name }
place-group = в группе { $group }
place-topic = в группе { $group }, тема { $topic }
place-this-chat = в этой группе вне тем
place-this-topic = в этой группе, тема { $topic }
button-inbox-on = Показывать здесь
button-inbox-off = Не показывать здесь

inbox-on-private = ✉️ { $name } теперь тоже получает входящие SMS.
inbox-on-place = ✉️ { $name }: входящие SMS теперь показываются { $place }.
inbox-off-private = ✉️ { $name } больше не получает входящие SMS.
inbox-off-place = ✉️ Входящие SMS больше не показываются { $place }.
inbox-owners-too = Вам они приходят по-прежнему.
inbox-owners-not = Сюда они больше не приходят.
inbox-suspended = ⚠️ Входящие SMS больше не показываются { $place }.
inbox-suspended-why =
    { $why ->
        [chat-group] Бота там больше нет. Добавьте его снова, и они опять будут там.
        [chat-private] Этого чата больше нет.
        [blocked-private] Бот там заблокирован. Они опять будут там, когда его разблокируют.
        [not-started-private] Там ещё не нажали Start.
        [topic-group] Тема закрыта. Когда её откроют, они опять будут там.
        [role-group] У того, кто их включил, больше нет роли.
       *[closed-group] Боту нельзя там писать. Когда разрешат, они опять будут там.
    }
inbox-unshown = Что не показано больше нигде, приходит сюда.
inbox-resumed = ✅ Входящие SMS снова показываются { $place }.
button-inbox-undo = Отменить
button-inbox-not-owners = Владельцам не слать
button-inbox-keep = Показывать там
button-inbox-not-there = Не показывать там

incoming-answers = ↩ на { $text } · { $name }, { $time }
incoming-answers-unquoted = ↩ на сообщение · { $name }, { $time }
incoming-from-nobody = номер отправителя провайдер не сообщил
incoming-empty = (пустое SMS)
incoming-no-answer = Ответить нельзя: SMS доходят только на номер телефона
incoming-to = на { $number } · { $time }
