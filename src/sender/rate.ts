const SECOND_MS = 1_000;
/** A rolling second, and a little for messages that travel unevenly. */
const LEDGER_MS = 1_010;
const RECOVERY_MS = 60_000;
const MOST_TOGETHER = 8;

/**
 * How many parts an account may submit: a token bucket that paces, and a ledger of the last second that makes the
 * limit strict. The bucket alone could let a long message through on top of a full second, since a message of more
 * parts than the burst goes into debt; the ledger alone would send a second's worth at once, which a provider with
 * another way of counting refuses.
 *
 * No rolling second holds more parts than the rate, except for one message that has more parts than that by itself:
 * it goes when the second before it was empty.
 *
 * All times are ms of one monotonic clock, passed in, and never go back.
 */
export class Rate {
  readonly setting: number;
  private tokens: number;
  private filledAt = 0;
  private ledger: { at: number; parts: number }[] = [];
  private inLedger = 0;
  private reduced: { to: number; at: number } | null = null;

  /** `setting` is the account's parts per second, at least 1. */
  constructor(setting: number) {
    if (!(setting >= 1)) throw new RangeError(`a rate of ${setting} parts per second`);
    this.setting = setting;
    this.tokens = this.burst(0);
  }

  /** Parts per second at `now`: the setting, or less since the provider throttled, or hung up. */
  current(now: number): number {
    if (this.reduced === null) return this.setting;
    const recovered = (this.setting * (now - this.reduced.at)) / RECOVERY_MS;
    return Math.min(this.setting, this.reduced.to + recovered);
  }

  /** Takes a message of `parts` out of the rate, if it may be submitted now. */
  take(parts: number, now: number): boolean {
    this.fill(now);
    if (this.waitMs(parts, now) > 0) return false;
    this.tokens -= parts;
    this.inLedger += parts;
    const last = this.ledger.at(-1);
    if (last?.at === now) last.parts += parts;
    else this.ledger.push({ at: now, parts });
    return true;
  }

  /** In how many ms `take` succeeds, if nothing else is taken till then; 0 means now. */
  waitMs(parts: number, now: number): number {
    this.fill(now);
    const missing = Math.min(parts, this.burst(now)) - this.tokens;
    const refill = missing > 0 ? (missing * SECOND_MS) / this.refill(now) : 0;
    return Math.ceil(Math.max(refill, this.ledgerWait(parts, now)));
  }

  /** How many parts the bucket allows within so many ms, one after the other. */
  withinMs(ms: number, now: number): number {
    this.fill(now);
    return Math.floor(this.tokens + (ms * this.refill(now)) / SECOND_MS);
  }

  /** In how many ms the bucket allows `parts`, when so many others go before; 0 means now. */
  turnMs(before: number, parts: number, now: number): number {
    this.fill(now);
    const missing = before + Math.min(parts, this.burst(now)) - this.tokens;
    return missing > 0 ? Math.ceil((missing * SECOND_MS) / this.refill(now)) : 0;
  }

  /**
   * The provider answered, or let it be seen, that it is too much: the rate halves, to no less than 1, and climbs back to the setting
   * within a minute. Once a second at most, since one excess is answered as many times as submits are under way.
   */
  throttled(now: number): void {
    if (this.reduced !== null && now - this.reduced.at < SECOND_MS) return;
    this.reduced = { to: Math.max(1, this.current(now) / 2), at: now };
    this.tokens = Math.min(this.tokens, 0);
  }

  /**
   * How many parts leave one right after the other, made up for by the time that the bucket would be full. Of more, at a
   * large rate, each would wait for hundreds of others, and hardly a round would be saved.
   */
  together(now: number): number {
    return Math.min(MOST_TOGETHER, Math.ceil(this.burst(now) / 2));
  }

  private burst(now: number): number {
    return Math.max(1, Math.floor(this.current(now) / 20));
  }

  // burst + refill stays below rate + 1, and parts are whole: no rolling second gets more than the rate. The hundredth
  // is for rounding; the parts that burst takes away from a large rate absorb an uneven journey.
  private refill(now: number): number {
    return (this.current(now) + 1 - this.burst(now)) * 0.99;
  }

  private fill(now: number): void {
    const elapsed = Math.max(0, now - this.filledAt);
    this.tokens = Math.min(this.burst(now), this.tokens + (elapsed * this.refill(now)) / SECOND_MS);
    this.filledAt = now;
    while (this.ledger[0] !== undefined && now - this.ledger[0].at >= LEDGER_MS) {
      this.inLedger -= this.ledger.shift()?.parts ?? 0;
    }
  }

  private ledgerWait(parts: number, now: number): number {
    const limit = Math.max(parts, Math.floor(this.current(now)));
    let excess = this.inLedger + parts - limit;
    for (const entry of this.ledger) {
      if (excess <= 0) return 0;
      excess -= entry.parts;
      if (excess <= 0) return entry.at + LEDGER_MS - now;
    }
    return 0;
  }
}
