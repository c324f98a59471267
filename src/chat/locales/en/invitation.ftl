invitation-card = 🔑 Invitation for one { role-name }. Tap the link to copy it, and send it to that person:
invitation-card-until = It works once, until { $time }: whoever opens it first gets the role.
invitation-card-used = 🔑 { $who } has used the invitation: { role-name } now.
invitation-card-withdrawn = 🔑 Invitation for one { role-name }: withdrawn, nobody used it.
invitation-card-expired = 🔑 Invitation for one { role-name }: expired, nobody used it.
invitation-forgotten = 🔑 This invitation ended long ago.
invitation-in-private = I have sent you the link in private: here anybody could be the first to open it.
button-withdraw = Withdraw

invitation-unknown = I do not know this invitation. Perhaps the link was not copied whole.
invitation-own = This is your own invitation. Send the link to the person whom you want to let in.
invitation-used = This invitation has been used, and it works only once. Ask for another one.
invitation-withdrawn = This invitation was withdrawn. Ask for another one.
invitation-expired = This invitation has expired. Ask for another one.
invitation-needless = You are { role-name } already: this invitation gives you nothing more, and somebody else can still use it.
