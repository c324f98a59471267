table-reading = ⏳ читаю таблицу
table-reading-rows =
    { $n ->
        [one] ⏳ читаю таблицу: { $n } строка
        [few] ⏳ читаю таблицу: { $n } строки
       *[many] ⏳ читаю таблицу: { $n } строк
    }
table-cancelled = ✖️ отменено, ничего не отправлено
table-foreign-xls = Это старый файл Excel (.xls). Сохраните его в Excel как «Книга Excel (.xlsx)» и пошлите снова.
table-foreign-xlsb = Это двоичная книга Excel (.xlsb). Сохраните её как «Книга Excel (.xlsx)» и пошлите снова.
table-foreign-opendocument = Это таблица LibreOffice (.ods). Сохраните её как .xlsx или .csv и пошлите снова.
table-foreign-numbers = Это таблица Numbers. Экспортируйте её в Excel (.xlsx) или CSV и пошлите снова.
table-foreign-document = Это текстовый документ, а не таблица. Перенесите номера в таблицу и сохраните её как .xlsx или .csv.
table-foreign-pdf = Это PDF, таблицу из него бот не прочтёт. Пошлите .xlsx или .csv.
table-foreign-image = Это картинка, таблицу с неё бот не прочтёт. Пошлите .xlsx или .csv.
table-foreign-markup = Это веб-страница или XML, хотя файл может называться .xls. Откройте его в Excel и сохраните как «Книга Excel (.xlsx)».
table-foreign-sylk = Это таблица в старом формате SYLK (.slk). Откройте её в Excel или LibreOffice, сохраните как .xlsx и пошлите снова.
table-foreign-dif = Это таблица в старом формате DIF (.dif). Откройте её в Excel или LibreOffice, сохраните как .xlsx и пошлите снова.
table-foreign-dbf = Это таблица dBase (.dbf). Откройте её в Excel или LibreOffice, сохраните как .xlsx и пошлите снова.
table-foreign-json = Это JSON, а не таблица. Пошлите .xlsx или .csv.
table-foreign-archive = Это архив. Распакуйте его и пошлите саму таблицу: .xlsx или .csv.
table-foreign-unknown = Это не таблица. Бот читает CSV, TSV, TXT и XLSX.
table-encrypted = Книга закрыта паролем. Снимите пароль и пошлите её снова.
table-empty = В файле ничего нет.
table-empty-hidden = Все листы, на которых что-то есть, скрыты: { $sheets }. Покажите нужный лист, сохраните и пошлите файл снова.
table-no-sheet = Листа «{ $sheet }» в книге нет.
table-limit-bytes = Файл больше { $most } МБ: больших Telegram ботам не отдаёт. Разделите его на части.
table-limit-rows = Строк больше { $most }: столько бот за один раз не читает. Разделите файл на части.
table-limit-columns = Столбцов больше { $most }. Оставьте только нужные.
table-limit-cell = В ячейке больше { $most } знаков.
table-limit-entries = В книге больше { $most } файлов: так Excel не сохраняет. Сохраните её заново и пошлите снова.
table-limit-unpacked = Книга в распакованном виде больше { $most } МБ. Оставьте в ней один лист и только нужные столбцы.
table-limit-strings = В книге слишком много текста. Оставьте в ней один лист и только нужные столбцы.
table-in-row = Строка { $row }. { $words }
table-open-quote = В строке { $row } открыта кавычка, а закрыта не там или нигде: где кончается ячейка, неясно. Исправьте её и пошлите файл снова.
table-damaged = Файл повреждён ({ $part }). Сохраните его заново и пошлите снова.
table-too-costly-memory = Чтобы прочесть файл, нужно слишком много памяти. Сохраните таблицу как CSV и пошлите снова.
table-too-costly-time = Файл читается слишком долго. Сохраните таблицу как CSV и пошлите снова.
table-gone = Telegram этот файл больше не отдаёт. Пошлите его снова.
table-failed = Файл прочесть не удалось, попыток было несколько. Пошлите его снова; если не поможет, причина в журнале программы.
table-rounded = Все номера в таблице округлены, например 7,9161E+10: последних цифр в файле нет. Задайте столбцу в таблице формат целого числа или текста, сохраните файл и пришлите его ещё раз.
table-no-recipients = Номеров в таблице не нашлось ни в одном столбце, имён контактов вместо них — тоже.
table-sheet-name = «{ $sheet }»
table-other-sheets =
    { $n ->
        [one] Прочитан лист «{ $sheet }», а есть ещё { $others }. Если нужен он, откройте его в книге, сохраните и пошлите файл снова.
       *[other] Прочитан лист «{ $sheet }», а есть ещё { $others }. Если нужен другой, откройте его в книге, сохраните и пошлите файл снова.
    }
table-mended = Имелось в виду это?
button-table-mend = Да, этот текст
table-unknown-places =
    { $n ->
        [one] Столбца { $names } нет. Есть: { $columns }. Ответьте сюда исправленным текстом или поправьте подпись.
       *[other] Столбцов { $names } нет. Есть: { $columns }. Ответьте сюда исправленным текстом или поправьте подпись.
    }
