typed-today = today, сегодня
typed-yesterday = yesterday, вчера, вчерашнее, вчерашние, вчерашний день
typed-week = week, неделя, неделю
# Before the first of two days, and between them.
typed-range-from = с, со, c, от, между
typed-range-to = по, до, и
typed-day-ending = -го, го, -ое, ое
typed-year-word = года, год, г., г
# Before a period.
typed-during = за, в
# Before so many days.
typed-last-so-many = последние, последних, прошедшие, прошлые
typed-last-week = прошлая неделя, прошлую неделю, прошлой неделе
typed-month = month, месяц
typed-last-month = прошлый месяц, прошлом месяце
typed-last-year = прошлый год, прошлом году
typed-year = year, год
typed-hours = ч, час, часа, часов
typed-days = д, дн, день, дня, дней, сутки, суток
typed-weeks = н, нед, неделя, неделю, недели, недель
typed-months = мес, месяц, месяца, месяцев
typed-years = г, год, года, лет
# What people call what figures are parted by, and what each is, by commas; understood in every language.
grouped-words = оператор=operator, операторы=operator, код=code, коды=code, ошибки=code, человек=person, люди=person, сотрудники=person, отправитель=sender, отправители=sender, операторам=operator, кодам=code, ошибкам=code, людям=person, сотрудникам=person, отправителям=sender, оператору=operator, коду=code, сотруднику=person, отправителю=sender
# «По операторам».
typed-grouped-by = по
# Как называют операторов, и что стоит в именах их сетей, через черту.
operator-names = мтс=mts/mobile telesystems, билайн=beeline/vimpelcom, вымпелком=vimpelcom/beeline, мегафон=megafon, теле2=tele2/t2, т2=t2/tele2, йота=yota/scartel, мотив=motiv, ростелеком=rostelecom, тинькофф=tinkoff/t-mobile, т-мобайл=t-mobile/tinkoff, сбермобайл=sbermobile, ттк=ttk
typed-unknown = неизвестен, неизвестный, неизвестно

stats-none = Ничего не отправляли.
stats-messages = Отправлено { $sent }: доставлено { $delivered } ({ $deliveredShare }), не доставлено { $failed } ({ $failedShare }), в пути { $pending }
stats-cost = Частей: { $parts }, { $cost }
stats-parts = Частей: { $parts }
stats-took = Доставка: половина за { $half }, 95 из 100 за { $most }
stats-somebody = 🙋 Нужно вмешаться, { $n }: { $reasons }
stats-nobody = Вмешиваться не нужно, { $n }: { $reasons }
stats-reason = • { $reason }: { $n } ({ $share })
stats-group = • { $name }: { $sent }, доставлено { $delivered }, не доставлено { $failed }
stats-unknown = неизвестен
stats-no-sender = без имени
stats-system = сам бот
stats-partial = ⏳ Сообщения, отправленные до обновления, ещё подсчитываются: часть здесь не учтена.
stats-given-up = Статистику собрать не удалось, ошибка записана в журнал. Попробуйте ещё раз или сообщите администратору.
stats-ahead = «{ $typed }» ещё не наступило: считать нечего.
stats-near = «{ $typed }» — не период. Может быть, это: `{ $line }`
stats-near-by = «{ $typed }» здесь никого не зовут. Может быть, это: `{ $line }`
stats-unknown-code = /stats не знает кода «{ $typed }». Все коды: /error.
stats-unknown-number = number= понимает номер целиком, например number={ EXAMPLE("phone") }, а не «{ $typed }».
stats-unknown-by = by= понимает operator, code, person, sender или имя человека: «{ $typed }» здесь никого не зовут.

stats-when = Начало
stats-channel = Канал
stats-sender = Отправитель
stats-who = Кто
stats-count = Сообщений
stats-paid-parts = Частей

chart-delivered = доставлено
chart-pending = в пути
chart-failed = не доставлено
chart-took = Время доставки
chart-half = половина
chart-most = 95 из 100
chart-codes = Не доставлено: причины
chart-operators = Не доставлено: операторы

csv-rows =
    { $n ->
        [one] { $n } строка
        [few] { $n } строки
       *[other] { $n } строк
    }
csv-forgotten = Файл больше не хранится: запросите его ещё раз.
csv-not-made = Сделать файл не удалось, ошибка записана в журнал. Запросите его ещё раз или сообщите администратору.
csv-being-made-in-private = Файл готовится, пришлю его вам лично.
about-stats = Без периода — за последние 24 часа. Параметры можно писать до периода или после; by= с именем считает то, что отправил этот человек.

option-channel = канал
option-number = номер одного человека целиком
option-operator = оператор или часть его названия; unknown — если номер не проверяли
option-code = код ошибки, например 6, или ответ, например ESME_RTHROTTLED
option-by = по чему разделить: operator, code, person, sender; или чьи сообщения считать — имя
