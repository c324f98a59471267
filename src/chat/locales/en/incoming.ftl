incoming-missing =
    { $n ->
        [1] ⚠️ Part { $parts } never came.
       *[other] ⚠️ Parts { $parts } never came.
    }
incoming-whole =
    { $n ->
        [one] the whole text, { $n } character
       *[other] the whole text, { $n } characters
    }
incoming-whole-forgotten = The file is not kept any more. “Whole text” under the message makes a new one.
button-whole = Whole text

inbox-on = ✉️ Incoming SMS are shown here. Reply to one to send an SMS back.
inbox-off = Incoming SMS are not shown here.
inbox-elsewhere = They are also shown in: { $places }.
inbox-owners = As long as they are shown nowhere, they go to the owners' private chats.
inbox-private = private chat of { $name }
inbox-group = group { $id }
inbox-topic = group { $id }, topic { $thread }
inbox-this-chat = this group outside its topics
inbox-this-topic = topic { $thread } of this group
button-inbox-on = Show here
button-inbox-off = Do not show here
