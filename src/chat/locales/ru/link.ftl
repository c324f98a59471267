link-closed = SMSC закрыл соединение
link-unbound = SMSC завершил сеанс (unbind)
link-no-answer =
    { $to ->
        [enquire_link] нет ответа на enquire_link за { $duration }
       *[other] нет ответа на bind за { $duration }
    }
link-no-bind = сеанс не открыт ({ $why }): проверьте порт, SMPP_TLS и что адрес этой машины есть в списке разрешённых в личном кабинете
link-refused = SMSC отказал в сеансе: { $status }
link-bind-refused =
    { $status ->
        [ESME_RALYBND] { link-refused }: логин уже занят — остановите другую программу или уменьшите SMPP_BINDS
        [ESME_RBINDFAIL] { link-refused }: проверьте логин и пароль (SMPP_SYSTEM_ID, SMPP_PASSWORD) и что адрес этой машины есть в списке разрешённых в личном кабинете
        [ESME_RINVPASWD] { link-refused }: проверьте пароль (SMPP_PASSWORD или в SMPP_ACCOUNTS)
        [ESME_RINVSYSID] { link-refused }: проверьте логин (SMPP_SYSTEM_ID или в SMPP_ACCOUNTS)
        [ESME_RINVSYSTYP] { link-refused }: проверьте SMPP_SYSTEM_TYPE
       *[other] { link-refused }
    }.
link-split = Если трансивер там не принимают: SMPP_BIND=split.
link-network =
    { $code ->
        [ECONNREFUSED] там никто не отвечает: проверьте хост и порт
        [ECONNRESET] соединение оборвалось
        [EPIPE] соединение оборвалось
        [ETIMEDOUT] оттуда нет ответа: проверьте хост, порт и сеть между ними
        [ENOTFOUND] такого имени нет: проверьте SMPP_HOSTS
        [EAI_AGAIN] имена не определяются: проверьте DNS
       *[other] туда нет пути: проверьте сеть
    } ({ $why })
link-mail =
    { $why ->
        [timeout] почтовый сервер не отвечает
        [name] имя почтового сервера не находится: проверьте SMTP_URL
        [certificate] сертификат почтового сервера недействителен: проверьте SMTP_URL и SMTP_TLS_CA
        [tls] почтовый сервер не предлагает TLS: проверьте SMTP_URL и SMTP_TLS
        [login] почтовый сервер не принимает логин: проверьте USER:PASSWORD в SMTP_URL
        [busy] почтовый сервер сейчас ничего не принимает
       *[connection] нет связи с почтовым сервером: проверьте SMTP_URL и файрвол
    }
