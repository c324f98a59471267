incoming-missing =
    { $n ->
        [1] ⚠️ Part { $parts } never came.
       *[other] ⚠️ Parts { $parts } never came.
    }
incoming-unread = ⚠️ It could not be read: data_coding { $coding }, octets { $octets }
incoming-unread-in-part = ⚠️ Not all of it could be read: data_coding { $coding }, octets { $octets }
whole-text =
    { $n ->
        [one] the whole text, { $n } character
       *[other] the whole text, { $n } characters
    }
whole-texts =
    { $n ->
        [one] { $n } message, whole
       *[other] { $n } messages, whole
    }
whole-forgotten = The file is not kept any more. “Whole text” under the message makes a new one.
button-whole = Whole text

inbox-on = ✉️ Incoming SMS are shown here. Reply to one to send an SMS back.
inbox-off = Incoming SMS are not shown here.
inbox-elsewhere = Also shown in: { $places }.
inbox-owners = As long as they are shown nowhere, they go to the owners' private chats.
inbox-owners-besides = They go to the owners' private chats too.
inbox-paused = { $place } (suspended)
place-private = { $name }'s private chat
place-group = { $group }
place-topic = { $group }, topic { $topic }
place-this-chat = this group outside its topics
place-this-topic = this group, topic { $topic }
button-inbox-on = Show here
button-inbox-off = Do not show here

inbox-on-private = ✉️ { $name } now also gets incoming SMS.
inbox-on-place = ✉️ { $name } has turned incoming SMS on in { $place }.
inbox-off-private = ✉️ { $name } no longer gets incoming SMS.
inbox-off-place = ✉️ Incoming SMS are no longer shown in { $place }.
inbox-owners-too = You keep getting them.
inbox-owners-not = They come here no more.
inbox-suspended = ⚠️ Incoming SMS are no longer shown in { $place }.
inbox-suspended-why =
    { $why ->
        [chat-group] The bot is not there any more. Add it again, and they will be shown there again.
        [chat-private] That chat does not exist any more.
        [blocked-private] The bot is blocked there. Once it is unblocked, they will be shown there again.
        [not-started-private] Start has not been pressed there yet.
        [topic-group] The topic is closed. Once it is open, they will be shown there again.
        [role-group] Whoever turned them on has no role any more.
       *[closed-group] The bot may not write there. Once it may, they will be shown there again.
    }
inbox-unshown = What is shown nowhere else comes here.
inbox-resumed = ✅ Incoming SMS are shown again in { $place }.
button-inbox-undo = Undo
button-inbox-not-owners = Not to owners
button-inbox-keep = Show there
button-inbox-not-there = Do not show there

incoming-answers = ↩ to { $text } · { $name }, { $time }
incoming-answers-unquoted = ↩ to a message · { $name }, { $time }
incoming-from-nobody = from a number that the provider does not name
incoming-empty = (an empty SMS)
incoming-no-answer = It cannot be answered: only a phone’s number takes SMS
incoming-to = to { $number } · { $time }
