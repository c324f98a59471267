cached-age = 🗂 As it was answered { $age } ago, not asked again
cached-saved = saved { $cost }
cached-many =
    { $n ->
        [one] 🗂 { $n } number is not asked about again: its answer is at most { $age } old
       *[other] 🗂 { $n } numbers are not asked about again: their answers are at most { $age } old
    }
button-anew = Ask anew
button-anew-many = Ask anew { $n }
report-cached = { $words } (earlier answer)
