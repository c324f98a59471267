read-at = 👁 прочитано { $time }
clicked-at = 🔗 перешли по ссылке { $time }

count-read = 👁 прочитали { $n }
count-clicked = 🔗 перешли по ссылке { $n }

fate-read = доставлено, прочитано
fate-clicked = доставлено, перешли по ссылке

state-read = доставлено и прочитано
state-clicked = доставлено, перешли по ссылке

report-read = Прочитано
report-clicked = Переход по ссылке

stats-read = Прочитано: { $read } ({ $share } от доставленных)
stats-read-clicked = Прочитано: { $read } ({ $share } от доставленных), перешли по ссылке: { $clicked }
