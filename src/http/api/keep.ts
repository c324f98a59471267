import type { Tx } from '../../store/database.ts';
import type { Write } from '../bounded-writes.ts';
import { type Caller, noSuchToken } from './callers.ts';
import { Problem } from './problem.ts';

/** After how long a call is to come again that the store did not take in time (s), where a route does not say otherwise. */
const COME_AGAIN = 5;

/**
 * Writes what a call asks for, if its caller's token is none that was revoked meanwhile, and returns what the work does.
 * @param comeAgain s
 * @throws Problem 401; 503: the store is away, or has not taken it in time, and it may yet come about
 */
export type Keep = <T>(caller: Caller, work: (tx: Tx) => Promise<T>, comeAgain?: number) => Promise<T>;

export const keeping =
  (write: Write): Keep =>
  async (caller, work, comeAgain = COME_AGAIN) => {
    const kept = await write(async (tx) => ((await caller.isStill(tx.db)) ? { done: await work(tx) } : null));
    if (!kept) throw new Problem(503, 'the store is away', { retryAfter: comeAgain });
    if (!kept.result) throw noSuchToken();
    return kept.result.done;
  };
