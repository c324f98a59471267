/** How often something may be asked in a minute; what is refused does not count. */
const minuteMs = 60_000;

export class PerMinute {
  readonly #identical: number;
  readonly #all: number;
  #asked: { key: string; at: number }[] = [];

  /** `identical`: of one question; `all`: of all together. */
  constructor({ identical, all = Number.POSITIVE_INFINITY }: { identical: number; all?: number }) {
    this.#identical = identical;
    this.#all = all;
  }

  take(key: string): boolean {
    const now = performance.now();
    this.#asked = this.#asked.filter(({ at }) => now - at < minuteMs);
    const same = this.#asked.filter((one) => one.key === key).length;
    if (same >= this.#identical || this.#asked.length >= this.#all) return false;
    this.#asked.push({ key, at: now });
    return true;
  }
}
