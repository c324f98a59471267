import type { Selectable } from 'kysely';
import { isCampaign } from '../campaigns/campaign-decisions.ts';
import { chunks } from '../engine/chunks.ts';
import type { Snapshot, Tx } from '../engine/database.ts';
import { findEach, findOf } from '../engine/update-each.ts';
import { cancelQueued } from '../orders/cancelling.ts';
import { lockOrders, touchOrders } from '../orders/decisions.ts';
import { waitsColumns } from '../orders/documents.ts';
import type { Order } from '../orders/orders.ts';
import { CHANNEL, STATE } from '../tables/coded.ts';
import { idsOf, orderNumberOf } from '../tables/message-id.ts';
import type { StoppedMessagesTable } from '../tables/stop-schema.ts';

/*
 * What does not go because its number is on the stop list, or has agreed to it no more: messages that are cancelled, each
 * with a row that says why.
 */

/** Why nothing goes to somebody. */
export type StoppedWhy = Selectable<StoppedMessagesTable>['why'];

const NOT_LEFT = STATE.all(['waiting', 'queued']);
const LOOKUPS = CHANNEL.all(['hlr', 'ping']);

/** Cancels those of these messages of one order that have not left, by ids. Nobody else may decide about the order meanwhile. */
export async function stopMessages(
  tx: Tx,
  order: Order,
  ids: readonly number[],
  now: number,
  why: StoppedWhy = 'stop-list',
): Promise<void> {
  for (const some of chunks(ids.toSorted((one, other) => one - other))) {
    const [first = 0] = some;
    const unclaimed = isCampaign(order) ? await inTurnAmong(tx, some) : [];
    await cancelQueued(tx, order, now, { first, last: some.at(-1) ?? first }, some);
    const cancelled = await tx.db
      .selectFrom('messages')
      .select(['id', 'account'])
      .where('id', 'in', some)
      .where('state', '=', STATE.of.cancelled)
      .execute();
    if (cancelled.length === 0) continue;
    await tx.db
      .insertInto('stopped_messages')
      .values(cancelled.map(({ id }) => ({ message_id: id, why })))
      .onConflict((conflict) => conflict.column('message_id').doNothing())
      .execute();
    if (isCampaign(order)) await claimFewer(tx, order, unclaimed);
  }
  if (!isCampaign(order) && order.waiting_for !== null && !(await isAnyWaiting(tx, order))) {
    await tx.db.updateTable('orders').set(waitsColumns([])).where('id', '=', order.id).execute();
  }
}

/** Those of these messages of a campaign that it comes to in their turn: those that were tried have a time of their own. */
const inTurnAmong = (tx: Tx, ids: readonly number[]): Promise<{ readonly account: string }[]> =>
  tx.db
    .selectFrom('messages')
    .select('account')
    .where('id', 'in', ids)
    .where('state', 'in', NOT_LEFT)
    .where('ready_at', 'is', null)
    .execute();

/** So many fewer are left to be claimed of a campaign, by their accounts. */
async function claimFewer(
  tx: Tx,
  { number }: Order,
  cancelled: readonly { readonly account: string }[],
): Promise<void> {
  const shares = Map.groupBy(cancelled, ({ account }) => account);
  for (const [account, { length }] of [...shares].toSorted()) {
    await tx.db
      .updateTable('campaigns')
      .set((eb) => ({ left: eb('left', '-', length) }))
      .where('order_number', '=', number)
      .where('account', '=', account)
      .where('left', '>=', length)
      .execute();
  }
}

async function isAnyWaiting(tx: Tx, { number }: Order): Promise<boolean> {
  const { first, last } = idsOf(number);
  const waiting = await tx.db
    .selectFrom('messages')
    .select('id')
    .where('id', '>=', first)
    .where('id', '<=', last)
    .where('state', '=', STATE.of.waiting)
    .limit(1)
    .executeTakeFirst();
  return waiting !== undefined;
}

