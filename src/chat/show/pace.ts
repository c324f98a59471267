// How fast the bot may write. Telegram's limits (Bots FAQ, "My bot is hitting limits"): about one message a second
// in a private chat, where short bursts pass, 20 a minute in a group, 30 a second in all. An edit is counted like a
// message.
//
// Each chat's cards ask for themselves: new ones first, then final states, then progress. On top of that order progress
// comes only now and then, and only while places are left for what matters more.

/** What a call shows: a new card, the last state of one or that it moves again, or a state on the way. */
export type PaceKind = 'new' | 'final' | 'progress';

/** `at`: when to ask again, in ms of the same clock. Nothing else was admitted meanwhile, it is granted then. */
export type Admission = { ok: true } | { ok: false; at: number };

export interface Pace {
  /**
   * Takes a place for one send or edit in this chat, or says when there may be one.
   * @param now ms of a clock that never goes back (performance.now())
   */
  admit(chat: number, kind: PaceKind, now: number): Admission;
  /** Nothing is admitted in this chat before then; `now` or earlier: a final state would be at once. */
  opensAt(chat: number, now: number): number;
  /** Nothing is admitted in this chat before `until` (a 429's retry_after). Other chats go on. */
  pause(chat: number, until: number): void;
}

/** At most `places` in any `window` ms; each kind leaves its `spared` ones free. */
interface Window {
  places: number;
  window: number;
  spared: Record<PaceKind, number>;
}

/** All `windows` hold, and progress comes `gap` ms apart. */
interface Limit {
  windows: readonly Window[];
  gap: number;
}

// Telegram counts arrivals, and the way there takes now more, now less: the windows are longer by what that varies.
const OVERALL: Window = { places: 30, window: 1_100, spared: { new: 2, final: 0, progress: 5 } };
/** Three at once, then one a second, never over five in five seconds; a final state finds a place beside progress. */
const PRIVATE: Limit = {
  windows: [
    { places: 3, window: 1_100, spared: { new: 0, final: 0, progress: 1 } },
    { places: 4, window: 2_200, spared: { new: 0, final: 0, progress: 1 } },
    { places: 5, window: 5_100, spared: { new: 0, final: 0, progress: 2 } },
  ],
  gap: 2_000,
};
const GROUP: Limit = {
  windows: [{ places: 20, window: 61_000, spared: { new: 0, final: 0, progress: 5 } }],
  gap: 4_000,
};
/** Nothing that was taken longer ago than this counts any more (ms). */
const LONGEST = Math.max(...[OVERALL, ...PRIVATE.windows, ...GROUP.windows].map(({ window }) => window));

interface ChatPace {
  limit: Limit;
  /** When each place was taken, oldest first. */
  taken: number[];
  lastProgress: number;
  pausedUntil: number;
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
    };
    chats.set(chat, fresh);
    return fresh;
  }

  /** Forgets chats in which nothing counts any more. */
  function sweep(now: number): void {
    if (now < sweepAt) return;
    sweepAt = now + LONGEST;
    for (const [id, { taken, pausedUntil }] of chats) {
      if ((taken.at(-1) ?? -Infinity) + LONGEST <= now && pausedUntil <= now) chats.delete(id);
    }
  }

  /** When a place is free for this kind. */
  function freeAt(
    { limit, taken, lastProgress, pausedUntil }: ChatPace,
    kind: PaceKind,
    now: number,
  ): number {
    return Math.max(
      pausedUntil,
      ...limit.windows.map((window) => placeAt(taken, window, kind, now)),
      placeAt(overall, OVERALL, kind, now),
      kind === 'progress' ? lastProgress + limit.gap : now,
    );
  }

  return {
    admit(id, kind, now) {
      sweep(now);
      const chat = paceOf(id);
      const at = freeAt(chat, kind, now);
      if (at > now) return { ok: false, at };
      for (const taken of [chat.taken, overall]) {
        taken.push(now);
        while ((taken[0] ?? Infinity) + LONGEST <= now) taken.shift();
      }
      if (kind === 'progress') chat.lastProgress = now;
      return { ok: true };
    },

    opensAt: (id, now) => freeAt(paceOf(id), 'final', now),

    pause(id, until) {
      const chat = paceOf(id);
      chat.pausedUntil = Math.max(chat.pausedUntil, until);
    },
  };
}

/** When the window has a place for this kind. */
function placeAt(taken: number[], { places, window, spared }: Window, kind: PaceKind, now: number): number {
  const blocking = taken[taken.length - (places - spared[kind])];
  return blocking === undefined ? now : blocking + window;
}
