import type { Snapshot } from '../engine/database.ts';
import { messageId } from '../tables/message-id.ts';

/** What the messages of a few orders of one message each have cost so far (money). */
export async function costOfOrders(db: Snapshot, orderIds: readonly string[]): Promise<number> {
  if (orderIds.length === 0) return 0;
  const orders = await db.selectFrom('orders').select('number').where('id', 'in', orderIds).execute();
  const ids = orders.map(({ number }) => messageId(number, 0));
  if (ids.length === 0) return 0;
  const rows = await db.selectFrom('messages').select('cost').where('id', 'in', ids).execute();
  return rows.reduce((sum, { cost }) => sum + (cost ?? 0), 0);
}
