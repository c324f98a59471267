menu-quota = Сколько можно отправлять и сколько уже отправлено
spoken-quota = квота, квоты, лимит, лимиты
form-quota = /quota [<имя>|<id>|операторы|наблюдатели] [day=500] [month=10000] [spend-day=1000] [spend-month=20000]
about-quota = Без параметров — сколько вам можно отправить за день и за месяц и сколько уже отправлено. Администраторы видят всех и задают квоту человеку или каждому с этой ролью. Своя квота важнее квоты роли, `off` её снимает. У владельцев квот нет, администраторам их задают только владельцы. Что отменено до отправки, возвращается.
quota-in-private = Ответ — в личном чате.
quota-of = Квота: { $name }
quota-of-all = Квоты
quota-none = Ограничений нет.
quota-used =
    { $limit ->
        [day_messages] сегодня { $used }
        [month_messages] за месяц { $used }
        [day_money] сегодня { $used }
       *[month_money] за месяц { $used }
    }
quota-used-of =
    { $limit ->
        [day_messages] сегодня { $used } из { $most }
        [month_messages] за месяц { $used } из { $most }
        [day_money] сегодня { $used } из { $most }
       *[month_money] за месяц { $used } из { $most }
    }
quota-most =
    { $limit ->
        [day_messages] сообщений в день — { $most }
        [month_messages] сообщений в месяц — { $most }
        [day_money] в день — { $most }
       *[month_money] в месяц — { $most }
    }
quota-of-role =
    { $role ->
        [admin] Каждому администратору: { $bounds }
        [operator] Каждому оператору: { $bounds }
       *[viewer] Каждому наблюдателю: { $bounds }
    }
quota-over =
    { $limit ->
        [day_messages] 🚫 Не отправлено, квоты не хватает: сегодня { $used } из { $most } сообщений, осталось { $left }, а здесь { $wanted }.
        [month_messages] 🚫 Не отправлено, квоты не хватает: за месяц { $used } из { $most } сообщений, осталось { $left }, а здесь { $wanted }.
        [day_money] 🚫 Не отправлено, квоты не хватает: сегодня { $used } из { $most }, осталось { $left }, а это примерно { $wanted }.
       *[month_money] 🚫 Не отправлено, квоты не хватает: за месяц { $used } из { $most }, осталось { $left }, а это примерно { $wanted }.
    } Увеличить её командой /quota могут: { $names }.
setting-quota = Квота
setting-quota-day = сообщений в день каждому
no-setting-quota = только та, что задана в /quota
about-setting-quota = Столько сообщений за день может быть у каждого, откуда бы он их ни отправлял, чтобы отсюда ушло ещё. Можно задать меньше, чем в /quota, но не больше; у владельцев квоты нет.
quota-over-here = 🚫 Не отправлено, квоты этого чата не хватает: сегодня { $used } из { $most } сообщений, осталось { $left }, а здесь { $wanted }. Её меняют командой /settings quota: { $names }.
quota-near =
    { $limit ->
        [day_messages] ⚠️ Квота: сегодня { $used } из { $most } сообщений
        [month_messages] ⚠️ Квота: за месяц { $used } из { $most } сообщений
        [day_money] ⚠️ Квота: сегодня { $used } из { $most }
       *[month_money] ⚠️ Квота: за месяц { $used } из { $most }
    }
quota-whom = Кому? Напишите перед этим имя, id или роль, например `/quota операторы day=500`.
quota-not-allowed = Задают квоты и видят чужие только администраторы. /quota без параметров покажет вашу.
quota-nobody = Никого с ролью по имени «{ $typed }» здесь нет, и роли такой нет. Квоту задают человеку: { $names }, или каждому с ролью: { $roles }. Например: `{ $line }`
quota-nobody-near = Никого с ролью по имени «{ $typed }» здесь нет. Может быть, это: `{ $line }`
quota-owner = { $name } — владелец, у владельцев квот нет.
quota-only-owners = Квоту администратору задаёт только владелец.
quota-bad-money = Для «{ $name }» нужна сумма, например 1000 или 99.90, а не «{ $value }».
# What people call the bounds, and what each is, by commas; understood in every language.
quota-words = день=day, сутки=day, месяц=month, деньги-день=spend-day, деньги-месяц=spend-month
# Чего столько.
typed-quota-of = смс, sms, сообщений, сообщения, сообщение
typed-spend = деньги, деньгами, траты, расход, денег
typed-unlimited = безлимит, без лимита, без ограничений
# Words that people type for everybody with a role, by commas, in lower case.
typed-operators = операторы, оператор, операторам
typed-viewers = наблюдатели, наблюдатель, наблюдателям
typed-admins = админы, админ, администраторы, администратор, администраторам
