import { STATE } from './coded.ts';
import type { Reader, Tx } from './database.ts';
import { ITS_ORDER } from './message-id.ts';

/** Messages that are held in one transaction, with all that is queued of their orders. */
const HELD_AT_ONCE = 500;

/** When an account was last able to send (ms, by the store's clock), or null when it never was. */
export async function ableAt(db: Reader, account: string): Promise<number | null> {
  const row = await db
    .selectFrom('accounts')
    .select('able_at')
    .where('account', '=', account)
    .executeTakeFirst();
  return row?.able_at ?? null;
}

export async function markAble(tx: Tx, account: string, now: number): Promise<void> {
  await tx.db
    .insertInto('accounts')
    .values({ account, able_at: now })
    .onConflict((conflict) => conflict.column('account').doUpdateSet({ able_at: now }))
    .execute();
}

/**
 * Orders of which something is queued that is older than `maxAge` (ms), some of them. How old something of the future
 * is, nobody knows.
 */
export async function agedOrders(
  db: Reader,
  account: string,
  maxAge: number,
  now: number,
): Promise<string[]> {
  const rows = await db
    .selectFrom((eb) =>
      eb
        .selectFrom('messages')
        .select('id')
        .where('account', '=', account)
        .where('ready_at', 'is not', null)
        .where('state', '=', STATE.of.queued)
        .where((age) => age.or([age('fresh_at', '<', now - maxAge), age('fresh_at', '>', now + maxAge)]))
        .limit(HELD_AT_ONCE)
        .as('messages'),
    )
    .innerJoin('orders', (join) => join.on(ITS_ORDER))
    .select('orders.id')
    .distinct()
    .execute();
  return rows.map(({ id }) => id);
}
