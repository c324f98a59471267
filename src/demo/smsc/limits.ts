/** The account's limits in time: submits per second, and identical requests within a minute. */

import { keepNewest } from './newest.ts';

const secondMs = 1000;
const identicalMs = 60_000;

/** Counts over any rolling second, not over calendar ones. */
export class RollingRate {
  readonly #taken: Float64Array;
  #next = 0;

  /** `limit`: most submits in a second, a positive integer. */
  constructor(limit: number) {
    this.#taken = new Float64Array(limit).fill(Number.NEGATIVE_INFINITY);
  }

  /** False when the limit is used up; such a submit does not count. */
  take(): boolean {
    const now = performance.now();
    const oldest = this.#taken[this.#next] ?? Number.NEGATIVE_INFINITY;
    if (now - oldest < secondMs) return false;
    this.#taken[this.#next] = now;
    this.#next = (this.#next + 1) % this.#taken.length;
    return true;
  }
}

/** Remembers requests for a minute from when they were taken, as far as they are kept. */
export class RecentRequests {
  /** Oldest first, as a Map keeps its keys. */
  readonly #taken = new Map<string, number>();
  readonly #keep: number;

  /** `keep`: of how many requests, the newest. */
  constructor(keep: number) {
    this.#keep = keep;
  }

  /** True when the same request was taken less than a minute ago; else it is taken now. */
  repeated(key: string): boolean {
    const now = performance.now();
    for (const [old, at] of this.#taken) {
      if (now - at < identicalMs) break;
      this.#taken.delete(old);
    }
    if (this.#taken.has(key)) return true;
    this.#taken.set(key, now);
    keepNewest(this.#taken, this.#keep);
    return false;
  }
}
