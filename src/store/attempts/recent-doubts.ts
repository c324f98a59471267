import { isAmiss } from '../campaigns/tallies.ts';
import type { Reader } from '../engine/database.ts';
import { STATE } from '../tables/coded.ts';
import { messageId } from '../tables/message-id.ts';

/** A message that was asked for longer ago is in doubt no more, or was shown (ms). */
const LOOKED_BACK_MS = 48 * 3600 * 1000;

/** The least id of what may be in doubt unseen at `now` (ms); null: nothing was asked for lately. */
export async function firstDoubtful(db: Reader, now: number): Promise<number | null> {
  const first = await db
    .selectFrom('orders')
    .select('number')
    .where('created_at', '>=', now - LOOKED_BACK_MS)
    .where('forgotten_at', 'is', null)
    .orderBy('created_at')
    .orderBy('id')
    .limit(1)
    .executeTakeFirst();
  return first ? messageId(first.number, 0) : null;
}

/** How many messages of an account that were asked for within two days are in doubt at `now` (ms). */
export async function countDoubts(db: Reader, account: string, now: number): Promise<number> {
  const first = await firstDoubtful(db, now);
  if (first === null) return 0;
  const { n } = await db
    .selectFrom('messages')
    .select((eb) => eb.fn.countAll<number>().as('n'))
    .where('messages.id', '>=', first)
    .where(isAmiss)
    .where('messages.state', '=', STATE.of.in_doubt)
    .where('messages.account', '=', account)
    .executeTakeFirstOrThrow();
  return n;
}
