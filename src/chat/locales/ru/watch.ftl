watches = 👁 Здесь я сам сообщаю:
watch-nobody = Никого с ролью по имени «{ $typed }» здесь нет, и токена тоже: by= понимает имя или id из /people, слово «я» и имя токена.
watches-told = 👁 Теперь сообщаю здесь об этом:
button-watches-all = Показать все { $n }
watches-none = Здесь я ничего не сообщаю сам. Включить: `/watch`
watches-replaced = Вместо прежней:
typed-money = р, руб, рубль, рубля, рублей, евро, долларов
# Между суммой и временем, за которое она потрачена.
typed-per = в, за, на, каждые, каждый, каждую
typed-each = каждые, каждый, каждую
typed-at = в
typed-every = каждый, каждую, каждое, в, во
# What people call what is watched, and what each is, by commas; understood in every language.
typed-more-than = от, с, больше, больше чем, более, более чем, выше, свыше, не меньше, не менее
typed-less-than = до, меньше, меньше чем, менее, менее чем, ниже
typed-failures = недоставленных, недоставленные, недоставка, недоставки, неудач, ошибок, отказов
typed-percent = процент, процента, процентов, проц
watch-filter-words = отправитель=from, канал=channel, оператор=operator, код=code, номер=number
watch-words = недоставленные=failed, недоставка=failed, недоставки=failed, недоставлено=failed, неудачи=failed, ошибки=failed, доставленные=delivered, сомнительные=doubt, связь=link, доля=rate, опоздания=lag, расходы=spend, деньги=spend, траты=spend, каждый=weekly, каждую=weekly, по=weekly, тревоги=alerts, баланс=balance, рассылки=campaign, входящие=incoming, сводка=summary, ежедневно=daily, ежедневная=daily, еженедельно=weekly, еженедельная=weekly
# Перед названием канала и после него: о другом не сообщать.
typed-watch-only = только, лишь, по, через, для
typed-me = я, меня, мои
# What is done to what is told: all are shown, one is ended, changed or silent.
typed-watch-list = список
typed-watch-off = выключить, выключи, выкл, отключить, отключи, убрать, убери, удалить, удали, стоп
typed-watch-edit = изменить, измени
typed-watch-mute = тихо, заглушить
typed-mute-told = { typed-watch-mute }, заглуши, заглушите, замьють, замьютить, мьют, мут, тишина, потише, помолчи, молчи, молчать, заткнись, замолчи, замолкни, умолкни, не шуми, не шумите, не беспокой, не беспокоить, не пиши об этом
typed-mute-this = это, этот, эту, об этом, про это, его, её, пожалуйста
# Как говорят, до каких пор, и часть дня, о которой это.
typed-until-part = утра=утро, завтрашнего утра=завтра утром, обеда=в обед, вечера=вечер, ночи=ночью, полудня=полдень
# What is said in reply to an alert: that it may be told again, that one sees to it, and who does.
typed-alert-speak = включи обратно, включи снова, включи назад, верни обратно, хватит молчать, не молчи, можешь говорить, говори, говори снова, снова сообщай, снова сообщать, сообщай снова, сообщай, размьють, размьютить, размуть, анмьют, отомри, включай
typed-alert-ack = смотрю, уже смотрю, я смотрю, посмотрю, я посмотрю, сейчас посмотрю, гляну, сейчас гляну, займусь, я займусь, занимаюсь, уже занимаюсь, беру, беру на себя, я беру, я возьму, возьму, взял, взяла, на мне, это на мне, за мной, разбираюсь, я разбираюсь, разберусь, я разберусь, в работе, взял в работу, взяла в работу, принял, приняла, чиню, уже чиню
typed-alert-who = кто смотрит, кто-нибудь смотрит, кто нибудь смотрит, кто-то смотрит, кто занимается, кто этим занимается, кто-нибудь занимается, кто взял, кто взялся, кто берет, кто берёт, кто возьмет, кто возьмёт, кто разбирается, кто на этом, на ком это
typed-until-hour = до
# Behind what is to be told: it is told where it is asked for.
typed-watch-here = сюда, здесь, тут, в этот чат, в этом чате, в эту группу, в этой группе
typed-please = пожалуйста, плиз
typed-watches = { typed-watch-list }, { typed-watch-off }, { typed-watch-edit }, { typed-watch-mute }
watches-said-off = 🔕 Больше не сообщаю:
watches-said-mute = 🔕 Пока молчу об этом:
watches-said-muted-until = 🔕 О том, на что вы ответили, молчу до { $time }.
# On cards of before, which do not say until when.
watches-said-mute-told = 🔕 Пока молчу о том, на что вы ответили.
watches-said-choose-off = ✋ Нажмите [Убрать] под тем, о чём больше не сообщать.
watches-said-choose-edit = ✋ Нажмите [Изменить] под тем, о чём сообщать иначе.
watches-said-choose-mute = ✋ Нажмите [Тихо 1 ч] под тем, о чём пока молчать, или напишите, на сколько, например:
watches-said-mute-when = ❔ Ничего не изменено: непонятно, до какого времени молчать. Например:
watches-said-none-such = ❔ Ничего не изменено, здесь такого нет:
watch-usual = нет связи или отчётов, много недоставленных, расходы выше обычного, сомнительные сообщения и отказы, которые можно исправить
watch-failed = все, что не доставлено
watch-delivered = всё доставленное
watch-doubt = сообщения, о которых нужно решить
watch-link = связь с провайдером и отчёты о доставке
watch-rate = доля недоставленных
watch-lag = запоздалые отчёты о доставке
watch-spend = расходы выше границы
watch-balance = остаток у провайдера, когда он меньше этой суммы
watch-campaign = рассылки: начало, остановки и конец
watch-incoming = входящие сообщения
watch-daily = сводка каждый день
watch-weekly = сводка каждую неделю
watch-alerts = тревоги других программ, по их меткам
watch-muted = тихо до { $time }
watch-muted-alone =
    { $n ->
        [one] тихо только о { $n } оповещении до { $time }
       *[other] тихо только о { $n } оповещениях, о последнем до { $time }
    }
