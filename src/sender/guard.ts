import type { GuardTimes } from '../messages/in-doubt.ts';
import type { Message } from '../store/attempts/outbox.ts';
import type { StoredAttempt } from '../store/attempts/stored-attempts.ts';
import type { Tx } from '../store/engine/database.ts';
import { type Warm, warmMessages } from '../store/orders/guard.ts';

/** Tells how long messages have to wait for others with the same recipient and text, looked up for a whole group. */
export class Guard {
  private readonly warm: Map<string | null, Warm[]>;
  private readonly times: GuardTimes;

  private constructor(warm: readonly Warm[], times: GuardTimes) {
    this.times = times;
    this.warm = Map.groupBy(warm, ({ guard_key }) => guard_key);
  }

  /** @param now ms since 1970 */
  static async of(tx: Tx, messages: readonly Message[], now: number): Promise<Guard> {
    const keys = new Set(messages.flatMap(({ guard_key }) => guard_key ?? []));
    return new Guard(await warmMessages(tx, [...keys], now), tx.rules.guard);
  }

  /** A message of the group has just been tried. */
  tried({ id, guard_key }: Message, now: number): void {
    const others = this.others(guard_key);
    this.warm.set(guard_key, [...others, { id, guard_key, attempted_at: now }]);
  }

  /** What has no key says the same as nothing else. */
  private others(key: string | null): readonly Warm[] {
    return key === null ? [] : (this.warm.get(key) ?? []);
  }

  /**
   * When the guard's time after the last attempt is over (ms), perhaps long ago. Its own attempts count from before a
   * person had it sent again: the throttled ones of today are to go again soon.
   */
  until({ id, guard_key }: Message, tries: readonly StoredAttempt[]): number {
    const others = this.others(guard_key).filter((one) => one.id !== id);
    const own = tries.filter(({ outcome }) => outcome === 'given_up');
    const last = Math.max(
      0,
      ...others.map(({ attempted_at }) => attempted_at),
      ...own.map(({ committed_at }) => committed_at),
    );
    return last + this.times.heldMs;
  }
}
