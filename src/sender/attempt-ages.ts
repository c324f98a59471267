import { DOUBT_LIMITS, type GuardTimes } from '../messages/in-doubt.ts';

interface Committed {
  readonly id: number;
  /** ms since 1970, by the clock of the process that made it. */
  readonly committed_at: number;
}

/**
 * How old attempts are, never younger than they are: by the clock on the wall, which may be set back, and by the
 * monotonic one (performance.now()), which stands still while a machine is suspended and knows nothing of other
 * processes, whichever says more. An attempt that it does not know, or that lies in the future, is infinitely old.
 */
export class AttemptAges {
  /** When they began, by performance.now(), oldest first. */
  private readonly began = new Map<number, number>();
  private readonly guard: GuardTimes;

  constructor(guard: GuardTimes) {
    this.guard = guard;
  }

  /** An attempt of this process. */
  put(id: number, clock: number): void {
    for (const [old, began] of this.began) {
      if (clock - began < this.guard.guardMs) break;
      this.began.delete(old);
    }
    this.began.set(id, clock);
  }

  /** An attempt of a process before this one, perhaps on a machine with another clock. */
  inherit({ id, committed_at }: Committed, now: number, clock: number): void {
    if (committed_at > now) return;
    this.began.set(id, clock - (now - committed_at) - DOUBT_LIMITS.skewMs);
  }

  /** ms */
  of({ id, committed_at }: Committed, now: number, clock: number): number {
    const began = this.began.get(id);
    return began === undefined ? Number.POSITIVE_INFINITY : Math.max(now - committed_at, clock - began);
  }
}