watch-paused = приостановлено
button-watch-edit = Изменить
button-watch-off = Убрать
button-mute-1h = Тихо 1 ч
button-mute-8h = Тихо 8 ч
button-mute-morning = Тихо до 9:00
button-unmute = Снова сообщать
button-ack = Беру

alert-failed-one = 🔴 Не доставлено
alert-failed = 🔴 Не доставлено { $n } за { $duration }
alert-delivered-one = ✅ Доставлено
alert-delivered = ✅ Доставлено { $n } за { $duration }
alert-doubt-one = ❓ Неизвестно, ушло ли сообщение: решите на его карточке
alert-doubt = ❓ Неизвестно, ушли ли сообщения: { $n } за { $duration }. Решите на их карточках
alert-incoming-one = 📩 Пришло сообщение
alert-incoming = 📩 Пришло сообщений: { $n } за { $duration }
alert-last = последнее: { $time }
alert-acked = ✔ { $name } разбирается, { $time }
alert-yours = ✔ Это за вами: так и написано в оповещении.
alert-nobody-sees = Пока никто не взялся: нажмите [{ button-ack }] под оповещением или ответьте на него «смотрю».
alert-speaks-again = 🔔 О том, на что вы ответили, снова сообщаю.
alert-why = Всё, что я об этом знаю, написано в оповещении. Что значит код, скажет /error с кодом, что с сообщениями на номер, скажет /status с номером, а что со связью с провайдером, скажет /health.
alert-muted = 🔕 Здесь тихо про всё из { $watched } до { $time }, потом скажу, что было
alert-muted-this = 🔕 Об этом тихо до { $time }, потом скажу, что было
alert-muted-all = 🔕 Обо всём этом тихо до { $time }, потом скажу, что было
alert-muted-some = 🔕 О { $n } из этого тихо до { $time }, потом скажу, что было
alert-muted-events = 🔕 Об отказах и сомнительных сообщениях здесь тихо до { $time }, потом скажу, что было
alert-link =
    { $queued ->
        [0] 🔌 Нет связи с { $host } с { $time } · логин { $account }
       *[other] 🔌 Нет связи с { $host } с { $time } · логин { $account } · в очереди { $queued }
    }
alert-link-silent = Процесс, который держал связь, молчит.
alert-link-over = ✅ { $host }: связь с { $time }, не было { $duration } · логин { $account }
alert-times = за это время терялась раз: { $n }
alert-silence = 📭 С { $time } нет ни одного отчёта о доставке · логин { $account } · без ответа { $n }
alert-silence-advice = Связь есть. Проверьте у провайдера, идут ли отчёты.
alert-silence-over = ✅ Отчёты снова идут с { $time }, не было { $duration } · логин { $account }
alert-rate = 📈 Не доставлено { $share } % за { $minutes } мин{ $usually }, { $failed } из { $total }, с { $time }
alert-rate-usual = (обычно { $share } %)
alert-rate-over = ✅ Доставка снова в порядке с { $time }, длилось { $duration }
alert-numbers-in-private = Номера придут вам в личный чат.
alerts-late =
    { $n ->
        [one] 📬 Сразу передать не вышло, вот что накопилось: { $n } оповещение
        [few] 📬 Сразу передать не вышло, вот что накопилось: { $n } оповещения
       *[many] 📬 Сразу передать не вышло, вот что накопилось: { $n } оповещений
    }
storm =
    { $n ->
        [one] ⛈ Столько всего сразу, что здесь только список: { $n } оповещение
        [few] ⛈ Столько всего сразу, что здесь только список: { $n } оповещения
       *[many] ⛈ Столько всего сразу, что здесь только список: { $n } оповещений
    }
watch-suspended = ⚠️ Больше не сообщаю сам { $place }.
watch-suspended-why =
    { $why ->
        [chat-group] Бота там больше нет. Добавьте его снова, и он скажет, что было.
        [chat-private] Этого чата больше нет.
        [blocked-private] Бот там заблокирован. Когда его разблокируют, он скажет, что было.
        [not-started-private] Там ещё не нажали Start.
        [topic-group] Темы больше нет, или она закрыта. Повторите /watch там, где это нужно.
        [role-group] У того, кто это включил, больше нет нужной роли. Повторите /watch там, если это нужно.
        [role-private] Нет нужной роли.
       *[closed-group] Боту нельзя там писать. Когда разрешат, он скажет, что было.
    }
