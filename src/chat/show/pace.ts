// How fast the bot may write. Telegram's limits (Bots FAQ, "My bot is hitting limits"): about one message a second
// in a chat, 20 a minute in a group, 30 a second in all. An edit is counted like a message.
//
// Whoever writes asks for new cards first, then final states, then progress. On top of that order:
//   progress  only now and then, and only while places are left for what matters more
//   new       yields, after four in a row, to a final state that was turned away

/** What a call shows: a card that is not there yet, the last state of one, or a state on the way. */
export type PaceKind = 'new' | 'final' | 'progress';

/** `at`: when to ask again, in ms of the same clock. Nothing else was admitted meanwhile, it is granted then. */
export type Admission = { ok: true } | { ok: false; at: number };

export interface Pace {
  /**
   * Takes a place for one send or edit in this chat, or says when there may be one.
   * @param now ms of a clock that never goes back (performance.now())
   */
  admit(chat: number, kind: PaceKind, now: number): Admission;
  /** Nothing is admitted in this chat before `until` (a 429's retry_after). Other chats go on. */
  pause(chat: number, until: number): void;
}

/** At most `places` in any `window` ms; each kind leaves its `spared` ones free; progress comes `gap` ms apart. */
interface Limit {
  places: number;
  window: number;
  spared: Record<PaceKind, number>;
  gap: number;
}

// Telegram counts arrivals, and the way there takes now more, now less: the windows are longer by what that varies.
const OVERALL: Limit = { places: 30, window: 1_100, spared: { new: 2, final: 0, progress: 5 }, gap: 0 };
const PRIVATE: Limit = { places: 1, window: 1_100, spared: { new: 0, final: 0, progress: 0 }, gap: 2_000 };
const GROUP: Limit = { places: 20, window: 61_000, spared: { new: 0, final: 0, progress: 5 }, gap: 4_000 };

const NEW_IN_A_ROW = 4;

interface ChatPace {
  limit: Limit;
  /** When each place of the last window was taken, oldest first. */
  taken: number[];
  lastProgress: number;
  pausedUntil: number;
  /** New cards since the last final state. */
  newInARow: number;
  /** Until when a final state that was turned away is expected to ask again. */
  finalAwaitedUntil: number;
}

/** The budget of one bot. It lives in memory: a restart takes longer than the shorter windows. */
export function createPace(): Pace {
  const chats = new Map<number, ChatPace>();
  const overall: number[] = [];
  let sweepAt = 0;

  function paceOf(chat: number): ChatPace {
    const known = chats.get(chat);
    if (known) return known;
    const fresh: ChatPace = {
      // Groups have negative ids (Bot API: Chat.id).
      limit: chat < 0 ? GROUP : PRIVATE,
      taken: [],
      lastProgress: -Infinity,
      pausedUntil: -Infinity,
      newInARow: 0,
      finalAwaitedUntil: -Infinity,
    };
    chats.set(chat, fresh);
    return fresh;
  }

  /** Forgets chats in which nothing counts any more. */
  function sweep(now: number): void {
    if (now < sweepAt) return;
    sweepAt = now + GROUP.window;
    for (const [id, chat] of chats) {
      const last = chat.taken.at(-1) ?? -Infinity;
      if (last + chat.limit.window <= now && chat.pausedUntil <= now && chat.finalAwaitedUntil <= now)
        chats.delete(id);
    }
  }

  return {
    admit(id, kind, now) {
      sweep(now);
      const chat = paceOf(id);
      const at = Math.max(
        chat.pausedUntil,
        placeAt(chat.taken, chat.limit, kind, now),
        placeAt(overall, OVERALL, kind, now),
        kind === 'progress' ? chat.lastProgress + chat.limit.gap : now,
      );
      if (at > now) {
        if (kind === 'final') chat.finalAwaitedUntil = at + chat.limit.window;
        return { ok: false, at };
      }
      if (kind === 'new' && chat.newInARow >= NEW_IN_A_ROW && now < chat.finalAwaitedUntil) {
        return { ok: false, at: Math.min(now + PRIVATE.window, chat.finalAwaitedUntil) };
      }
      chat.taken.push(now);
      overall.push(now);
      if (kind === 'progress') chat.lastProgress = now;
      if (kind === 'new') chat.newInARow++;
      if (kind === 'final') {
        chat.newInARow = 0;
        chat.finalAwaitedUntil = -Infinity;
      }
      return { ok: true };
    },

    pause(id, until) {
      const chat = paceOf(id);
      chat.pausedUntil = Math.max(chat.pausedUntil, until);
    },
  };
}

/** When a place is free for this kind; drops what has left the window. */
function placeAt(taken: number[], limit: Limit, kind: PaceKind, now: number): number {
  while ((taken[0] ?? Infinity) + limit.window <= now) taken.shift();
  const blocking = taken[taken.length - (limit.places - limit.spared[kind])];
  return blocking === undefined ? now : blocking + limit.window;
}
