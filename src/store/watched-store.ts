import type { Store } from './database.ts';
import { isStoreFailure } from './failure.ts';

/** A store that keeps failing shows it at least so often (ms): who could not write tries again sooner. */
const FRESH_MS = 10_000;

export interface WatchedStore {
  readonly store: Store;
  /** Why the store lately could not take a write, in words for an operator; null: it could. */
  problem(): string | null;
}

/**
 * Watches the writes to a store. A probe alone would not tell that the disk is full: what changes nothing needs no room.
 * @param onWrite called after each transaction
 */
export function watchedStore(store: Store, onWrite: (outcome: 'committed' | 'failed') => void): WatchedStore {
  let failure: { at: number; reason: string } | null = null;
  return {
    store: {
      ...store,
      async write(work) {
        try {
          const result = await store.write(work);
          onWrite('committed');
          return result;
        } catch (error) {
          onWrite('failed');
          if (isStoreFailure(error)) failure = { at: performance.now(), reason: reasonOf(error) };
          throw error;
        }
      },
    },
    problem: () => (failure && performance.now() - failure.at < FRESH_MS ? failure.reason : null),
  };
}

/** Several addresses of one name fail as one AggregateError, whose own message is empty. */
function reasonOf(error: unknown): string {
  const { message, code } = error as NodeJS.ErrnoException;
  return `the store does not take writes: ${message || code || 'no reason given'}`;
}
