const MINUTE_MS = 60_000;

/** How many calls somebody may make: so many at once, and as many again within a minute. */
export class CallRate {
  readonly #perMinute: number;
  #left: number;
  #at: number;

  /** @param now ms, by any clock that never goes back */
  constructor(perMinute: number, now: number) {
    this.#perMinute = perMinute;
    this.#left = perMinute;
    this.#at = now;
  }

  /** Takes one. Returns 0, or after how long the next may be made (ms). */
  take(now: number): number {
    const earned = ((now - this.#at) / MINUTE_MS) * this.#perMinute;
    this.#left = Math.min(this.#perMinute, this.#left + earned);
    this.#at = now;
    if (this.#left < 1) return ((1 - this.#left) / this.#perMinute) * MINUTE_MS;
    this.#left -= 1;
    return 0;
  }
}
