import type { Tx } from '../engine/database.ts';
import { STATE } from '../tables/coded.ts';
import type { Ids } from '../tables/message-id.ts';

/** Tells the program that had them sent which of its messages were cancelled just now; people see it on their cards. */
export async function tellCancelled(
  tx: Tx,
  { number }: { readonly number: number },
  { first, last }: Ids,
  now: number,
): Promise<void> {
  const order = await tx.db
    .selectFrom('orders')
    .select('maker')
    .where('number', '=', number)
    .executeTakeFirst();
  if (order?.maker !== 'token') return;
  const cancelled = await tx.db
    .selectFrom('messages')
    .select(['id', 'account', 'recipient', 'state', 'error', 'command_status'])
    .where('id', '>=', first)
    .where('id', '<=', last)
    .where('state', '=', STATE.of.cancelled)
    .where('ended_at', '=', now)
    .orderBy('id')
    .execute();
  for (const message of cancelled) tx.happened({ kind: 'cancelled', ...message });
}
