import type { Tx } from '../../store/database.ts';
import type { Write } from '../bounded-writes.ts';
import { Problem } from './problem.ts';

/** After how long a call is to come again that the store did not take in time (s), where a route does not say otherwise. */
const COME_AGAIN = 5;

/**
 * Writes what a call asks for, and returns what the work does.
 * @param comeAgain s
 * @throws Problem 503: the store is away, or has not taken it in time, and it may yet come about
 */
export type Keep = <T>(work: (tx: Tx) => Promise<T>, comeAgain?: number) => Promise<T>;

export const keeping =
  (write: Write): Keep =>
  async (work, comeAgain = COME_AGAIN) => {
    const kept = await write(work);
    if (!kept) throw new Problem(503, 'the store is away', { retryAfter: comeAgain });
    return kept.result;
  };
