menu-settings = Настройки этого чата
spoken-settings = настройки, настройка, настроить
form-settings = /settings [<настройка> [<значение>|off]]
about-settings = Без параметров — что действует в этом чате и откуда взято: задано здесь или как у бота. С названием и значением — задать здесь, off — вернуть как у бота. В группах решают администраторы; в личном чате пояс, язык, первый шаблон, знаки и вид сообщений каждый выбирает сам.
settings = Настройки этого чата
setting-otherwise = Чтобы поставить другое, например:
settings-here = задано здесь
settings-of-bot = как у бота
settings-of-telegram = как в вашем Telegram
settings-changed = Последнее изменение: { $name }, { $time }
settings-by-admins = Меняют их администраторы.
settings-not-allowed = Чтобы менять это здесь, нужна роль «{ role-name }».
button-take-back = Сбросить
button-settings-all = « Все

# Words that people type behind /settings, by commas, in lower case; each is understood in every language.
typed-default = сброс, сбросить, убрать, нет
typed-setting-zone = зона, пояс, часовой пояс, время
typed-setting-language = язык
typed-setting-sender = отправитель, имя отправителя, подпись
typed-workdays = будни, по будням, рабочие дни
typed-clock-from = с, со
typed-clock-to = до, по
typed-every-day = ежедневно, каждый день, всегда
typed-setting-quiet = тихие часы, тишина, тихо
typed-setting-hours = часы, рабочие часы, рабочее время, часы работы, время работы, график
typed-setting-approve = согласование, одобрение, подтверждение, второй человек
typed-setting-quota = квота, лимит
typed-setting-plain = знаки, типографские знаки, обычные знаки
typed-plain-always = всегда, заменять, да
typed-plain-ask = спрашивать, спроси
typed-setting-template = шаблон, первый шаблон
typed-setting-messages = сообщения, сообщения бота, карточки
typed-messages-rich = с оформлением
typed-messages-plain = простые, простой текст
# What places are called for short, and large ones after which no zone is named, with the zone of each; understood in every language.
places-for-short = мск=Europe/Moscow, питер=Europe/Moscow, спб=Europe/Moscow, санкт-петербург=Europe/Moscow, екб=Asia/Yekaterinburg, нск=Asia/Novosibirsk, казань=Europe/Moscow, нижний новгород=Europe/Moscow, ростов-на-дону=Europe/Moscow, воронеж=Europe/Moscow, краснодар=Europe/Moscow, сочи=Europe/Moscow, ярославль=Europe/Moscow, рязань=Europe/Moscow, тула=Europe/Moscow, пенза=Europe/Moscow, липецк=Europe/Moscow, тверь=Europe/Moscow, иваново=Europe/Moscow, брянск=Europe/Moscow, курск=Europe/Moscow, белгород=Europe/Moscow, калуга=Europe/Moscow, смоленск=Europe/Moscow, тамбов=Europe/Moscow, чебоксары=Europe/Moscow, саранск=Europe/Moscow, йошкар-ола=Europe/Moscow, махачкала=Europe/Moscow, ставрополь=Europe/Moscow, владикавказ=Europe/Moscow, грозный=Europe/Moscow, мурманск=Europe/Moscow, архангельск=Europe/Moscow, вологда=Europe/Moscow, череповец=Europe/Moscow, петрозаводск=Europe/Moscow, сыктывкар=Europe/Moscow, набережные челны=Europe/Moscow, волгоград=Europe/Volgograd, киров=Europe/Kirov, саратов=Europe/Saratov, астрахань=Europe/Astrakhan, ульяновск=Europe/Ulyanovsk, тольятти=Europe/Samara, ижевск=Europe/Samara, уфа=Asia/Yekaterinburg, пермь=Asia/Yekaterinburg, челябинск=Asia/Yekaterinburg, тюмень=Asia/Yekaterinburg, оренбург=Asia/Yekaterinburg, курган=Asia/Yekaterinburg, сургут=Asia/Yekaterinburg, магнитогорск=Asia/Yekaterinburg, барнаул=Asia/Barnaul, томск=Asia/Tomsk, кемерово=Asia/Novokuznetsk, новокузнецк=Asia/Novokuznetsk, абакан=Asia/Krasnoyarsk, улан-удэ=Asia/Irkutsk, чита=Asia/Chita, благовещенск=Asia/Yakutsk, хабаровск=Asia/Vladivostok, южно-сахалинск=Asia/Sakhalin, петропавловск-камчатский=Asia/Kamchatka
# Countries as they are called for short, and their codes.
countries-for-short = рф=RU, англия=GB, британия=GB, шотландия=GB, сша=US, америка=US, оаэ=AE, эмираты=AE, голландия=NL, белоруссия=BY, южная корея=KR
# Letters that stand for the time of a place, and its zone, which is offered: elsewhere they say another.
zone-letters = мск+0=Europe/Moscow
# Each place and its IANA zone; they are offered in this order.
places = Калининград=Europe/Kaliningrad, Москва=Europe/Moscow, Самара=Europe/Samara, Екатеринбург=Asia/Yekaterinburg, Омск=Asia/Omsk, Новосибирск=Asia/Novosibirsk, Красноярск=Asia/Krasnoyarsk, Иркутск=Asia/Irkutsk, Якутск=Asia/Yakutsk, Владивосток=Asia/Vladivostok, Магадан=Asia/Magadan, Камчатка=Asia/Kamchatka, Минск=Europe/Minsk, Алматы=Asia/Almaty

setting-zone = Часовой пояс
setting-language = Язык
setting-sender = Отправитель
no-setting-sender = не задан, решает провайдер
setting-plain = Типографские знаки
about-setting-plain = Из-за тире или кавычек-ёлочек текст может уйти в UCS-2, а это больше частей. always: заменяются обычными, если это экономит часть, и карточка говорит об этом; ask: карточка каждый раз спрашивает. О текстах таблиц спрашивается всегда.
setting-plain-always = Заменять
setting-plain-ask = Спрашивать
button-always-sender = Здесь всегда от { $from }
sender-always = Теперь сообщения без from= уходят отсюда от { $from }. /settings sender
made-plain = ✂️ Обычными знаками, как задано здесь: { $characters }. Это экономит часть.
made-plain-some = ✂️ Обычными знаками, как задано здесь: это экономит часть.
button-always-plain = Здесь всегда так
button-always-zone = Здесь всегда: { $zone }
zone-always = Теперь время здесь — { $zone }. /settings zone
setting-template = Первый шаблон
no-setting-template = не задан, сначала недавние
about-setting-template = /t предлагает его первым.
settings-no-template = Шаблонов пока нет: /template
setting-messages = Сообщения бота
about-setting-messages = rich: длинные тексты сворачиваются, время отсчитывается, кнопки цветные и копируют строки. plain: ничего из этого, для клиентов, которые показывают такие карточки неверно или пустыми.
setting-messages-rich = С оформлением
setting-messages-plain = Простые
about-setting-zone = В нём понимаются и показываются времена. Можно город, Europe/Moscow или +3.
about-setting-language = На нём пишутся карточки.
about-setting-sender = От кого уходят сообщения, набранные здесь без from=: до 11 латинских букв и цифр, имя зарегистрировано у провайдера.
