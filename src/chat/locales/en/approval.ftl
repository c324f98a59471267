setting-approve = Second person
setting-approve-over = where recipients are more
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
approval-how = The buttons decide: [Approve] or [Reject]. Behind [Reject] you can say why.
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
button-approval-own = You asked for it, pressed [Send] or set its time: somebody else has to say.
button-approval-void = Who asked for it may not send any more: it was cancelled.
audit-approval-rejected = reply: rejected
audit-approval-expired = nobody approved it in time
audit-handout-expired = nobody approved a file in time: it was not given
handout-own = 📄 A file
handout-asked = { $name } asks for a second person, to be given a file
handout-file = { $what } · { $n ->
        [one] { $n } row
       *[other] { $n } rows
    }

# Who pressed the wrong button, or wants no rejection any more, writes no reason with this.
typed-slip = wrong button, pressed the wrong, hit the wrong, tapped the wrong, clicked the wrong, misclick, misclicked, mis-click, mistap, mistapped, didn't mean to, did not mean to, didn't want to reject, meant to approve, wanted to approve, don't reject, do not reject, pressed it by accident, pressed by accident, pressed by mistake, hit it by accident, hit reject by accident, hit reject by mistake, accidentally pressed, accidentally hit, accidentally tapped
# The same, where nothing else is said.
typed-slip-alone = changed my mind, by accident, accident, accidentally, by mistake, my bad, hold on, hang on, wait, one sec, undo, undo that, go back, back, take it back, approve, approved, approve it, i approve, i agree, agreed, let it go, let it through, send it, go ahead, it's fine, it is fine, it's ok, it's okay, all good, fine, yes, not that one
