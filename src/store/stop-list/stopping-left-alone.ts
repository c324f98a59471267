import { allowedAt, readQuiet } from '../../messages/quiet.ts';
import { waitsFor } from '../../messages/waiting.ts';
import { isCampaign } from '../campaigns/campaign-decisions.ts';
import type { Reader, Tx } from '../engine/database.ts';
import { holdQueued, touchOrders } from '../orders/decisions.ts';
import { waitsColumns, waitsOf } from '../orders/documents.ts';
import { holdForGuard } from '../orders/guard.ts';
import { messagesOfOrder } from '../orders/order-messages.ts';
import type { Order } from '../orders/orders.ts';
import { isAskedAbout } from '../orders/scheduled.ts';
import { clocksOf } from '../provider/number-facts.ts';
import { HELD, STATE } from '../tables/coded.ts';
import { ITS_ORDER, idsOf } from '../tables/message-id.ts';

/** What is queued of orders of a few that go by the hours of their recipients. */
const queuedByHours = (db: Reader) =>
  db
    .selectFrom('messages')
    .innerJoin('orders', (join) => join.on(ITS_ORDER))
    .select(['messages.recipient', 'messages.held'])
    .select(['orders.id', 'orders.number', 'orders.card_id', 'orders.quiet'])
    .where('messages.account', 'in', (eb) => eb.selectFrom('accounts').select('accounts.account'))
    .where('messages.ready_at', 'is not', null)
    .where('messages.state', '=', STATE.of.queued)
    .where('orders.campaign', 'is', null)
    .where('orders.quiet', 'is not', null)
    .where(isAskedAbout)
    .execute();

/**
 * Orders of a few of which some is kept back over quiet hours, or will be once its turn comes, the oldest first. On
 * PostgreSQL nobody claims what is queued of them before this transaction ends: who claims locks messages before their orders.
 */
export async function lockLeftAlone(
  tx: Tx,
  now: number,
): Promise<Pick<Order, 'id' | 'number' | 'card_id'>[]> {
  const queued = await queuedByHours(tx.db);
  const clocks = await clocksOf(
    tx.db,
    queued.map(({ recipient }) => recipient),
  );
  const isKeptBack = ({ recipient, held, quiet }: (typeof queued)[number]) =>
    held === HELD.quiet ||
    (quiet !== null && allowedAt(readQuiet(quiet), recipient, now, clocks.get(recipient)) > now);
  const orders = new Map(queued.filter(isKeptBack).map((one) => [one.number, one]));
  const oldest = [...orders.values()].toSorted((one, other) => one.number - other.number);
  if (tx.kind === 'postgres') for (const { number } of oldest) await lockQueued(tx, number);
  return oldest;
}

const lockQueued = (tx: Tx, orderNumber: number) => {
  const { first, last } = idsOf(orderNumber);
  return tx.db
    .selectFrom('messages')
    .select('id')
    .where('id', '>=', first)
    .where('id', '<=', last)
    .where('state', '=', STATE.of.queued)
    .orderBy('id')
    .forUpdate()
    .execute();
};

/** What goes on of one of those by night is kept back again at once, so that nobody reads that it is on its way. */
export async function keepBackAgain(tx: Tx, order: Order, now: number): Promise<void> {
  const queued = (await messagesOfOrder(tx.db, order)).filter(
    // Of what has gone in part the rest goes at once.
    ({ state, attempted_at }) => state === 'queued' && attempted_at === null,
  );
  const clocks = await clocksOf(
    tx.db,
    queued.map(({ recipient }) => recipient),
  );
  const held = queued.flatMap((message) => {
    const { quiet, recipient } = message;
    const until = quiet === null ? now : allowedAt(quiet, recipient, now, clocks.get(recipient));
    return until > now ? { message, until, why: 'quiet' as const } : [];
  });
  await holdForGuard(tx, held, now);
}

/**
 * All that is queued of one of those waits for a person's word, unless somebody has had it go at any hour meanwhile. Returns
 * whether there was any.
 */
export async function stopLeftAlone(tx: Tx, order: Order, now: number): Promise<boolean> {
  if (isCampaign(order) || order.quiet === null) return false;
  if ((await holdQueued(tx, order)) === 0) return false;
  await tx.db
    .updateTable('orders')
    .set(waitsColumns(waitsFor(['stopped', ...waitsOf(order)])))
    .where('id', '=', order.id)
    .execute();
  await touchOrders(tx, [order.id], now);
  return true;
}
