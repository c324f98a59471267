# The keys on which this language is typed: ` and the letters, row by row, the last is / on the English one.
keyboard = ёйцукенгшщзхъфывапролджэячсмитьбю.
# What people call the commands, by commas, in lower case; each is understood in every language.
# Слова к рассылке, которые стоят на её кнопках, а командами не служат.
campaign-words = пауза, приостановить, продолжить
spoken-sms = смс, эсэмэс, смска
spoken-bulk = рассылка, разослать, разошли, балк
spoken-watch = оповещения, уведомления
spoken-email = емейл, имейл, мейл, е-мейл, почта, письмо
spoken-call = звонок, позвони, позвонить, колл
spoken-viber = вайбер
spoken-soc = соц, соцсети
spoken-tgm = тгм, тг, телеграм
spoken-bot = бот
spoken-stop = стоп, остановить, останови
spoken-hlr = хлр
spoken-ping = пинг
spoken-status = статус
spoken-error = ошибка
spoken-health = связь, здоровье
spoken-inbox = входящие, инбокс
spoken-people = люди
spoken-grant = роль, грант
spoken-revoke = отозвать, забрать
spoken-lang = язык
spoken-help = помощь, справка, хелп
spoken-start = старт, начать
spoken-balance = баланс
spoken-scheduled = отложенные, назначенные, расписание
spoken-stoplist = стоп-лист, стоплист
spoken-template = шаблоны, шаблон
spoken-contact = контакты, контакт
spoken-group = группы, группа
spoken-stats = статистика, стата
spoken-audit = журнал, аудит

# "Отправь смс на номер 8999… что заказ готов": слова просьбы, которые сами не уходят.
typed-send = отправь, отправьте, отправить, пошли, пошлите, напиши, напишите, скинь, скиньте
typed-send-a = пожалуйста, одно, ещё одно
typed-send-to = на, по, для
typed-send-that = что, о том что

# Чем отменяют начатое; каждое слово понимается на всех языках.
typed-cancel = отмена, отмени, отменить, отбой, стоп, не надо, не тому, не туда, ой, ошибся, ошиблась, передумал, передумала, забудь

number-offer =
    { $n ->
        [one] { $list }: что сделать?
        [few] { $n } номера ({ $list }): что сделать?
       *[other] { $n } номеров ({ $list }): что сделать?
    }
number-full = Больше { $most } номеров карточка не вмещает, остальные в неё не вошли.

aside = «{ $words }»: это ответ на вопрос по /{ $command }?
aside-over = «{ $words }»
button-aside-answer = Да, для /{ $command }
button-aside-drop = Нет

continuation = Похоже, это продолжение /{ $command }: предыдущее сообщение заняло всё, что вмещает Telegram. Если добавить, текст перед отправкой покажется ещё раз, уже целиком.
continuation-over = Это было второе сообщение к /{ $command }.
continuation-late = Первая часть уже ушла. Остальное пошлите отдельной командой.
button-add-to-list = Добавить
button-continuation-drop = Нет, это другое

lacks-file-send = 📎 Файл не отправится, уйдёт только текст.
lacks-file-lookup = 📎 Файл не прочитан, проверятся только номера из подписи.
lacks-end-send = ✂️ Сообщение заняло всё, что вмещает Telegram: конец мог прийти отдельно и сюда не попал.
lacks-end-lookup = ✂️ Сообщение заняло всё, что вмещает Telegram: часть номеров могла прийти отдельно и сюда не попала.

file-with-command =
    { $text ->
        [none] Из такого файла номеров для /{ $command } не взять: бот читает таблицы (CSV, TSV, TXT, XLSX). Или пошлите номера текстом после /{ $command }.
       *[other] Файл не отправится, а в подписи не всё, что нужно. Пошлите /{ $command } текстом: кому и что.
    }
sent-table-plain = Разослать SMS по таблице: ответьте на неё /bulk и текстом, столбцы вставляются по названию.
sent-table = Разослать SMS по таблице: ответьте на неё /bulk и текстом, столбцы вставляются по названию. Проверить номера: ответьте на неё /hlr или /ping.
sent-table-words = Чтобы разослать это по таблице, ответьте на неё: `/bulk { $words }`. Сначала бот покажет, что и кому уйдёт.
sent-file = Файлы бот не отправляет, а читает только таблицы: CSV, TSV, TXT и XLSX. Пошлите текстом номер или команду, например /sms; все команды: /help.
sent-picture = Картинки и видео бот не отправляет: SMS состоит из текста. Пошлите /sms, номер и текст.
sent-sticker = Стикер в SMS не отправить. Пошлите /sms, номер и текст.
sent-voice-plain = Голосовое бот не слушает. Пошлите /sms, номер и текст.
sent-voice = Голосовое бот не слушает. Пошлите /call, номер и текст: бот позвонит и прочитает его вслух.
sent-place = Точку на карте в SMS не отправить. Пошлите /sms, номер и адрес или ссылку текстом.
sent-other = Такое бот не отправляет. Пошлите текстом номер или команду; все команды: /help.
