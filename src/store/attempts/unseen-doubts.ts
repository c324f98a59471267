import { isAmiss } from '../campaigns/tallies.ts';
import type { Reader } from '../engine/database.ts';
import { type Order, orderByNumber } from '../orders/orders.ts';
import { STATE } from '../tables/coded.ts';
import { ITS_ORDER } from '../tables/message-id.ts';
import { firstDoubtful } from './recent-doubts.ts';

/** Orders found by one call. */
const ORDERS = 50;

/** Orders of programs, which no chat shows, with messages that nobody but a person can decide about; the oldest first. */
export async function unseenDoubts(db: Reader, now: number): Promise<Order[]> {
  const first = await firstDoubtful(db, now);
  if (first === null) return [];
  const rows = await db
    .selectFrom('messages')
    .innerJoin('orders', (join) => join.on(ITS_ORDER))
    .select('orders.number')
    .where('messages.id', '>=', first)
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
