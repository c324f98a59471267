typed-seconds = с, сек, секунд, секунды
by-channel-sms = SMS
by-channel-viber = Viber
by-channel-soc = соцсети
by-channel-call = звонок
chain-later = Если точно не дойдёт ({ $before }, самое большее { $time }): { $channel }
chain-cost =
    { $n ->
        [one] ≈ { $cost }
       *[other] до ≈ { $cost }
    }
chain-next = ↪️ Если точно не дойдёт ({ $before }): { $next }
chain-went-on = ↪️ Затем { $channel }: { $n }
chain-stopped-unsure = ↪️ { $next }: не пробуем, сообщение всё же могло дойти ({ $before }).
chain-stopped-role = ↪️ { $next }: не отправлено, у отправителя больше нет права отправлять.
chain-stopped-cancelled = ↪️ { $next }: не отправлено, остальное отменили.
chain-stopped-words = ↪️ { $next }: не отправлено, текст уже не хранится.
chain-stopped-refused = ↪️ { $next }: не отправлено, при нынешних настройках этим путём не уйдёт.
chain-stopped-word = ↪️ { $next }: не отправлено, сначала надо было бы кого-то спросить.
refusal-bad-via = В via= через запятую стоят два канала или больше в том порядке, в каком их пробовать, и среди них { $channel }; бывают { $channels }. «{ $typed }» не подходит. Ничего не отправлено.
refusal-bad-after = after= пишут вместе с via=, это время на каждый канал: от 30s до 24h, например 60s или 5m. «{ $typed }» не подходит. Ничего не отправлено.
option-via = каналы в том порядке, в каком их пробовать, каждый после того, как предыдущим точно не дошло: via=viber,sms
option-after = сколько времени даётся каждому каналу, кроме последнего: 60s, 5m, 1h; если не указать, 60s
report-channels = Каналы
