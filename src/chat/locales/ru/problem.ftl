quoted = «{ $words }»
usage-phone = <номер>
usage-email = <адрес>
usage-text = <текст>
usage-code = <код>
fill-phone = +{ $code }…
fill-email = имя@…
fill-text = …текст
fill-code = 0000
fill-bot = @имя…

problem-understood = Прочитано так:
problem-instead =
    { $n ->
        [one] Нажмите, чтобы скопировать:
       *[other] Нажмите на нужную строку, чтобы скопировать:
    }
problem-each = Нажмите на строку, чтобы скопировать:
problem-more = … и ещё { $n } в вашем сообщении
problem-left-out = ↳ без слов: «{ $words }»
problem-usage = Пишется так:

problem-no-recipient =
    { $command ->
        [email] Кому? Адрес пишется сразу после /email.
       *[other] Кому? Номер пишется сразу после /{ $command }.
    }
problem-quota-of-what = «{ $typed }» чего? day= и month= — сообщения за день и за месяц, spend-day= и spend-month= — деньги. Ничего не изменено.
problem-short-code = «{ $typed }»: коротко для номера телефона, а на короткие номера SMS не отправить. Ничего не отправлено.
problem-bad-recipient = «{ $typed }»: { $reason }. Ничего не отправлено. Проверьте получателя.
problem-digits = { $digits }. Ничего не отправлено, проверьте «{ $typed }».
problem-bad-lookups = Проверить нечего: { $list }. Ничего не запрошено.
problem-bad-recipients = Отправить некому: { $list }. Ничего не отправлено.
problem-too-many-recipients =
    { $n ->
        [one] У /{ $command } один получатель, а здесь { $n }. Ничего не отправлено.
       *[other] У /{ $command } один получатель, а здесь их { $n }. Ничего не отправлено.
    }
problem-unknown-option = У /{ $command } нет параметра «{ $word }=», есть { $known }. Если с этого начинается текст, поставьте перед ним --
problem-no-options = У /{ $command } нет параметра «{ $word }=». Если с этого начинается текст, поставьте перед ним --
problem-bad-option = { $name }= принимает { $expected }, а указано «{ $value }».
problem-repeated-option = Параметр { $name }= указан дважды. Оставьте один; если второй относится к тексту, поставьте перед текстом --
problem-unclosed-quote = Кавычка после { $name }= не закрыта в той же строке, и непонятно, где начинается текст. Закройте её там.
problem-missing-option = Для /{ $command } нужен ещё параметр { $usage }: { $expected }.
problem-missing-text = Какой текст? Он пишется в конце.
problem-time-behind = Время «{ $typed }» написано за текстом: так оно ушло бы вместе с ним, и сразу. Ничего не отправлено.
problem-option-first = Сначала получатель, потом { $name }=.
problem-text-not-taken = У /{ $command } нет текста, а «{ $text }» осталось лишним.
problem-bad-code = Код состоит только из цифр, от 4 до 8, а указано «{ $typed }».
problem-extension = «{ $typed }» похоже на добавочный номер: сообщение дойдёт только на сам номер. Ничего не отправлено.
problem-unclear = Неясно, к чему здесь «{ $typed }», поэтому ничего не отправлено.
problem-ambiguous = «{ $typed }» можно прочитать по-разному, поэтому ничего не отправлено.
problem-by-id = Роль дают и забирают по id, по одному за раз: «{ $typed }» не id, а имена повторяются.
problem-phone-not-id = «{ $typed }»: это номер телефона, а не Telegram id. Свой id каждый видит, когда впервые пишет боту. А с одной ролью команда создаёт ссылку, по которой войдёт один человек.
problem-phone-or-id = «{ $typed }»: похоже на номер телефона, а не на Telegram id. Свой id каждый видит, когда впервые пишет боту. Если это всё-таки id, поставьте перед ним «id».
problem-one-of =
    { $n ->
        [1] Для /{ $command } этого мало, нужно, например: { $values }.
       *[other] Для /{ $command } нужно ещё одно из слов: { $values }.
    }
