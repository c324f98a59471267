menu-quota = What you may send, and have sent
spoken-quota = quota, quotas, limit, limits
form-quota = /quota [<name>|<id>|operators|viewers] [day=500] [month=10000] [spend-day=1000] [spend-month=20000]
about-quota = /quota alone shows what you may send a day and a month and what is used of it; admins see everybody's, and set it for a person, or for each person with a role. A bound of a person's own goes before that of the role, `off` takes it back. Owners have none; only they set one for admins. What is cancelled before it leaves is given back.
quota-in-private = I have answered in private.
quota-of = Quota of { $name }
quota-of-all = Quotas
quota-none = There are no bounds to it.
quota-used =
    { $limit ->
        [day_messages] today { $used }
        [month_messages] this month { $used }
        [day_money] today { $used }
       *[month_money] this month { $used }
    }
quota-used-of =
    { $limit ->
        [day_messages] today { $used } of { $most }
        [month_messages] this month { $used } of { $most }
        [day_money] today { $used } of { $most }
       *[month_money] this month { $used } of { $most }
    }
quota-most =
    { $limit ->
        [day_messages] { $most } messages a day
        [month_messages] { $most } messages a month
        [day_money] { $most } a day
       *[month_money] { $most } a month
    }
quota-of-role =
    { $role ->
        [admin] Each admin: { $bounds }
        [operator] Each operator: { $bounds }
       *[viewer] Each viewer: { $bounds }
    }
quota-over =
    { $limit ->
        [day_messages] 🚫 Not sent, it would go over the quota: { $used } of { $most } messages today, { $left } left, and this takes { $wanted }.
        [month_messages] 🚫 Not sent, it would go over the quota: { $used } of { $most } messages this month, { $left } left, and this takes { $wanted }.
        [day_money] 🚫 Not sent, it would go over the quota: { $used } of { $most } today, { $left } left, and this costs about { $wanted }.
       *[month_money] 🚫 Not sent, it would go over the quota: { $used } of { $most } this month, { $left } left, and this costs about { $wanted }.
    } It can be raised with /quota by: { $names }.
setting-quota = Quota
setting-quota-day = messages a day for each person
no-setting-quota = none beside that of /quota
about-setting-quota = So many messages anybody may have sent in a day, wherever they were asked for, to have more sent from here. It may be fewer than /quota gives them, not more; owners have none.
quota-over-here = 🚫 Not sent, it would go over the quota of this chat: { $used } of { $most } messages today, { $left } left, and this takes { $wanted }. Admins change it with /settings quota: { $names }.
quota-near =
    { $limit ->
        [day_messages] ⚠️ Quota: { $used } of { $most } messages today
        [month_messages] ⚠️ Quota: { $used } of { $most } messages this month
        [day_money] ⚠️ Quota: { $used } of { $most } today
       *[month_money] ⚠️ Quota: { $used } of { $most } this month
    }
quota-whom = Whose? Write a name, an id, or a role before it, such as `/quota operators day=500`.
quota-not-allowed = Only admins set quotas, and see those of others. /quota alone shows yours.
quota-nobody = Nobody with a role is called “{ $typed }” here, and no role is. A quota is for a person: { $names }, or for everybody of a role: { $roles }. Such as: `{ $line }`
quota-nobody-near = Nobody here who has a role is called “{ $typed }”. Perhaps this is meant: `{ $line }`
quota-owner = { $name } is an owner, and owners have no quota.
quota-only-owners = Only owners set the quota of an admin.
quota-bad-money = “{ $name }” takes an amount such as 1000 or 99.90, not “{ $value }”.
# What people call the bounds, and what each is, by commas; understood in every language.
quota-words = daily=day, monthly=month
# What a bound is so many of.
typed-quota-of = texts, text, messages, message, sms
typed-spend = spend, spending, money
typed-unlimited = unlimited, no limit
# Words that people type for everybody with a role, by commas, in lower case.
typed-operators = operators, operator
typed-viewers = viewers, viewer
typed-admins = admins, admin, administrators
