days =
    { $n ->
        [one] { $n } day
       *[other] { $n } days
    }
changed-sim = another SIM card than { $age } ago: codes by SMS are not safe
changed-operator = now { $is } ({ $age } ago: { $was })
changed-roaming-began = roaming now: { $where }
changed-roaming-ended = back from roaming: { $where }
changed-many-sim = { $n } × another SIM card, codes by SMS are not safe: { $list }
changed-many-operator = { $n } × another operator: { $list }
changed-many-roaming-began = { $n } × roaming now: { $list }
changed-many-roaming-ended = { $n } × back from roaming: { $list }
summary-operators = Operators: { $list }
summary-countries = Countries: { $list }
summary-roaming = Roaming { $n }: { $list }
report-changes = What has changed