problem-not-one-of = /{ $command } не понимает «{ $typed }», только { $values }.
problem-not-one-like = /{ $command } не понимает «{ $typed }». Пишут, например, так: { $values }.
problem-unknown-word = /{ $command } не понимает «{ $typed }». Что она понимает: /help { $command }
problem-unknown-command = Команды /{ $command } нет. Может быть, { $known }? Все команды: /help
problem-looks-like = «{ $typed }» похоже на /{ $command }. Ничего не сделано: бот выполняет только команды.
problem-not-first = Команда должна стоять в начале сообщения. Ничего не сделано.
problem-no-command = Номер есть, а команды нет. Ничего не отправлено.
problem-several-commands = Команд в этом сообщении: { $n }, а в одном сообщении выполняется одна. Ничего не сделано: отправьте каждую отдельно.
problem-command-below =
    { $n ->
        [one] В этом сообщении под другими словами стоит { $n } команда.
        [few] В этом сообщении под другими словами стоят { $n } команды.
       *[many] В этом сообщении под другими словами стоят { $n } команд.
    } Ничего не сделано: отправьте каждую часть отдельно.
problem-one-text = Всё одним текстом:
problem-one-text-reply = Всё одним текстом, ответом на то же:

expected-text = любые слова, несколько слов в кавычках
expected-word = одно слово без пробелов
expected-integer = целое число от { $min } до { $max }
expected-choice = одно из значений: { $values }

refusal-changes-channel = Текст начинается с «{ $mark }»: провайдер отправил бы его другим способом. Уберите эту метку или возьмите команду для того способа.
refusal-cut-by-mark = Строка начинается с «{ $mark }»: на этом месте провайдер обрезал бы сообщение. Поставьте перед ней пробел или измените её.
refusal-comment-needs-wider-alphabet = Комментарий не помещается в { $alphabet }, а текст уходит именно так: { $characters }. Сообщение стало бы дороже, поэтому не отправлено. Напишите комментарий иначе или укажите alphabet=ucs2.
refusal-not-in-alphabet = В { $alphabet } нет { $characters }. Уберите это из текста или не указывайте alphabet.
refusal-alphabet-unavailable = { $alphabet } по этому подключению не отправить. Не указывайте alphabet, он подберётся сам.
refusal-channel-unavailable = Этот канал здесь недоступен: { $channel }.
refusal-no-place-in-mail =
    Сообщения уходят здесь только по почте (WAYS), а в письме провайдеру нет места для { $what ->
        [comment] комментария. Уберите comment=.
        [call] голоса и времени звонка. Уберите voice=, ring=, retry= и tries=.
        [chain] срока, после которого пробуют следующий канал. Уберите via=.
        [mark] слов [text] и [/text]: ими кончается его текст. Напишите иначе.
        [length] текста длиннее 70 000 байт. Сократите его.
       *[channel] этого канала.
    }
refusal-comment-unavailable = Комментариев у этого провайдера нет: всё, что есть в сообщении, уходит на телефон. Уберите comment=.
refusal-bad-code = Код состоит только из цифр, от 4 до 8.
refusal-bad-bot-name = «{ $bot }» не похоже на имя бота: это @ и от 3 до 32 латинских букв, цифр и знаков подчёркивания.
refusal-unknown-voice = Голоса «{ $voice }» нет. Мужские: m, m2, m3, m4, женские: w, w2, w3, w4; можно добавить язык: w2,en.
refusal-bad-sender = «{ $from }» не может быть отправителем: это до 11 латинских букв и цифр или номер до 15 цифр.
refusal-empty-text = В тексте одни пробелы. Ничего не отправлено.
refusal-empty-comment = Комментарий пустой. Напишите его или уберите comment=.
refusal-empty-subject = Тема пустая. Напишите её после subject=.
refusal-subject-breaks-line = Тема пишется в одну строку.
refusal-comment-with-call-options = У звонка либо комментарий, либо ring=, retry= и tries=: они занимают одно место. Уберите что-то одно.
refusal-too-long = В тексте { $parts } частей, а уйти может не больше { $limit }. Сократите его или отправьте по кускам.
refusal-out-of-range = { $option }= принимает { $expected }.
