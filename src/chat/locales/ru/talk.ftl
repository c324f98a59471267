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

menu-history = Переписка с человеком
button-history = История
button-earlier = ‹ Раньше
button-later = Позже ›
button-in-private = Показать мне лично

queue = 📥 { $n ->
        [one] ждёт ответа { $n } человек
        [few] ждут ответа { $n } человека
       *[other] ждут ответа { $n } человек
    }
queue-empty = ✅ Ответа никто не ждёт.
queue-opening = ☀️ Рабочее время началось.
queue-overdue = ⏳ Некоторые ждут слишком долго.
talk-unanswered = ⏳ { $number } ждёт ответа уже { $waits }, и никто не отвечает.
talk-returned = ↩ { $name } не отвечает { $number }: эту беседу может взять любой.

menu-queue = Кто ждёт ответа
button-queue-take = Беру { $n }
button-queue-open = Открыть { $n }
button-queue-done = ✔ { $n }
