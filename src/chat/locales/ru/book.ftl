typed-book-add = add, добавить, добавь
typed-book-change = change, изменить, измени
typed-book-remove = remove, удалить, удали, убрать, убери
typed-book-rename = rename, переименовать, переименуй
typed-rename-to = в, на
typed-book-list = list, список
typed-book-import = import, импорт
typed-book-export = export, экспорт
typed-own = own, свой
typed-number-field = номер, телефон, тел, моб, мобильный, сотовый
typed-yes = да, yes
typed-no = no, off, нет

sample-city = город=Омск

button-book-name = { $name }
button-book-edit = Изменить
button-book-remove = Удалить
button-book-before = ‹ Назад
button-book-next = Дальше ›

book-team = Видно всей команде.
book-own = Видно только вам.
book-only-yours = только ваш
book-not-yours = Изменить может тот, кто добавил, или администратор.

rename-how = Напишите, как зовётся сейчас и как назвать: `/{ $command } rename иван пётр`
rename-many-words = «{ $typed }» — не одно слово, а имя пишется одним: `{ $line }`
rename-taken = «{ $name }» уже есть: `/{ $command } { $name }`. Ничего не переименовано.

contacts =
    { $n ->
        [one] { $n } контакт
        [few] { $n } контакта
       *[many] { $n } контактов
    }
contacts-none = Контактов пока нет. Чтобы добавить: `/contact add иван { EXAMPLE("phone") } город=Омск`. Или поделитесь со мной контактом из Telegram.
contacts-how = Имя можно писать везде, где номер: `/sms иван Ваш заказ готов`
contact-added = Добавлен. Чтобы написать: `/sms { $name } Ваш заказ готов`
contact-changed = Изменён.
contact-renumbered = Изменён. Согласие было дано для прежнего номера, оно убрано.
contact-waiting =
    { $n ->
        [one] ⏰ { $n } сообщение ещё ждёт и уйдёт на { $was }: см. его карточку или `/scheduled`
        [few] ⏰ { $n } сообщения ещё ждут и уйдут на { $was }: см. их карточки или `/scheduled`
       *[other] ⏰ { $n } сообщений ещё ждут и уйдут на { $was }: см. их карточки или `/scheduled`
    }
contacts-waiting =
    { $n ->
        [one] ⏰ { $n } сообщение ещё ждёт и уйдёт на прежний номер: см. его карточку или `/scheduled`
        [few] ⏰ { $n } сообщения ещё ждут и уйдут на прежние номера: см. их карточки или `/scheduled`
       *[other] ⏰ { $n } сообщений ещё ждут и уйдут на прежние номера: см. их карточки или `/scheduled`
    }
contacts-consent-not-carried =
    { $n ->
        [one] Согласие { $n } контакта было дано для прежнего номера и на новый не перенесено.
       *[other] Согласия { $n } контактов были даны для прежних номеров и на новые не перенесены.
    }
contact-removed = 👤 Контакт «{ $name }» удалён, из групп тоже.
contact-gone = 👤 Этого контакта больше нет.
contact-none-add = Контакта «{ $typed }» нет. Все контакты: `/contact`. Чтобы добавить: `/contact add иван { EXAMPLE("phone") }`
contact-add-line = Контакта «{ $typed }» нет. Чтобы добавить: `{ $line }`
contact-none = Контакта «{ $typed }» нет. Все контакты: `/contact`
contact-none-near = Контакта «{ $typed }» нет. Может быть: { $near }?
group-contact-none = Контакта «{ $typed }» нет, в группе ничего не изменено. Все контакты: `/contact`
group-without = Контакта «{ $typed }» нет, в группе ничего не изменено. Без него: `{ $line }`. Все контакты: `/contact`
contact-add-how = Напишите имя одним словом, номер и что ещё важно: `/contact add иван { EXAMPLE("phone") } город=Омск`. С own=yes контакт видите только вы.
contact-change-meant = Не изменено: кроме номера, есть лишние слова. Без них: `{ $line }`
contact-change-how = Напишите имя и что изменить: `/contact change иван { EXAMPLE("phone") } город=Омск`. Пустое значение убирает поле: `/contact change иван город=`
contact-remove-how = Напишите имя: `/contact remove иван`
contact-bad-name = «{ $typed }» не годится как имя. Имя: одно слово, начинается с буквы, до 40 букв, цифр, точек и дефисов: `/contact add иван { EXAMPLE("phone") }`
contact-many-words = Имя пишется одним словом, а «{ $typed }» не одно. Можно так: `{ $line }`
contact-bad-number = «{ $typed }» не номер или номер не целиком. Напишите его с кодом страны: `{ $line }`
contact-no-number = Не хватает номера: `{ $line }`
contact-many-fields = У контакта может быть до { $most } полей.
contact-long-field = Поле «{ $field }» слишком длинное: в значении до { $most } знаков.
contact-bad-email = «{ $typed }» — не адрес почты. Напишите так: { $field }=anna@example.com; убрать его: `{ $field }=`. Ничего не изменено.
contact-shared-there = Имя { $name } занято: { $number }. Новый номер в контакты не добавлен. Чтобы добавить его под другим именем: `{ $line }`
contact-there = { $name } уже есть в контактах: { $number }. Одно имя означает одного человека. Чтобы записать новый номер вместо старого: `{ $line }`
contact-there-same = { $name } уже есть в контактах с этим номером: { $number }.
contact-there-more = { $name } уже есть в контактах с этим номером: { $number }. Чтобы изменить остальное: `{ $line }`
contact-own-stays = Кто видит контакт, потом не меняется: удалите { $name } и добавьте заново.
contact-not-yours = { $name } из общих контактов, и добавили его не вы: изменить может тот, кто добавил, или администратор.

