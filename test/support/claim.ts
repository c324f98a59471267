import { claim, type NewAttempt } from '../../src/store/attempts/attempts.ts';
import { nextMessages } from '../../src/store/attempts/next-messages.ts';
import type { Message } from '../../src/store/attempts/outbox.ts';
import type { Tx } from '../../src/store/engine/database.ts';

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

/** Claims the next ones of an account, campaigns' too, each in one part. Returns how many there were. */
export async function claimNext(tx: Tx, account: string, count: number, now: number): Promise<number> {
  const next = await nextMessages(tx, account, count, now);
  const attempt = { part: 1, host: 'smsc:2775', bind: `${account}/1`, source: 'SHOP' };
  for (const message of next.messages) await claimOne(tx, message, [attempt], 1, now);
  await next.moveOn(new Set(next.messages.map(({ id }) => id)));
  return next.messages.length;
}
