import { operatorOf } from '../../messages/receipt.ts';
import { lockRows } from '../attempts/outbox.ts';
import type { Tx } from '../engine/database.ts';
import { updateEach } from '../engine/update-each.ts';
import { lookupOf } from '../orders/documents.ts';
import { ITS_ORDER, idsOf } from '../tables/message-id.ts';
import { COUNTED, HOUR_MS, HOURLY, HOURLY_ORDER, type Hourly, type HourlyOrder } from './hour-deltas.ts';

/** Messages counted by one step, which takes some milliseconds. */
const STEP = 250;

/** Tells the hours what a message was, and what of that has become another thing. */
export function countChange(tx: Tx, order: HourlyOrder, was: Hourly, set: Partial<Hourly>): void {
  const { id, account, operator, own_parts, state, error, command_status, cost, accepted_at, ended_at } = was;
  const kept = {
    id,
    account,
    operator,
    own_parts,
    state,
    error,
    command_status,
    cost,
    accepted_at,
    ended_at,
  };
  tx.count(order, was, -1);
  tx.count(order, { ...kept, ...set }, 1);
}

const hourly = (tx: Tx) =>
  tx.db
    .selectFrom('messages')
    .innerJoin('orders', (join) => join.on(ITS_ORDER))
    .select([...HOURLY, 'messages.lookup'])
    .select([...HOURLY_ORDER, 'orders.class'])
    .orderBy('messages.id')
    .$if(tx.kind === 'postgres', (query) => query.forUpdate('messages'));

/** A message with what it is counted by. Nobody else changes it before the transaction ends. */
export async function lockHourly(tx: Tx, id: number) {
  await lockRows(tx, [id]);
  return hourly(tx).where('messages.id', '=', id).executeTakeFirst();
}

/**
 * Other parts are paid for from now on: what is counted of an order is counted with those, unless its text is its own.
 */
export async function countParts(tx: Tx, orderNumber: number, parts: number): Promise<void> {
  const { first, last } = idsOf(orderNumber);
  const messages = await hourly(tx)
    .where('messages.id', '>=', first)
    .where('messages.id', '<=', last)
    .where('messages.state', 'in', COUNTED)
    .where('messages.own_parts', 'is', null)
    .execute();
  for (const message of messages) {
    tx.count(message, message, -1);
    tx.count({ ...message, parts }, message, 1);
  }
}

/**
 * Counts some messages of before there were hours, from the oldest on; whose number's operator was looked up says so from
 * then on. Returns whether any are left.
 */
export async function countEarlier(tx: Tx): Promise<boolean> {
  const left = await tx.db
    .selectFrom('uncounted')
    .select(['last', 'counted'])
    .where('id', '=', 1)
    .executeTakeFirst();
  if (!left) return false;
  const messages = await hourly(tx)
    .where('messages.id', '>', left.counted)
    .where('messages.id', '<=', left.last ?? 0)
    .limit(STEP)
    .execute();
  const lookedUp = messages.flatMap((message) => {
    const found = message.operator === null ? lookupOf(message) : null;
    const operator = found && operatorOf(found);
    return operator === null ? [] : { id: message.id, set: { operator } };
  });
  await updateEach(tx, 'messages', lookedUp);
  const operators = new Map(lookedUp.map(({ id, set }) => [id, set.operator]));
  for (const message of messages) {
    tx.count(message, { ...message, operator: operators.get(message.id) ?? message.operator }, 1);
  }
  if (messages.length < STEP) {
    await tx.db.deleteFrom('uncounted').where('id', '=', 1).execute();
    return false;
  }
  await tx.db
    .updateTable('uncounted')
    .set({ counted: messages.at(-1)?.id ?? left.counted })
    .where('id', '=', 1)
    .execute();
  return true;
}

/** Hours of which a row that counts nothing any more is sought: by then most of what was accepted in them has ended (hours). */
const EMPTIED = { from: 30, to: 2 } as const;

/** Forgets rows that count nothing any more, of the hours before `now` (ms). */
export async function forgetEmptyHours(tx: Tx, now: number): Promise<void> {
  const hour = Math.floor(now / HOUR_MS);
  await tx.db
    .deleteFrom('hours')
    .where('hour', '>=', hour - EMPTIED.from)
    .where('hour', '<', hour - EMPTIED.to)
    .where('messages', '=', 0)
    .where('parts', '=', 0)
    .where('cost', '=', 0)
    .execute();
}
