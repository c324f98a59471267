alert-campaign-gone = 📣 This campaign is not kept any more.
alert-campaign-state =
    { $state ->
        [done] 🏁 Campaign over: { $recipients } · { $what } · { $name }, begun { $time }
        [cancelled] ✖ Campaign cancelled: { $recipients } · { $what } · { $name }, begun { $time }
        [paused] ⏸ Campaign stopped: { $recipients } · { $what } · { $name }, begun { $time }
        [preview] ✋ Campaign waits for somebody’s word: { $recipients } · { $what } · { $name }, begun { $time }
       *[running] 📣 Campaign under way: { $recipients } · { $what } · { $name }, since { $time }
    }
