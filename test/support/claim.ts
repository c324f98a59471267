import { claim, type NewAttempt } from '../../src/store/attempts.ts';
import type { Tx } from '../../src/store/database.ts';
import type { Message } from '../../src/store/outbox.ts';

/** Claims one message. Returns its attempts' ids, or null when it is not queued any more. */
export async function claimOne(
  tx: Tx,
  message: Message,
  attempts: readonly NewAttempt[],
  pdus: number,
  now: number,
): Promise<number[] | null> {
  const [ids] = await claim(tx, [{ message, attempts, pdus }], now);
  return ids ? [...ids] : null;
}
