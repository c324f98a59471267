import { type ExpressionBuilder, sql } from 'kysely';
import { withoutWords } from '../../messages/without-words.ts';
import type { Tx } from '../engine/database.ts';
import { forgetApprovalWords } from '../orders/approvals.ts';
import { contentColumn, contentOf } from '../orders/documents.ts';
import { dropDigests } from '../orders/dropped-guards.ts';
import { idsOf, messageId, positionOf } from '../tables/message-id.ts';
import type { Schema } from '../tables/schema.ts';
import {
  behind,
  finds,
  firstOf,
  hasOpen,
  LEFT_ALONE_MS,
  ROWS,
  type Sought,
  type Step,
} from './forgetting.ts';

/** So many messages of an order are looked at one by one: when the last of a bulk left is on the order. */
const SINGLES = 20;
/** Messages that lose their digests by one call. */
const MESSAGES = 50;

/** Whether a message of an order is not over, or was not two days ago, or its card has something to say yet. */
export function isOrderAlive(eb: ExpressionBuilder<Schema, 'orders'>, now: number) {
  const since = now - LEFT_ALONE_MS;
  return eb.or([
    eb('orders.moved_at', '>=', since),
    hasOpen(eb),
    finds(
      firstOf(eb, SINGLES).where((or) =>
        or.or([or('messages.attempted_at', '>=', since), or('messages.ended_at', '>=', since)]),
      ),
    ),
    finds(
      eb
        .selectFrom('cards')
        .select(sql.lit(1).as('one'))
        .whereRef('cards.id', '=', 'orders.card_id')
        .where('cards.due_at', 'is not', null),
    ),
  ]);
}

/** Takes the words out of orders, and what they could be found by out of their messages. */
export async function forgetOrders(tx: Tx, { before, after, now }: Sought): Promise<Step> {
  const rows = await tx.db
    .selectFrom('orders')
    .select(['number', 'id', 'request', 'created_at'])
    .select((eb) => isOrderAlive(eb, now).as('alive'))
    .where('forgotten_at', 'is', null)
    .where('created_at', '<', before)
    .where((eb) =>
      eb(eb.refTuple('created_at', 'id'), after.from === null ? '>' : '>=', eb.tuple(after.at, after.id)),
    )
    .orderBy('created_at')
    .orderBy('id')
    .limit(ROWS)
    .$if(tx.kind === 'postgres', (query) => query.forUpdate())
    .execute();
  let left = MESSAGES;
  let gone = 0;
  for (const order of rows.filter(({ alive }) => !alive)) {
    const begin = order.id === after.id ? (after.from ?? 0) : 0;
    const { from, count } = await forgetDigests(tx, order.number, begin, left);
    left -= count;
    if (left === 0) return { next: { at: order.created_at, id: order.id, from }, gone };
    await tx.db
      .updateTable('orders')
      .set({ ...contentColumn(withoutWords(contentOf(order))), forgotten_at: now })
      .where('id', '=', order.id)
      .execute();
    await forgetApprovalWords(tx, order.number);
    gone += 1;
  }
  return { next: behind(rows, ({ created_at }) => created_at), gone };
}

/** Takes away the texts of some of an order's messages, and what they could be guessed by. */
async function forgetDigests(
  tx: Tx,
  orderNumber: number,
  from: number,
  limit: number,
): Promise<{ from: number; count: number }> {
  const messages = await tx.db
    .selectFrom('messages')
    .select('id')
    .where('id', '>=', messageId(orderNumber, from))
    .where('id', '<=', idsOf(orderNumber).last)
    .orderBy('id')
    .limit(limit)
    .execute();
  const last = messages.at(-1);
  if (!last) return { from, count: 0 };
  const ids = messages.map(({ id }) => id);
  await dropDigests(tx, (eb) => eb('id', 'in', ids));
  await tx.db
    .updateTable('messages')
    .set({ own_text: null })
    .where('id', 'in', ids)
    .where('own_text', 'is not', null)
    .execute();
  return { from: positionOf(last.id) + 1, count: messages.length };
}
