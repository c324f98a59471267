import { countOf } from '../campaigns/tallies.ts';
import type { Counted, Counting } from '../campaigns/tally-deltas.ts';
import type { Tx } from '../engine/database.ts';
import type { Order } from '../orders/orders.ts';
import { idsOf } from '../tables/message-id.ts';
import { forgetTalks } from '../talks/talks.ts';
import { isOrderAlive } from './forget-orders.ts';
import { emptyCards } from './forget-words.ts';
import { behind, isBehind, isBehindNumber, type Sought, type Step } from './forgetting.ts';

/*
 * Messages that have no words any more go whole once they are older still, what refers to others before those. Their
 * cards stay, empty, so that whoever presses a button in an old chat is told why nothing comes of it; who did what
 * stays too.
 */

/** Messages of an order looked at by one call: each may have hundreds of parts. */
const MESSAGES = 20;
/** Rows of a table deleted by one call. */
const ROWS = 100;

/** Deletes some of the oldest order behind `after`, and the order itself once it has no messages. */
export async function forgetMessages(tx: Tx, { before, after, now }: Sought): Promise<Step> {
  const order = await tx.db
    .selectFrom('orders')
    .select(['number', 'id', 'class', 'card_id', 'created_at'])
    .select((eb) => isOrderAlive(eb, now).as('alive'))
    .where('forgotten_at', 'is not', null)
    .where('created_at', '<', before)
    .where(isBehind('created_at', after))
    .orderBy('created_at')
    .orderBy('id')
    .limit(1)
    .$if(tx.kind === 'postgres', (query) => query.forUpdate())
    .executeTakeFirst();
  if (!order) return { next: null, gone: 0 };
  const next = { at: order.created_at, id: order.id, from: null };
  if (order.alive) return { next, gone: 0 };
  const gone = await deleteSome(tx, order, now);
  if (gone !== null) return { next: after, gone };
  await deleteOrder(tx, order, now);
  return { next, gone: 0 };
}

/** Deletes an order that has no messages any more, with what refers to it. */
export async function deleteOrder(
  tx: Tx,
  order: Pick<Order, 'number' | 'id' | 'card_id'>,
  now: number,
): Promise<void> {
  await tx.db.deleteFrom('tallies').where('order_number', '=', order.number).execute();
  await tx.db.deleteFrom('campaigns').where('order_number', '=', order.number).execute();
  await tx.db.deleteFrom('charges').where('order_number', '=', order.number).execute();
  await tx.db.deleteFrom('approvals').where('order_number', '=', order.number).execute();
  await tx.db.deleteFrom('orders').where('id', '=', order.id).execute();
  if (order.card_id !== null) await emptyCards(tx, [order.card_id], now);
}

/** Deletes some of an order's messages with what refers to them. Returns how many; null: it has none. */
async function deleteSome(tx: Tx, order: Counting, now: number): Promise<number | null> {
  const { db } = tx;
  const { first, last } = idsOf(order.number);
  const messages = await db
    .selectFrom('messages')
    .select(['id', 'state', 'error', 'command_status', 'cost', 'ended_at'])
    .where('id', '>=', first)
    .where('id', '<=', last)
    .orderBy('id')
    .limit(MESSAGES)
    .execute();
  if (messages.length === 0) return null;
  return (await deleteMessages(tx, order, messages, now)) ? messages.length : 0;
}

/** What is counted of a message that goes. */
type Going = Counted & { readonly id: number };

/**
 * Deletes messages of an order with what refers to them, that before themselves. False: there was too much of it for one
 * call, and they are there yet.
 */
export async function deleteMessages(
  tx: Tx,
  order: Counting,
  messages: readonly Going[],
  now: number,
): Promise<boolean> {
  const { db } = tx;
  const ids = messages.map(({ id }) => id);
  const attempts = await db
    .selectFrom('attempts')
    .select('id')
    .where('message_id', 'in', ids)
    .limit(ROWS)
    .execute();
  if (attempts.length > 0) {
    const tries = attempts.map(({ id }) => id);
    const receipts = await db
      .selectFrom('receipts')
      .select('id')
      .where('attempt_id', 'in', tries)
      .limit(ROWS)
      .execute();
    await deleteReceipts(tx, receipts);
    if (receipts.length === ROWS) return false;
    await db.deleteFrom('attempts').where('id', 'in', tries).execute();
    if (attempts.length === ROWS) return false;
  }
  const asked = await db.deleteFrom('queries').where('message_id', 'in', ids).returning('card_id').execute();
  await emptyCards(
    tx,
    asked.flatMap(({ card_id }) => card_id ?? []),
    now,
  );
  await db.deleteFrom('cached_lookups').where('message_id', 'in', ids).execute();
  await db.deleteFrom('readings').where('message_id', 'in', ids).execute();
  await db.deleteFrom('stopped_messages').where('message_id', 'in', ids).execute();
  await db.deleteFrom('messages').where('id', 'in', ids).execute();
  for (const message of messages) tx.tally(order, countOf(message, -1));
  return true;
}

export async function deleteReceipts(tx: Tx, receipts: readonly { readonly id: number }[]): Promise<void> {
  if (receipts.length === 0) return;
  const ids = receipts.map(({ id }) => id);
  await tx.db.deleteFrom('orphans').where('receipt_id', 'in', ids).execute();
  await tx.db.deleteFrom('receipts').where('id', 'in', ids).execute();
}

/** Deletes incoming messages, and the conversations in which nothing newer came. */
export async function forgetWholeIncoming(tx: Tx, { before, after, now }: Sought): Promise<Step> {
  const rows = await tx.db
    .selectFrom('incoming')
    .select(['id', 'sender', 'received_at'])
    .where('forgotten_at', 'is not', null)
    .where('received_at', '<', before)
    .where(isBehind('received_at', after))
    .orderBy('received_at')
    .orderBy('id')
    .limit(MESSAGES)
    .execute();
  const ids = rows.map(({ id }) => id);
  if (ids.length > 0) {
    const cards = await tx.db
      .deleteFrom('incoming_cards')
      .where('incoming_id', 'in', ids)
      .returning('card_id')
      .execute();
    await emptyCards(
      tx,
      cards.map(({ card_id }) => card_id),
      now,
    );
    await tx.db.deleteFrom('incoming').where('id', 'in', ids).execute();
    await forgetTalks(
      tx,
      rows.map(({ sender }) => sender),
      before,
    );
  }
  return { next: behind(rows, ({ received_at }) => received_at, MESSAGES), gone: ids.length };
}

/** Deletes receipts that were of no message here. */
export async function forgetStrayReceipts(tx: Tx, { before, after }: Sought): Promise<Step> {
  const rows = await tx.db
    .selectFrom('receipts')
    .select(['id', 'received_at'])
    .where('attempt_id', 'is', null)
    .where('quotes_at', 'is', null)
    .where('received_at', '<', before)
    .where(isBehindNumber('received_at', after))
    .orderBy('received_at')
    .orderBy('id')
    .limit(ROWS)
    .execute();
  await deleteReceipts(tx, rows);
  return { next: behind(rows, ({ received_at }) => received_at, ROWS), gone: rows.length };
}