groups =
    { $n ->
        [one] { $n } группа
        [few] { $n } группы
       *[many] { $n } групп
    }
groups-none = Групп пока нет. Чтобы создать: `/group add курьеры иван, ольга`
groups-how = Группу можно писать везде, где номер: `/sms #курьеры Позвоните, пожалуйста`
group-added = Чтобы написать всем: `/sms #{ $name } Позвоните, пожалуйста`
group-changed = Изменена.
group-removed = 👥 Группы #{ $name } больше нет; контакты остались.
group-gone = 👥 Этой группы больше нет.
group-none = Группы #{ $typed } нет. Все группы: `/group`
group-none-near = Группы #{ $typed } нет. Может быть: { $near }?
group-add-how = Напишите имя одним словом, потом кто в группе: `/group add курьеры иван, ольга`. С own=yes группу видите только вы.
group-remove-how = Напишите, кого убрать: `/group remove курьеры ольга`. Без имени удалится вся группа: `/group remove курьеры`
group-bad-name = «{ $typed }» не годится как имя. Имя: одно слово, начинается с буквы, до 40 букв, цифр, точек и дефисов: `/group add курьеры иван, ольга`
group-takes-names = «{ $typed }» не имя контакта. Сначала дайте номеру имя: `/contact add иван { $typed }`
group-own-contact = Контакт { $name } видите только вы, в общей группе ему нельзя. Чтобы создать свою группу: `/group add { $group } { $members } own=yes`
group-not-yours = Группа #{ $name } общая, и создали её не вы: изменить может тот, кто создал, или администратор.

typed-email = email, e-mail, mail, почта

nothing-came =
    { $of ->
        [look] Ничего не запрошено.
        [tell] Ничего не сделано.
       *[send] Ничего не отправлено.
    }
problem-unknown-name = Контакта «{ $typed }» нет. { nothing-came } Все контакты: /contact
problem-unknown-name-near = Контакта «{ $typed }» нет, похожие: { $near }. { nothing-came }
problem-unknown-group = Группы «{ $typed }» нет. { nothing-came } Все группы: /group
problem-unknown-group-near = Группы «{ $typed }» нет, похожие: { $near }. { nothing-came }
problem-no-address = Неизвестна электронная почта: { $names }. Ничего не отправлено. Чтобы добавить: /contact change { $name } email=a@b.ru
problem-empty-group = В { $typed } никого нет. Ничего не отправлено.

typed-name = имя
typed-row-number = №, п/п
typed-whole-name = фио, полноеимя, клиент, имяклиента, пациент, покупатель, абонент, заказчик, фамилияимя, имяфамилия, фамилияимяотчество, контакт
typed-given-name = имя
typed-middle-name = второеимя
typed-patronymic = отчество
typed-family-name = фамилия
# Что стоит вместо имени, если его в строке нет: например, название компании.
typed-other-name = псевдоним, прозвище, организация, компания, фирма
# Что рядом с именем стоит, а именем не бывает.
typed-no-name = обращение, титул, звание, пол, должность, источник
# Только из таких слов, хоть одно из первого списка, состоят названия столбцов с номерами самого человека.
typed-own-number = телефон, тел, мобильный, мобильного, моб, сотовый, сотового, сот, домашний, рабочий
typed-own-number-beside = номер, личный, основной, дополнительный, доп, другой
typed-mobile-number = мобильный, мобильного, моб, сотовый, сотового, сот
# Номера из таких столбцов не для сообщений самому человеку.
typed-not-own-number = факс, пейджер, телекс, ассистент, ассистента, помощник, помощника, экстренный
question-value = /{ $command }: что поставить вместо { $names }? Ответьте значением: оно подставится тем, о ком это неизвестно.
question-values = /{ $command }: что поставить вместо { $names }? Ответьте так: { $pairs }. Значения подставятся тем, о ком это неизвестно.
hint-value = { $pairs }
hint-values = { $pairs }

