import type { Moment } from './moments.ts';
import type { Way } from './way.ts';

/** The longest time between two marks of an account that can send (ms). */
const MARKED_EVERY_MS = 10_000;

/**
 * How long an account could not send by a way: nothing was up there, the store took nothing, the machine slept, nothing ran
 * at all. It is known to be able as often as its sender looks, and the store keeps the last moment at which all its ways
 * were open for whoever holds the account next.
 */
export class Standstill {
  /** How often the sender is to look (ms): a gap may seem longer by it, and must not seem longer than allowed. */
  readonly everyMs: number;
  private readonly last = new Map<Way, Moment>();
  private marked: Moment | null = null;
  private readonly storedAt: number | null;

  /**
   * @param storedAt when the account was last able to send, as the store knows (ms); null: never
   * @param maxAge a longer gap ages what waits (ms)
   */
  constructor(storedAt: number | null, maxAge: number) {
    this.storedAt = storedAt;
    this.everyMs = Math.min(MARKED_EVERY_MS, maxAge / 4);
  }

  /**
   * ms, by the clock that says more: the monotonic one stands still while a machine sleeps. A mark in the future, by a
   * clock that was set back since, is as far from now as one in the past.
   */
  lastedMs(way: Way, { now, clock }: Moment): number {
    const last = this.last.get(way);
    if (last) return Math.max(clock - last.clock, now - last.now);
    return this.storedAt === null ? Number.POSITIVE_INFINITY : Math.abs(now - this.storedAt);
  }

  /** Whether the store is to be told that the account can send. */
  isDue(moment: Moment): boolean {
    return this.marked === null || moment.clock - this.marked.clock >= this.everyMs;
  }

  /** It could send by these ways at that moment, and whether the store was told. */
  over(ways: readonly Way[], moment: Moment, isMarked: boolean): void {
    for (const way of ways) this.last.set(way, moment);
    if (isMarked) this.marked = moment;
  }
}
