setting-approve = Second person
no-setting-approve = nobody has to approve by the number
about-setting-approve = Above so many recipients a second person has to approve what is sent from here. A file of more than 50 numbers needs one as well. It may be fewer than the bot's own, not more.
waiting-approval = ✋ waiting for a second person (until { $until })
approval-nobody = Nobody else here may send: an owner or an admin gives the role with /grant.
approval-asked = { $name } asks for a second person
approval-approved = ✔ approved by { $name }, { $time }
approval-rejected = ✖ rejected by { $name }, { $time }
approval-rejected-why = ✖ rejected by { $name }, { $time }: { $why }
approval-expired = ✖ nobody had approved it by { $time }
approval-void = ✖ not sent: who had asked for it may not send any more ({ $name }, { $time })
approval-withdrawn = 🚫 cancelled before anybody decided
approval-gone = This is not kept any more.
rejection = ✖ Why not? Choose a reason, or reply to this message in a few words.
rejection-called-off = Nothing was rejected: it still waits.
rejected-for-price = the price
rejected-for-text = the text
rejected-for-recipients = the recipients
rejected-for-time = not now
button-approve = Approve
button-reject = Reject
button-reject-price = The price
button-reject-text = The text
button-reject-recipients = The recipients
button-reject-time = Not now
button-asks-approval = A second person has to approve it: those who may were told.
button-approved = Approved.
button-approval-rejected = Rejected, nothing was sent.
button-approval-own = You asked for it, or pressed [Send]: somebody else has to say.
button-approval-void = Who asked for it may not send any more: it was cancelled.
audit-approval-rejected = reply: rejected
audit-approval-expired = nobody approved it in time
handout-own = 📄 A file
handout-asked = { $name } asks for a second person, to be given a file
handout-file = { $what } · { $n ->
        [one] { $n } row
       *[other] { $n } rows
    }