typed-channel = channel, канал
typed-language = language, lang, язык

templates =
    { $n ->
        [one] { $n } шаблон
        [few] { $n } шаблона
       *[many] { $n } шаблонов
    }
templates-none = Шаблонов пока нет. Чтобы создать: `/template add готов Ваш заказ { "{" }n{ "}" } готов`
templates-how = Чтобы отправить: `/t`, имя шаблона, номер и значения. /template с именем покажет один.
template-language = язык: { $language }
template-how = Чтобы отправить: `/t { $name } { $to }`
template-how-which = Чтобы отправить: `/t { $name } { $to } { $which }`. Без { $which } уйдёт другой текст с этим именем.
template-how-button = Чтобы отправить, нажмите его в `/template`: `/t { $name }` берёт другой текст с этим именем.
template-changed = Изменён.
template-removed = 📝 Шаблона { $name } больше нет.
template-gone = 📝 Этого шаблона больше нет.
template-none = Шаблона «{ $typed }» нет. Все шаблоны: `/template`
template-none-near = Шаблона «{ $typed }» нет. Может быть: { $near }?
template-none-line = Шаблона «{ $typed }» нет. Может быть, это: `{ $line }`
template-add-how = Напишите имя одним словом, потом текст: `/template add готов Ваш заказ { "{" }n{ "}" } готов`. Перед текстом можно указать channel=viber, language=en и own=yes.
template-remove-one = Шаблоны удаляют по одному, а «{ $text }» осталось лишним. Ничего не удалено. Удалить { $name }: `/template remove { $name }`
template-remove-how = Напишите имя: `/template remove готов`
template-bad-name = «{ $typed }» не годится как имя. Имя: одно слово, начинается с буквы, до 40 букв, цифр, точек и дефисов: `/template add готов Ваш заказ готов`
template-bad-channel = По «{ $typed }» ничего не отправляется. Шаблон бывает для: { $channels }.
template-bad-language = Языка «{ $typed }» бот не знает, есть: { $languages }.
template-long = В шаблоне может быть до { $most } знаков.
template-which = Есть такие шаблоны { $name }: { $list }. Напишите, какой изменить, например: `/template change { $line }`
template-there = Шаблон { $name } уже есть. Чтобы заменить его текст: `/template change { $line }`
template-hidden = Шаблон { $name } уже есть, и `/t` здесь берёт его: «{ $text }». Ничего не сохранено. Чтобы заменить его новым текстом: `/template change { $line }`. Чтобы остались оба, дайте новому своё имя: `/template add { $other }`
template-hidden-theirs = Шаблон { $name } уже есть, и `/t` здесь берёт его: «{ $text }». Ничего не сохранено. Чтобы остались оба, дайте новому своё имя: `/template add { $other }`
template-not-yours = Шаблон { $name } общий, и создали его не вы: изменить может тот, кто создал, или администратор.

contacts-title = Контакты
contacts-name = имя
contacts-number = номер
# Что идёт в тексты, кроме того как контакт называется.
contacts-name-in-texts = имя в тексте
contacts-company = компания
contacts-imported =
    { $n ->
        [0] 📇 Из этого файла ничего не попало в контакты.
        [one] 📇 Из файла добавлен { $n } контакт.
        [few] 📇 Из файла добавлены { $n } контакта.
       *[many] 📇 Из файла добавлено { $n } контактов.
    }
contacts-changed =
    { $n ->
        [one] 📇 Изменён { $n } контакт.
        [few] 📇 Изменены { $n } контакта.
       *[many] 📇 Изменено { $n } контактов.
    }
contacts-unchanged =
    { $n ->
        [one] 📇 Без изменений: { $n } контакт.
        [few] 📇 Без изменений: { $n } контакта.
       *[many] 📇 Без изменений: { $n } контактов.
    }
contacts-joined =
    { $n ->
        [one] Имя из нескольких слов в командах пишется одним: { $name }
       *[other] Имён из нескольких слов: { $n }. В командах они пишутся одним словом, например { $name }
    }
contacts-by-column = Номера по столбцам: { $columns }
contacts-several =
    { $n ->
        [one] У одного контакта несколько номеров: { $name }. Взят мобильный, остальные стали полями.
       *[other] Контактов с несколькими номерами: { $n }, например { $name }. Взят мобильный, остальные стали полями.
    }
contacts-one-number =
    { $n ->
        [one] У { $n } номера несколько имён: { $names }. В контактах есть все, лишнее можно удалить.
        [few] У { $n } номеров по несколько имён, например: { $names }. В контактах есть все, лишнее можно удалить.
       *[other] У { $n } номеров по несколько имён, например: { $names }. В контактах есть все, лишнее можно удалить.
    }
