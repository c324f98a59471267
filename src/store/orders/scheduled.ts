import { sql } from 'kysely';
import { LANES } from '../../messages/lanes.ts';
import { waitsFor } from '../../messages/waiting.ts';
import { touchCards } from '../chats/cards.ts';
import type { Reader, Tx } from '../engine/database.ts';
import { findEach } from '../engine/update-each.ts';
import { HELD, STATE } from '../tables/coded.ts';
import { orderNumberIn } from '../tables/message-id.ts';
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

/** Not one of many that went on by another channel: no card shows those one by one. */
export const isAskedAbout = sql<boolean>`(orders.follows is null or orders.card_id is not null)`;

/** An order that is listed with those. */
export interface Scheduled extends Order {
  /** Until when the first of its messages is kept back over quiet hours (ms); null: none is. */
  readonly kept_until: number | null;
}

const NOT_KEPT = sql<number | null>`cast(null as bigint)`.as('kept_until');

/** Orders of which some is kept back over quiet hours, and until when the first of that is. */
const keptBack = (db: Pick<Reader, 'selectFrom'>) =>
  db
    .selectFrom('messages')
    .select(({ fn }) => [
      orderNumberIn('messages.id').as('number'),
      fn.min<number>('messages.turn').as('until'),
    ])
    .where('account', 'in', (eb) => eb.selectFrom('accounts').select('accounts.account'))
    .where('lane', '=', LANES.retry)
    .where('ready_at', 'is not', null)
    .where('held', '=', HELD.quiet)
    .where('state', '=', STATE.of.queued)
    .groupBy(orderNumberIn('messages.id'));

/**
 * Orders that wait for their time and nothing else, were stopped meanwhile, go at their time once a second person has
 * approved them, or are kept back over quiet hours, the next first; what was kept back and then stopped has no time, and
 * comes before them. Campaigns that are kept back run: their cards tell.
 */
export async function scheduledOrders(
  db: Reader,
  where: ScheduledIn,
  page: { readonly from: number; readonly limit: number },
): Promise<Scheduled[]> {
  return db
    .selectFrom(({ selectFrom }) =>
      selectFrom('orders')
        .selectAll('orders')
        .select(NOT_KEPT)
        .where(isScheduled)
        .unionAll(
          selectFrom('approvals')
            .innerJoin('orders', 'orders.number', 'approvals.order_number')
            .selectAll('orders')
            .select(NOT_KEPT)
            .where('approvals.outcome', 'is', null)
            .where('orders.waiting_for', '=', 'approval')
            .where('orders.send_at', 'is not', null),
        )
        .unionAll(
          selectFrom(keptBack(db).as('kept'))
            .innerJoin('orders', 'orders.number', 'kept.number')
            .selectAll('orders')
            .select('kept.until as kept_until')
            .where('orders.campaign', 'is', null)
            .where('orders.waiting_for', 'is', null)
            .where(isAskedAbout),
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
    .orderBy(({ fn }) => fn.coalesce('kept_until', 'send_at', sql.lit(0)))
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
