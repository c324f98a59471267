import type { Snapshot } from './database.ts';
import { idsOf } from './message-id.ts';
import type { Order } from './orders.ts';
import { type Message, messagesFrom, ordered } from './outbox.ts';

/** All messages of an order, in the order in which they were named. */
export async function messagesOfOrder(db: Snapshot, { number }: Pick<Order, 'number'>): Promise<Message[]> {
  const { first, last } = idsOf(number);
  const rows = await ordered(db)
    .where('messages.id', '>=', first)
    .where('messages.id', '<=', last)
    .orderBy('messages.id')
    .execute();
  return messagesFrom(rows);
}
