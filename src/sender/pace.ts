const SECOND_MS = 1_000;

/**
 * Keeps what is claimed even, at so many parts a second: a claim puts off the next one by the time that its parts take. What
 * was not claimed in time is not made up for later.
 *
 * All times are ms of one monotonic clock, passed in, and never go back.
 */
export class Pace {
  private readonly partMs: number;
  private dueAt = 0;

  constructor(partsPerSecond: number) {
    this.partMs = SECOND_MS / partsPerSecond;
  }

  /** In how many ms the next part is due, after `before` parts that are claimed just now; 0 means now. */
  waitMs(before: number, clock: number): number {
    return Math.ceil(Math.max(this.dueAt, clock) + before * this.partMs - clock);
  }

  /** How many parts are due within so many ms. */
  withinMs(ms: number, clock: number): number {
    return Math.max(0, Math.floor((ms - this.waitMs(0, clock)) / this.partMs) + 1);
  }

  /** So many parts were claimed at that time. */
  took(parts: number, clock: number): void {
    this.dueAt = Math.max(this.dueAt, clock) + parts * this.partMs;
  }
}
