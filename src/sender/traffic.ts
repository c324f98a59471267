/** Counts events of the last 60 s. */
class MinuteCount {
  private readonly counts = new Map<number, number>();

  /** @param now ms since 1970 */
  add(now: number): void {
    const second = Math.floor(now / 1000);
    this.forget(second);
    this.counts.set(second, (this.counts.get(second) ?? 0) + 1);
  }

  total(now: number): number {
    this.forget(Math.floor(now / 1000));
    return [...this.counts.values()].reduce((sum, count) => sum + count, 0);
  }

  private forget(second: number): void {
    for (const old of this.counts.keys()) {
      if (old > second - 60 && old <= second) break;
      this.counts.delete(old);
    }
  }
}

/** What went over one bind. */
export class Traffic {
  readonly submits = new MinuteCount();
  readonly receipts = new MinuteCount();
  /** ms since 1970 */
  lastReceiptAt: number | null = null;

  submitted(now: number): void {
    this.submits.add(now);
  }

  receiptCame(now: number): void {
    this.receipts.add(now);
    this.lastReceiptAt = now;
  }
}
