talk-earlier =
    { $n ->
        [one] … раньше ещё { $n } сообщение
        [few] … раньше ещё { $n } сообщения
       *[other] … раньше ещё { $n } сообщений
    }
talk-sent = ↪ { $text } · { $name }, { $time }
talk-sent-unquoted = ↪ сообщение · { $name }, { $time }
talk-below = ⤵ Продолжение ниже.
talk-taken = 👤 { $name } отвечает
talk-done = ✔ закрыто · { $name }, { $time }
talk-remind = ⏰ напоминание в { $time } · { $name }
talk-taken-by = Уже отвечает { $name }.
talk-reminder = ⏰ вы просили напомнить про { $number }.
talk-reminder-of = ⏰ { $name }: нужно было напомнить про { $number }.

button-take = Беру
button-done = Готово
button-release = Вернуть
button-remind = Напомнить через 2 ч
button-unremind = Не напоминать

correspondence = 📜 { $number }: { $n ->
        [one] { $n } сообщение
        [few] { $n } сообщения
       *[other] { $n } сообщений
    } туда и обратно
correspondence-none = 📜 { $number }: сюда ничего не писали и отсюда ничего не приходило.
correspondence-to = на { $number }

menu-history = переписка с человеком
button-history = История
button-earlier = ‹ Раньше
button-later = Позже ›
button-in-private = Показать мне лично
