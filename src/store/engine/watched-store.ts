import type { Store } from './database.ts';
import { isStoreFailure } from './failure.ts';

/** A store that keeps failing shows it at least so often (ms): who could not write tries again sooner. */
const FRESH_MS = 10_000;

interface Log {
  info(fields: object, message: string): void;
  error(fields: object, message: string): void;
}

interface WatchOptions {
  /** Called after each transaction. */
  onWrite(outcome: 'committed' | 'failed'): void;
  readonly log: Log;
}

export interface WatchedStore {
  readonly store: Store;
  /** Why the store lately could not take a write, in words for an operator; null: it could. */
  problem(): string | null;
}

/** Times are of performance.now(). */
interface Outage {
  readonly since: number;
  failedAt: number;
  reason: string;
  /** The first commit after the last failure; null: none yet. */
  endedAt: number | null;
}

/**
 * Watches the writes to a store: jobs and /readyz alone make some every few seconds. A probe would not tell that the
 * disk is full: what changes nothing needs no room. That the store is away is logged once, and once that it is back,
 * when it has been for a while: some writes may get through while others fail.
 */
export function watchedStore(store: Store, { onWrite, log }: WatchOptions): WatchedStore {
  let outage: Outage | null = null;

  function failed(error: unknown): void {
    const now = performance.now();
    const reason = reasonOf(error);
    if (outage === null) log.error({ reason }, 'the store is away: everything waits for it');
    outage = { since: outage?.since ?? now, failedAt: now, reason, endedAt: null };
  }

  function committed(): void {
    if (outage === null) return;
    const now = performance.now();
    outage.endedAt ??= now;
    if (now - outage.failedAt < FRESH_MS) return;
    log.info({ awayMs: Math.round(outage.endedAt - outage.since) }, 'the store is back');
    outage = null;
  }

  const watch = (unwatched: Store): Store => ({
    ...unwatched,
    async write(work, how) {
      try {
        const result = await unwatched.write(work, how);
        onWrite('committed');
        committed();
        return result;
      } catch (error) {
        onWrite('failed');
        if (isStoreFailure(error)) failed(error);
        throw error;
      }
    },
    apart: (connections) => watch(unwatched.apart(connections)),
  });

  return {
    store: watch(store),
    problem: () => (outage && performance.now() - outage.failedAt < FRESH_MS ? outage.reason : null),
  };
}

/** Several addresses of one name fail as one AggregateError, whose own message is empty. */
function reasonOf(error: unknown): string {
  const { message, code } = error as NodeJS.ErrnoException;
  return `the store does not take writes: ${message || code || 'no reason given'}`;
}
