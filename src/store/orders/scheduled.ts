import { sql } from 'kysely';
import { waitsFor } from '../../messages/waiting.ts';
import { touchCards } from '../chats/cards.ts';
import type { Reader, Tx } from '../engine/database.ts';
import { findEach } from '../engine/update-each.ts';
import { STATE } from '../tables/coded.ts';
import { lockOrder, touchOrders } from './decisions.ts';
import { waitsColumns, waitsOf } from './documents.ts';
import type { Order } from './orders.ts';
import { awaitTime } from './schedules.ts';

/** Written so, SQLite finds them by the index of just those. */
const isScheduled = sql<boolean>`orders.waiting_for in ('schedule', 'stopped')`;

/**
 * Sets the time at which an order goes that waits for a word, or for another time; null: as soon as it has that word.
 * Returns whether it waited.
 */
export async function setTime(tx: Tx, orderId: string, at: number | null, now: number): Promise<boolean> {
  const order = await lockOrder(tx, orderId);
  if (!order || order.waiting_for === null) return false;
  const others = waitsOf(order).filter((reason) => reason !== 'schedule');
  const waits = at === null ? others : waitsFor([...others, 'schedule']);
  // Nothing else is asked: who wants it to go at once has it sent.
  if (waits.length === 0) return false;
  await tx.db
    .updateTable('orders')
    .set({ send_at: at, ...waitsColumns(waits) })
    .where('id', '=', orderId)
    .execute();
  if (waits[0] === 'schedule') await awaitTime(tx, { ...order, send_at: at });
  // Whoever is to approve it reads when it goes.
  await touchOrders(tx, [orderId], now);
  return true;
}

/** Whose schedules are meant: all of a chat, of a person, or of everybody. */
export type ScheduledIn = { readonly chatId: number } | { readonly personId: number } | 'everywhere';

/**
 * Orders that wait for their time and nothing else, were stopped meanwhile, or go at their time once a second person has
 * approved them, the next first.
 */
export async function scheduledOrders(
  db: Reader,
  where: ScheduledIn,
  page: { readonly from: number; readonly limit: number },
): Promise<Order[]> {
  return db
    .selectFrom(({ selectFrom }) =>
      selectFrom('orders')
        .selectAll('orders')
        .where(isScheduled)
        .unionAll(
          selectFrom('approvals')
            .innerJoin('orders', 'orders.number', 'approvals.order_number')
            .selectAll('orders')
            .where('approvals.outcome', 'is', null)
            .where('orders.waiting_for', '=', 'approval')
            .where('orders.send_at', 'is not', null),
        )
        .as('orders'),
    )
    .selectAll()
    .$if(where !== 'everywhere', (query) =>
      typeof where === 'object' && 'chatId' in where
        ? query.where('chat_id', '=', where.chatId)
        : query
            .where('maker', '=', 'person')
            .where('maker_id', '=', typeof where === 'object' ? String(where.personId) : ''),
    )
    .orderBy('send_at')
    .orderBy('number')
    .limit(page.limit)
    .offset(page.from)
    .execute();
}

/** Those of all that are due for nothing but their time. */
export const awaitingTime = (db: Reader): Promise<Pick<Order, 'id' | 'number' | 'card_id'>[]> =>
  db
    .selectFrom('orders')
    .select(['id', 'number', 'card_id'])
    .where(isScheduled)
    .where('waiting_for', '=', 'schedule')
    .orderBy('send_at')
    .orderBy('number')
    .execute();

/** What waits for its time waits for a person's word before it. Returns whether it did. */
export async function stopScheduled(tx: Tx, order: Order, now: number): Promise<boolean> {
  if (order.waiting_for !== 'schedule') return false;
  await tx.db
    .updateTable('orders')
    .set(waitsColumns(waitsFor(['stopped', ...waitsOf(order)])))
    .where('id', '=', order.id)
    .execute();
  await touchCards(tx, [order.card_id], now);
  return true;
}

/** How many messages to these numbers wait, for a time or a word. */
export async function waitingTo(db: Reader, numbers: readonly string[]): Promise<number> {
  const waiting = await findEach(numbers, (some) =>
    db
      .selectFrom('messages')
      .select('id')
      .where('recipient', 'in', some)
      .where('state', '=', STATE.of.waiting)
      .execute(),
  );
  return waiting.length;
}
