import { STATE } from './coded.ts';
import type { Reader } from './database.ts';
import { ITS_ORDER, messageId } from './message-id.ts';
import { type Order, orderByNumber } from './orders.ts';
import { isAmiss } from './tallies.ts';

/** A message that was asked for longer ago is in doubt no more, or was shown (ms). */
const LOOKED_BACK_MS = 48 * 3600 * 1000;
/** Orders found by one call. */
const ORDERS = 50;

/** Orders of programs, which no chat shows, with messages that nobody but a person can decide about; the oldest first. */
export async function unseenDoubts(db: Reader, now: number): Promise<Order[]> {
  const first = await db
    .selectFrom('orders')
    .select('number')
    .where('created_at', '>=', now - LOOKED_BACK_MS)
    .where('forgotten_at', 'is', null)
    .orderBy('created_at')
    .orderBy('id')
    .limit(1)
    .executeTakeFirst();
  if (!first) return [];
  const rows = await db
    .selectFrom('messages')
    .innerJoin('orders', (join) => join.on(ITS_ORDER))
    .select('orders.number')
    .where('messages.id', '>=', messageId(first.number, 0))
    .where(isAmiss)
    .where('messages.state', '=', STATE.of.in_doubt)
    .where('messages.doubt_until', 'is', null)
    .where('messages.ready_at', 'is', null)
    .where('orders.maker', '=', 'token')
    .where('orders.card_id', 'is', null)
    .orderBy('messages.id')
    .limit(ORDERS)
    .execute();
  const orders: Order[] = [];
  for (const number of new Set(rows.map((row) => row.number))) {
    const order = await orderByNumber(db, number);
    if (order) orders.push(order);
  }
  return orders;
}
