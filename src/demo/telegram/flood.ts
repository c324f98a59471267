import { tooManyRequests } from './refusal.ts';

/** At most `calls` within any `perMs` milliseconds. */
export interface Limit {
  readonly calls: number;
  readonly perMs: number;
}

export interface FloodLimits {
  readonly overall: Limit;
  readonly private: Limit;
  readonly group: Limit;
}

/**
 * Bot FAQ: "My bot is hitting limits": about 30 messages a second overall, one a second in a private chat (bursts of a
 * few pass), 20 a minute in a group. They count by arrival, to the millisecond: whoever sends leaves room for what the
 * way there takes.
 */
export const TELEGRAM_LIMITS: FloodLimits = {
  overall: { calls: 30, perMs: 1000 },
  private: { calls: 5, perMs: 5000 },
  group: { calls: 20, perMs: 60_000 },
};

interface Flow {
  /** When each recent call came, oldest first, in ms. */
  times: number[];
  pausedUntil: number;
}

/** Counts sends and edits, and refuses what is over the limits; a chat that is over stays closed for the whole wait. */
export class Flood {
  readonly #limits: FloodLimits;
  readonly #overall: Flow = { times: [], pausedUntil: 0 };
  readonly #chats = new Map<number, Flow>();

  constructor(limits: FloodLimits) {
    this.#limits = limits;
  }

  /** Counts one call to a chat at `now` (ms). Throws 429 with `retry_after`. */
  count(chat: number, now: number): void {
    const flow = this.#chats.get(chat) ?? { times: [], pausedUntil: 0 };
    this.#chats.set(chat, flow);
    const own = chat > 0 ? this.#limits.private : this.#limits.group;
    // Asking again while closed neither shortens nor prolongs the wait.
    if (flow.pausedUntil > now) throw tooManyRequests(Math.ceil((flow.pausedUntil - now) / 1000));
    const wait = Math.max(untilFree(flow, own, now), untilFree(this.#overall, this.#limits.overall, now));
    if (wait > 0) {
      const seconds = Math.ceil(wait / 1000);
      flow.pausedUntil = now + seconds * 1000;
      throw tooManyRequests(seconds);
    }
    flow.times.push(now);
    this.#overall.times.push(now);
  }
}

/** Milliseconds until the limit lets another call through; 0 when it does now. */
function untilFree(flow: Flow, { calls, perMs }: Limit, now: number): number {
  flow.times = flow.times.filter((time) => time > now - perMs);
  const blocking = flow.times[flow.times.length - calls];
  return blocking === undefined ? 0 : blocking + perMs - now;
}
