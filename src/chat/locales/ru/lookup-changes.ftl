days =
    { $n ->
        [one] { $n } день
        [few] { $n } дня
       *[many] { $n } дней
    }
changed-sim = другая SIM-карта, чем { $age } назад: коды по SMS небезопасны
changed-operator = теперь { $is } ({ $age } назад: { $was })
changed-roaming-began = теперь в роуминге: { $where }
changed-roaming-ended = вернулся из роуминга: { $where }
changed-many-sim = { $n } × другая SIM-карта, коды по SMS небезопасны: { $list }
changed-many-operator = { $n } × другой оператор: { $list }
changed-many-roaming-began = { $n } × теперь в роуминге: { $list }
changed-many-roaming-ended = { $n } × вернулся из роуминга: { $list }
summary-operators = Операторы: { $list }
summary-countries = Страны: { $list }
summary-roaming = В роуминге { $n }: { $list }
report-changes = Что изменилось