/** Cancels all that has not left for these numbers, look-ups aside, whatever order it is of. */
export async function stopAllTo(tx: Tx, numbers: readonly string[], now: number): Promise<void> {
  const found = await findEach(numbers, (some) =>
    tx.db
      .selectFrom('messages')
      .select('id')
      .where('recipient', 'in', some)
      .where('state', 'in', NOT_LEFT)
      .where('doubt_until', 'is', null)
      .execute(),
  );
  const byOrder = Map.groupBy(
    found.map(({ id }) => id),
    orderNumberOf,
  );
  const orders = await findEach([...byOrder.keys()], (some) =>
    tx.db
      .selectFrom('orders')
      .select('id')
      .where('number', 'in', some)
      .where('channel', 'not in', LOOKUPS)
      .execute(),
  );
  const touched: string[] = [];
  for (const some of chunks(orders.map(({ id }) => id))) {
    for (const order of await lockOrders(tx, some)) {
      await stopMessages(tx, order, byOrder.get(order.number) ?? [], now);
      touched.push(order.id);
    }
  }
  if (touched.length > 0) await touchOrders(tx, touched, now);
}

/** Messages of an order behind one of them that have not left, and to whom they are. */
export function notLeftBehind(
  db: Snapshot,
  orderNumber: number,
  after: number,
  limit: number,
): Promise<{ readonly id: number; readonly recipient: string }[]> {
  const { first, last } = idsOf(orderNumber);
  return db
    .selectFrom('messages')
    .select(['id', 'recipient'])
    .where('id', '>', Math.max(after, first - 1))
    .where('id', '<=', last)
    .where('state', 'in', NOT_LEFT)
    .where('doubt_until', 'is', null)
    .orderBy('id')
    .limit(limit)
    .execute();
}

/** Cancels these messages of any orders, whose numbers are on the stop list by now. */
export async function stopEach(
  tx: Tx,
  messages: readonly { readonly id: number; readonly order_id: string }[],
  now: number,
): Promise<void> {
  if (messages.length === 0) return;
  const byOrder = Map.groupBy(messages, ({ order_id }) => order_id);
  for (const order of await lockOrders(tx, [...byOrder.keys()])) {
    const ids = (byOrder.get(order.id) ?? []).map(({ id }) => id);
    await stopMessages(tx, order, ids, now);
  }
  await touchOrders(tx, [...byOrder.keys()], now);
}

/** How many messages of an order were stopped for what; for what none was is left out. */
export async function countStopped(
  db: Snapshot,
  orderNumber: number,
): Promise<ReadonlyMap<StoppedWhy, number>> {
  const { first, last } = idsOf(orderNumber);
  const { n, consent } = await db
    .selectFrom('stopped_messages')
    .select(({ eb, fn }) => [
      fn.countAll<number>().as('n'),
      fn.sum<number | null>(eb.case().when('why', '=', 'consent').then(1).else(0).end()).as('consent'),
    ])
    .where('message_id', '>=', first)
    .where('message_id', '<=', last)
    .executeTakeFirstOrThrow();
  const counts: [StoppedWhy, number][] = [
    ['stop-list', Number(n) - Number(consent)],
    ['consent', Number(consent)],
  ];
  return new Map(counts.filter(([, count]) => count > 0));
}

/** To whom the first of them would have gone, as typed. */
export async function firstStopped(
  db: Snapshot,
  orderNumber: number,
  why: StoppedWhy,
  limit: number,
): Promise<string[]> {
  const { first, last } = idsOf(orderNumber);
  const rows = await db
    .selectFrom('stopped_messages')
    .innerJoin('messages', 'messages.id', 'stopped_messages.message_id')
    .select('messages.recipient')
    .where('stopped_messages.message_id', '>=', first)
    .where('stopped_messages.message_id', '<=', last)
    .where('stopped_messages.why', '=', why)
    .orderBy('stopped_messages.message_id')
    .limit(limit)
    .execute();
  return rows.map(({ recipient }) => recipient);
}

/** For what those of these messages were that were stopped. */
export async function stoppedOf(
  db: Snapshot,
  ids: readonly number[],
): Promise<ReadonlyMap<number, StoppedWhy>> {
  const rows = await findOf(ids, 'message_id', (isOne) =>
    db.selectFrom('stopped_messages').selectAll().where(isOne).execute(),
  );
  return new Map(rows.map(({ message_id, why }) => [message_id, why]));
}