contacts-numberless =
    { $n ->
        [one] { $n } контакт без номера не взят.
        [few] { $n } контакта без номера не взяты.
       *[many] { $n } контактов без номера не взяты.
    }
contacts-numberless-named =
    { $n ->
        [one] { $n } контакт без номера не взят: { $names }
        [few] { $n } контакта без номера не взяты: { $names }
       *[many] { $n } контактов без номера не взяты: { $names }
    }
contacts-bad-one-name = «{ $typed }» не годится как имя: оно начинается с буквы, в нём до 40 знаков. Такой контакт добавит `/contact add`.
contacts-bad-one-nameless = { $typed }: имени нет. Добавить можно так: `/contact add`.
contacts-bad-one-number = { $name }: «{ $typed }» не номер.
contacts-bad-one-twice = «{ $typed }» есть в файле ещё раз, с другим номером; взят первый.
contacts-bad-one-theirs = Контакт «{ $typed }» уже есть, и изменить его вам нельзя или он виден другим людям.
contacts-bad-one-email = { $name }: «{ $typed }» — не адрес почты, он пропущен; остальное взято.
contacts-bad-name = Строка { $row }: «{ $typed }» не годится как имя: оно начинается с буквы, в нём до 40 знаков. Исправьте и пришлите таблицу ещё раз.
contacts-bad-number = Строка { $row }: «{ $typed }» не номер.
contacts-bad-nameless = Строка { $row }: имени нет. Впишите его и пришлите таблицу ещё раз.
contacts-bad-numbers = Строка { $row }: «{ $typed }» не один номер.
contacts-bad-failed = Строка { $row }: «{ $typed }» — ошибка в таблице или обрезанное число. Исправьте и пошлите таблицу снова.
contacts-bad-twice = Строка { $row }: «{ $typed }» повторяется в таблице; взята первая строка.
contacts-bad-theirs = Строка { $row }: контакт «{ $typed }» уже есть, и изменить его вам нельзя или он виден другим людям.
contacts-bad-email = Строка { $row }: «{ $typed }» — не адрес почты, он пропущен; остальное взято.
contacts-rows =
    { $n ->
        [one] строка { $rows }
       *[other] строки { $rows }
    }
contacts-more-name = Ещё { $n } не годятся как имена: { contacts-rows }
contacts-more-nameless = Ещё { $n } без имени: { contacts-rows }
contacts-more-number = Ещё { $n } с негодным номером: { contacts-rows }
contacts-more-numbers = Ещё { $n } с несколькими номерами: { contacts-rows }
contacts-more-failed = Ещё { $n } с ошибкой таблицы: { contacts-rows }
contacts-more-twice = Ещё { $n } с именем, которое уже есть в таблице: { contacts-rows }
contacts-more-theirs = Ещё { $n } изменить вам нельзя: { contacts-rows }
contacts-more-consent = Ещё { $n } с записью, которая не похожа на согласие: { contacts-rows }
contacts-more-consent-two = Ещё { $n } с днём, который можно понять двояко: { contacts-rows }
contacts-more-email = Ещё { $n } взяты без почты, адрес негодный: { contacts-rows }
contacts-import-how = Пришлите таблицу (CSV, TSV, TXT, XLSX) или контакты из телефона (.vcf) файлом с подписью `/contact import` либо напишите это в ответ на файл. В таблице нужен столбец с именами и столбец с номерами; остальные станут полями.
contacts-import-gone = Telegram не отдаёт этот файл. Пришлите его ещё раз; он может быть до 20 МБ.
contacts-import-no-numbers = В таблице не нашлось столбца с номерами.
contacts-import-no-names = В таблице не нашлось столбца с именами. Назовите его «имя».
contacts-import-two-columns = В таблице два столбца «{ $name }». Ничего не добавлено: оставьте один или назовите второй иначе и пришлите таблицу ещё раз.
contacts-import-many = Больше { $most } контактов за раз не получится. Ничего не добавлено: разделите файл.
contacts-renumbered =
    { $n ->
        [0] 📇 Номера остались как были: менять эти контакты вам нельзя.
        [one] 📇 Номер заменён у { $n } контакта.
       *[other] 📇 Номера заменены у { $n } контактов.
    }
renumbering =
    { $n ->
        [one] ⚠️ У { $n } контакта в файле другой номер, пока он как был:
       *[other] ⚠️ У { $n } контактов в файле другой номер, пока они как были:
    }
renumbering-replaced = 📇 Номера из файла:
renumbering-left = Оставлено как было.
button-renumber = Заменить { $n }
