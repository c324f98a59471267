read-at = 👁 read { $time }
clicked-at = 🔗 opened the link { $time }

count-read = 👁 read { $n }
count-clicked = 🔗 opened the link { $n }

fate-read = delivered, read
fate-clicked = delivered, opened the link

state-read = delivered and read
state-clicked = delivered, link opened

report-read = Read
report-clicked = Opened the link

stats-read = Read: { $read } ({ $share } of those delivered)
stats-read-clicked = Read: { $read } ({ $share } of those delivered), opened the link: { $clicked }