table-nobody =
    { $n ->
        [one] Отправить некому: { $n } строка, и в ней нет номера или данных для текста.
        [few] Отправить некому: { $n } строки, и ни в одной нет номера и всех данных для текста.
       *[many] Отправить некому: { $n } строк, и ни в одной нет номера и всех данных для текста.
    }
table-nobody-of =
    { $n ->
        [one] Отправить некому: { $n } строка, { $list }.
        [few] Отправить некому: { $n } строки, { $list }.
       *[many] Отправить некому: { $n } строк, { $list }.
    }
table-nobody-why =
    { $n ->
        [one] Отправить некому: { $n } строка. { $why }
        [few] Отправить некому: { $n } строки. { $why }
       *[many] Отправить некому: { $n } строк. { $why }
    }
table-sheet = { $name }, лист «{ $sheet }»
table-of-rows =
    { $n ->
        [one] из { $n } строки
       *[other] из { $n } строк
    }
table-foreign = ⚠️ { $n ->
        [one] { $pieces } уйдёт как есть
       *[other] { $pieces } уйдут как есть
    }: из столбца подставляется его имя в фигурных скобках, например { "{" }имя{ "}" }.
table-column = Номер — столбец { $letters }
table-column-named = Номер — столбец { $letters } «{ $name }»
table-encoding = кодировка { $encoding }
table-some = { $what } у { $n }
table-parts-total = всего { $n }
table-parts-between = частей от { $least } до { $most }, { $total }
table-wide = { $words } из-за { $characters }
table-duration = Отправка займёт около { $duration }
table-unsent-of-send = Не уйдёт { $n }: { $list }
table-unsent-of-lookup = Без запроса { $n }: { $list }
table-unsent-duplicate =
    { $n ->
        [one] { $n } повтор
        [few] { $n } повтора
       *[many] { $n } повторов
    }
table-unsent-other-text = { $n } с другим текстом на тот же номер
table-unsent-bad-recipient =
    { $n ->
        [one] { $n } не номер
       *[other] { $n } не номера
    }
table-unsent-no-recipient = { $n } без номера
table-unsent-missing = { $n } без данных для текста
table-unsent-torn = { $n } с лишними ячейками
table-unsent-unusable = { $n } с ошибкой в ячейке
table-unsent-hidden =
    { $n ->
        [one] { $n } скрытая
       *[other] { $n } скрытых
    }
table-hidden-rows =
    { $n ->
        [one] { $n } строка в таблице скрыта и не взята.
        [few] { $n } строки в таблице скрыты и не взяты.
       *[many] { $n } строк в таблице скрыто, они не взяты.
    }
table-unsent-refused = { $n } с негодным текстом
table-besides =
    { $n ->
        [one] В { $n } ячейке несколько номеров: взят первый мобильный
       *[other] В { $n } ячейках несколько номеров: взят первый мобильный
    }
table-before-send =
    { $n ->
        [one] ⚠️ Этот файл уже отправлен: { $name }, { $time }, { $n } получатель
        [few] ⚠️ Этот файл уже отправлен: { $name }, { $time }, { $n } получателя
       *[many] ⚠️ Этот файл уже отправлен: { $name }, { $time }, { $n } получателей
    }
table-before-lookup =
    { $n ->
        [one] ⚠️ Этот файл уже проверяли: { $name }, { $time }, { $n } номер
        [few] ⚠️ Этот файл уже проверяли: { $name }, { $time }, { $n } номера
       *[many] ⚠️ Этот файл уже проверяли: { $name }, { $time }, { $n } номеров
    }
unsent-rows =
    { $n ->
        [one] { $name }: не уйдёт { $n } строка
        [few] { $name }: не уйдут { $n } строки
       *[many] { $name }: не уйдут { $n } строк
    }
unsent-forgotten = Файл уже не хранится. Пошлите таблицу снова.
unsent-in-private = Файл придёт вам в личный чат: номера в группе не показываются.
unsent-file = не-уйдёт.csv
unsent-title = Строки, по которым ничего не уйдёт
unsent-row = Строка
unsent-why = Почему
unsent-duplicate = тот же номер, что в строке { $row }
unsent-other-text = тот же номер, что в строке { $row }, а текст другой: уйдёт только текст из строки { $row }
unsent-rounded = номер записан округлённо, последних цифр в файле нет
unsent-missing = пусто: { $names }
unsent-torn = ячеек больше, чем в заголовке: разделитель внутри текста стоит без кавычек или у столбца нет имени
unsent-unusable = { $name }: в ячейке «{ $value }»
unsent-no-recipient = нет номера
unsent-hidden = строка скрыта
sample-row = { "{" }имя{ "}" }, ваш заказ готов
test-too-late = Проба уже невозможна: этой рассылки больше нет.
reached-too-late = Писать некому: рассылка ни до кого не дошла или уже не хранится.
table-of-contacts = из контактов
unsent-unknown-name = не номер и не имя контакта
unsent-two-contacts = с таким именем есть и общий контакт, и ваш: напишите номер

# Кто называет это без {места}, говорит о таблице, а не с клиентом.
typed-of-table = файл, файла, файле, файлы, таблица, таблицу, таблице, таблицы, столбец, столбца, столбцы, столбцов, колонка, колонку, колонки, эксель, excel
