import { type Message, messagesFrom, messagesWithin, ordered } from '../attempts/outbox.ts';
import type { Snapshot } from '../engine/database.ts';
import { OF_ORDER } from '../hot/messages.ts';
import { idsOf, messageId } from '../tables/message-id.ts';
import type { Order } from './orders.ts';

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

/**
 * The messages of a card from a position on, up to so many. What they have in common is read once: of many it is as much
 * as all that is their own.
 */
export async function pageOfCard(
  db: Snapshot,
  cardId: string,
  { from, limit }: { readonly from: number; readonly limit: number },
): Promise<Message[]> {
  const order = await db
    .selectFrom('orders')
    .select([...OF_ORDER, 'orders.number'])
    .where('card_id', '=', cardId)
    .executeTakeFirst();
  if (!order) return [];
  const rows = await db
    .selectFrom('messages')
    .selectAll()
    .where('id', '>=', messageId(order.number, from))
    .where('id', '<=', idsOf(order.number).last)
    .orderBy('id')
    .limit(limit)
    .execute();
  return messagesWithin(order, rows);
}
