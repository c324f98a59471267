setting-approve = Второй человек
setting-approve-over = если получателей больше
no-setting-approve = по числу получателей не нужен
about-setting-approve = Если получателей больше, отправку отсюда должен подтвердить второй человек. Файл, в котором больше 50 номеров, — тоже. Можно задать меньше, чем у бота, но не больше.
waiting-approval = ✋ ждёт второго человека (до { $until })
approval-nobody = Больше никто здесь отправлять не может: роль даёт владелец или администратор командой /grant.
approval-asked = { $name }: нужен второй человек
approval-approved = ✔ подтверждено: { $name }, { $time }
approval-rejected = ✖ отклонено: { $name }, { $time }
approval-rejected-why = ✖ отклонено: { $name }, { $time }: { $why }
approval-expired = ✖ до { $time } никто не подтвердил
approval-void = ✖ не отправлено: автор больше не может отправлять ({ $name }, { $time })
approval-withdrawn = 🚫 отменено до чьего-либо решения
approval-how = Решают кнопки: [Подтвердить] или [Отклонить]. После [Отклонить] можно ответить, почему.
approval-gone = Этих данных больше нет.
rejection = ✖ Почему нет? Выберите причину или ответьте на это сообщение в двух словах.
rejection-called-off = Ничего не отклонено, решение всё ещё за вами.
rejected-for-price = цена
rejected-for-text = текст
rejected-for-recipients = получатели
rejected-for-time = не сейчас
button-approve = Подтвердить
button-reject = Отклонить
button-reject-price = Цена
button-reject-text = Текст
button-reject-recipients = Получатели
button-reject-time = Не сейчас
button-asks-approval = Теперь нужен второй человек: все, кто может подтвердить, уже знают.
button-approved = Подтверждено.
button-approval-rejected = Отклонено, ничего не отправлено.
button-approval-own = Это ваша рассылка, или вы нажали [Отправить] либо назначили время: решать должен кто-то другой.
button-approval-void = Автор больше не может отправлять: рассылка отменена.
audit-approval-rejected = ответ: отклонено
audit-approval-expired = никто не подтвердил вовремя
audit-handout-expired = файл никто не подтвердил вовремя: не выдан
handout-own = 📄 Файл
handout-asked = { $name }: нужен второй человек, чтобы получить файл
handout-file = { $what } · { $n ->
        [one] { $n } строка
        [few] { $n } строки
       *[other] { $n } строк
    }
