# Between a role and whom it is for.
typed-role-for = to, for, as
people =
    { $n ->
        [one] { $n } person may use this bot
       *[other] { $n } people may use this bot
    }

granted = Your role is now: { role-name }.
grant-done = { $who } is { role-name } now.
grant-start = They are told so once they have pressed Start in my private chat.
grant-already = { $who } is { role-name } already: nothing has changed.
grant-by-name = I find nobody by a name or an @name: Telegram tells bots ids alone.
grant-whom = Whom do you mean? Write /grant with their id and a role, such as `/grant 123456789 operator`, or reply to a message of theirs with `/grant operator`. Strangers see their id when they write to me. `/grant operator` alone makes a link that lets one person in.
grant-nobody = That is not one person: bots, channels and anonymous admins can have no role.
grant-own = Nobody can change their own role. Ask another admin.
grant-owner = Owners stand in OWNER_IDS, in the bot's settings: it cannot be changed from here.
grant-only-owners = Only owners make and unmake admins.
revoke-whom = Whom do you mean? Write /revoke with their id, such as `/revoke 123456789`, or reply to a message of theirs with /revoke. /people lists the ids.
revoke-none = { $who } has no role.
revoke-done = { $who } has no role any more.
inboxes-closed =
    { $n ->
        [one] An inbox that they had turned on in a group is off until an owner or admin turns it on again.
       *[other] { $n } inboxes that they had turned on in groups are off until an owner or admin turns them on again.
    }
