/** A connection bound for this long, or one that worked, has served: losing it says nothing against the next one. */
const STABLE_MS = 5_000;

/**
 * How a connection ended: for how long it was bound (ms, null: never), whether it carried a submit's answer or a
 * deliver_sm, and whether its bind was refused.
 */
type Ended = { boundMs: number | null; worked: boolean; refused: boolean };

/** Where to connect next, and in how many ms. */
type Retry = { host: number; delayMs: number };

/**
 * When and where to connect again: full jitter, a delay that doubles from `firstMs` to `maxMs`.
 *
 * | the last connection | next host | delay |
 * | --- | --- | --- |
 * | had served | the same, since only there an unanswered submit may be repeated | the first |
 * | bound and died at once | the next | doubled |
 * | bind refused | the next | eightfold: a wrong password does not mend by asking |
 * | not connected, hosts left in this round | the next | none |
 * | not connected, all hosts tried | the next | doubled |
 */
export class Backoff {
  private readonly hosts: number;
  private readonly firstMs: number;
  private readonly maxMs: number;
  private readonly random: () => number;
  private host = 0;
  private doublings = 0;
  private failedInRound = 0;

  /** `hosts` is how many there are; `random` gives 0 <= n < 1. */
  constructor(hosts: number, firstMs: number, maxMs: number, random: () => number) {
    this.hosts = hosts;
    this.firstMs = firstMs;
    this.maxMs = maxMs;
    this.random = random;
  }

  next(ended: Ended): Retry {
    if (ended.worked || (ended.boundMs !== null && ended.boundMs >= STABLE_MS)) {
      this.doublings = 0;
      this.failedInRound = 0;
      return this.retry();
    }
    this.host = (this.host + 1) % this.hosts;
    if (ended.boundMs === null && !ended.refused) {
      this.failedInRound += 1;
      if (this.failedInRound < this.hosts) return { host: this.host, delayMs: 0 };
    }
    this.failedInRound = 0;
    this.doublings += ended.refused ? 3 : 1;
    return this.retry();
  }

  private retry(): Retry {
    const ceiling = Math.min(this.maxMs, this.firstMs * 2 ** Math.min(this.doublings, 30));
    return { host: this.host, delayMs: Math.floor(this.random() * ceiling) };
  }
}
