watch-test =
    { $n ->
        [one] { $n } message would have come within the last 24 hours:
       *[other] { $n } messages would have come within the last 24 hours:
    }
watch-test-none = No message would have come within the last 24 hours:
watch-test-before = … and { $n } before
watch-test-doubt = not known whether it left
watch-test-newest = Of more than { $n } messages the newest were looked at.
watch-test-unheard = { $name } has not been heard of yet: it is expected once it is watched.
