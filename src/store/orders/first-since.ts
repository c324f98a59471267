import type { Snapshot } from '../engine/database.ts';
import { messageId } from '../tables/message-id.ts';

/** The lowest id of messages that were ordered since then (ms), of which the words are there; null: there are none. */
export async function firstIdSince(db: Snapshot, since: number): Promise<number | null> {
  const order = await db
    .selectFrom('orders')
    .select('number')
    .where('created_at', '>=', since)
    .where('forgotten_at', 'is', null)
    .orderBy('created_at')
    .orderBy('id')
    .limit(1)
    .executeTakeFirst();
  return order ? messageId(order.number, 0) : null;
}
