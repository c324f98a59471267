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
talk-remind = ⏰ напоминание: { $time } · { $name }
talk-taken-by = Уже отвечает { $name }.
talk-reminder = ⏰ Вы просили напомнить про { $number }.
talk-reminder-called = ⏰ { $name }, вы просили напомнить про { $number }.
talk-reminder-of = ⏰ { $name }: нужно было напомнить про { $number }.

button-take = Беру
button-done = Готово
button-release = Вернуть
button-remind = Напомнить через 2 ч
button-unremind = Не напоминать

correspondence = 📜 Переписка с { $number }: { $n ->
        [one] { $n } сообщение
        [few] { $n } сообщения
       *[other] { $n } сообщений
    }
correspondence-others = запросов и неотправленного: { $others }
correspondence-none = 📜 { $number }: сюда ничего не писали и отсюда ничего не приходило.
correspondence-to = на { $number }

menu-history = Переписка с человеком
button-history = История
button-history-more = История (ещё { $n })
button-earlier = ‹ Раньше
button-later = Позже ›
button-in-private = Показать в личном чате

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

typed-never = никогда
typed-setting-answer = ответ, ответить за, ответы
typed-setting-return = возврат, вернуть
# What is said of days on which nobody is there; understood in every language.
typed-closed = выходной, выходные, закрыто, не работаем, отдыхаем
setting-hours = Рабочие часы
no-setting-hours = не заданы, всё показывается сразу
about-setting-hours = Что приходит вне этих часов, ждёт и показывается одним списком, когда они начинаются. По ним же считается, сколько люди ждут.
setting-answer = Ответить за
about-setting-answer = О тех, кто ждёт столько рабочего времени, бот скажет один раз. Где рабочие часы не заданы, считается с 9 до 21.
setting-return = Возврат беседы
about-setting-return = Кто взял беседу и столько рабочего времени не отвечает, у того её больше нет: взять может любой.

spoken-queue = очередь, диалоги, переписки
spoken-history = история, переписка
about-queue = Кто написал и ещё без ответа, самые давние первыми. «Беру» показывает беседу ниже, и ваши ответы в ней уходят сразу; ✔ закрывает то, на что отвечать не нужно.
about-history = Всё, что отправлено на номер любым способом и пришло с него, пока это хранится. В группе можно прочитать только то, что в ней набрали или что в неё пришло.

canned = 📝 Ответить { $number }:
button-templates = Шаблоны

inbox-from-name = ⚠️ SMS уходят от { $sender }, а на имя ответить нельзя. Отвечают на то, что отправлено с вашего номера: from= с этим номером у сообщения или /settings sender.
inbox-from-names = ⚠️ Недавно SMS уходили и от { $senders }, а на имя ответить нельзя.
