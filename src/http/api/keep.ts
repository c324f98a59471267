import type { Tx } from '../../store/engine/database.ts';
import type { Write } from '../bounded-writes.ts';
import { type Caller, noSuchToken } from './callers.ts';
import { storeAway } from './problem.ts';

/**
 * Writes what a call asks for, if its caller's token is none that was revoked meanwhile, and returns what the work does.
 * @param comeAgain s
 * @throws Problem 401; 503: the store is away, or has not taken it in time, and it may yet come about
 */
export type Keep = <T>(caller: Caller, work: (tx: Tx) => Promise<T>, comeAgain?: number) => Promise<T>;

export const keeping =
  (write: Write): Keep =>
  async (caller, work, comeAgain) => {
    const kept = await write(async (tx) => ((await caller.isStill(tx.db)) ? { done: await work(tx) } : null));
    if (!kept) throw storeAway(comeAgain);
    if (!kept.result) throw noSuchToken();
    return kept.result.done;
  };
