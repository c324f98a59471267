link-closed = closed by the SMSC
link-unbound = the SMSC unbound
link-no-answer = no answer to { $to } in { $duration }
link-no-bind = no bind ({ $why }): check the port, SMPP_TLS, and that the allow-list in the account has this machine
link-refused = bind refused: { $status }
link-bind-refused =
    { $status ->
        [ESME_RALYBND] { link-refused }: the login is in use: end the other program, or set fewer SMPP_BINDS
        [ESME_RBINDFAIL] { link-refused }: check login and password (SMPP_SYSTEM_ID, SMPP_PASSWORD), and that the allow-list in the account has this machine
        [ESME_RINVPASWD] { link-refused }: check the password (SMPP_PASSWORD, or in SMPP_ACCOUNTS)
        [ESME_RINVSYSID] { link-refused }: check the login (SMPP_SYSTEM_ID, or in SMPP_ACCOUNTS)
        [ESME_RINVSYSTYP] { link-refused }: check SMPP_SYSTEM_TYPE
       *[other] { link-refused }
    }.
link-split = If no transceiver is taken there: SMPP_BIND=split.
link-network =
    { $code ->
        [ECONNREFUSED] nothing listens there: check host and port
        [ECONNRESET] the connection was cut off
        [EPIPE] the connection was cut off
        [ETIMEDOUT] no answer from there: check host and port, and what is between
        [ENOTFOUND] there is no such name: check SMPP_HOSTS
        [EAI_AGAIN] names cannot be looked up: check DNS
       *[other] there is no way there: check the network
    } ({ $why })
link-mail =
    { $why ->
        [timeout] the mail server does not answer
        [name] the name of the mail server is not known: check SMTP_URL
        [certificate] the certificate of the mail server is not valid: check SMTP_URL and SMTP_TLS_CA
        [tls] the mail server offers no TLS: check SMTP_URL and SMTP_TLS
        [login] the mail server refuses the login: check USER:PASSWORD in SMTP_URL
        [busy] the mail server takes nothing for now
       *[connection] no connection to the mail server: check SMTP_URL and the firewall
    }
