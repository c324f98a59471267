incoming-missing =
    { $n ->
        [1] ⚠️ Часть { $parts } не пришла.
       *[other] ⚠️ Не пришли части { $parts }.
    }
incoming-whole = весь текст, знаков: { $n }
incoming-whole-forgotten = Файл уже не хранится. Новый сделает кнопка «Весь текст» под сообщением.
button-whole = Весь текст

inbox-on = ✉️ Входящие SMS показываются здесь. Чтобы ответить по SMS, ответьте на сообщение.
inbox-off = Входящие SMS здесь не показываются.
inbox-elsewhere = Показываются ещё: { $places }.
inbox-owners = Пока они не включены нигде, они приходят владельцам в личные чаты.
inbox-private = личный чат, { $name }
inbox-group = группа { $id }
inbox-topic = группа { $id }, тема { $thread }
inbox-this-chat = эта группа вне тем
inbox-this-topic = тема { $thread } этой группы
button-inbox-on = Показывать здесь
button-inbox-off = Не показывать здесь
