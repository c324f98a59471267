watch-editing = Press a button, or reply to this message with what is to be different, such as `{ $example }`: the rest stays.
watch-editing-names = It can also have { $names }; with nothing behind it, it is taken away.
button-watch-without = ✖ { $what }
button-watch-silent-yes = Without a sound
button-watch-silent-no = With a sound
button-watch-bulk-no = Without campaigns
button-watch-bulk-yes = With campaigns
button-watch-edited = Back
