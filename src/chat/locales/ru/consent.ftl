kind-ad = реклама
typed-consent = согласие
typed-kind = kind, вид
typed-ad = ad, реклама, рекламное
typed-service = service, сервис, сервисное
recipient-no-consent = нет согласия
unsent-no-consent = нет согласия
consent-change = Если согласие есть, запишите, где и в какой день его дали: `/contact change { $typed } согласие="форма на сайте, 01.11.2026"`
consent-add = Если согласие есть, запишите, где и в какой день его дали: `/contact add имя { $typed } согласие="форма на сайте, 01.11.2026"`
# Where the line for it is not known.
consent-how = Записать согласие: /contact change и согласие=.
consent-import = Согласия загружаются с таблицей контактов, из столбца «согласие», или записываются командой /contact change.
table-unsent-no-consent = { $n } без согласия
contact-bad-consent = «{ $typed }» не похоже на согласие: напишите, где и в какой день его дали, например согласие="форма на сайте, 01.11.2026". Чтобы убрать: согласие=нет. Ничего не изменено.
contact-consent-two = День в «{ $typed }» можно понять двояко. Ничего не изменено. Скопируйте строку, которая верна:
    `{ $first }`
    `{ $second }`
contacts-bad-consent = Строка { $row }: «{ $typed }» не похоже на согласие; нужно, где и в какой день его дали, например «форма на сайте, 01.11.2026».
contacts-bad-consent-two = Строка { $row }: день в «{ $typed }» можно понять двояко; напишите его как 01.11.2026 и пришлите таблицу ещё раз.
preview-stopped-consent =
    { $n ->
        [one] ⛔ у { $n } получателя согласия больше нет, ему не уйдёт: { $list }. { consent-how }
       *[other] ⛔ у { $n } получателей согласия больше нет, им не уйдёт: { $list }. { consent-how }
    }
cancelled-stopped-consent = ⛔ Согласия больше нет. { consent-how }
fate-stopped-consent = не отправлено, согласия больше нет
withdrawn-consent =
    { $n ->
        [one] ⛔ У { $n } получателя согласия больше нет: ему не отправлено. { consent-how }
       *[other] ⛔ У { $n } получателей согласия больше нет: им не отправлено. { consent-how }
    }
chain-stopped-consent = ↪️ { $next }: не отправлено, согласия больше нет. { consent-how }
option-kind = ad: реклама; уходит только тем контактам, чьё согласие записано, с 9 до 20 по их часам: /contact change иван согласие="форма на сайте, 01.11.2026"
template-bad-kind = kind= бывает ad или service, причём ad только у того, что уходит на номер: «{ $typed }» для { $channel } не подходит. ad — реклама: уходит только тем, чьё согласие записано.
billed-service = сервисное
billed-transactional = транзакционное
billed-advertising = рекламное
billed-other = другое
billed-as = Оплачено как { $kind }
canary-billed-kind = ⏸ остановлено: { $n } из первых { $of } оплачены как другой вид: { $kind }. Ждут { $waiting }.
canary-billed-dear = ⏸ остановлено: первые { $of } обошлись в { $was } за часть, а ожидалось { $expected }. Ждут { $waiting }.
