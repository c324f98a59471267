import { type Selectable, sql } from 'kysely';
import type { Tx } from '../engine/database.ts';
import { addUse } from '../people/quotas.ts';
import { hasOpen } from '../person/forgetting.ts';
import { ORDER_CLASS } from '../tables/coded.ts';
import type { ChargesTable } from '../tables/quota-schema.ts';

/*
 * An order is charged to whoever has it sent when it is placed. What is cancelled of it before it leaves is given back, and
 * once all of it is over the charge goes: by then it is known what it has cost.
 */

/** An order counts for so much. */
export async function charge(tx: Tx, orderId: string, of: Omit<ChargesTable, 'order_number'>): Promise<void> {
  await addUse(tx, of.person_id, [of.day, of.month], of);
  const charged = tx.db
    .insertInto('charges')
    .values((eb) => ({
      order_number: eb.selectFrom('orders').select('number').where('id', '=', orderId),
      ...of,
    }))
    .execute();
  await tx.unawaited(charged);
}

type Charge = Selectable<ChargesTable>;

/** What an order counts for; undefined: nothing. Nobody else changes it before this transaction ends. */
export const lockCharge = (tx: Tx, orderNumber: number): Promise<Charge | undefined> =>
  tx.db
    .selectFrom('charges')
    .selectAll()
    .where('order_number', '=', orderNumber)
    .$if(tx.kind === 'postgres', (query) => query.forUpdate())
    .executeTakeFirst();

/** An order counts for somebody else, or for another time, whose uses are locked. */
export async function moveCharge(
  tx: Tx,
  { order_number, person_id, day, month, messages, money }: Charge,
  to: Pick<Charge, 'person_id' | 'day' | 'month'>,
): Promise<void> {
  if (to.person_id === person_id && to.day === day && to.month === month) return;
  await addUse(tx, person_id, [day, month], { messages: -messages, money: -money });
  await addUse(tx, to.person_id, [to.day, to.month], { messages, money });
  await tx.db.updateTable('charges').set(to).where('order_number', '=', order_number).execute();
}

/** So many messages of an order have not left, and never will. */
export async function giveBack(tx: Tx, orderNumber: number, messages: number): Promise<void> {
  if (messages === 0) return;
  const charged = await lockCharge(tx, orderNumber);
  if (!charged) return;
  const back = {
    messages: Math.min(messages, charged.messages),
    money: Math.round((charged.money * messages) / Math.max(charged.messages, messages)),
  };
  await tx.db
    .updateTable('charges')
    .set((eb) => ({
      messages: eb('messages', '-', back.messages),
      money: eb('money', '-', back.money),
    }))
    .where('order_number', '=', orderNumber)
    .execute();
  await addUse(tx, charged.person_id, [charged.day, charged.month], {
    messages: -back.messages,
    money: -back.money,
  });
}

/** What an order's messages have cost; null: no price has come. */
const COST = sql<number | null>`case orders.class when ${sql.lit(ORDER_CLASS.of.bulk)}
  then (select sum(tallies.cost) from tallies where tallies.order_number = orders.number and tallies.priced > 0)
  else (select sum(messages.cost) from messages
    where messages.id >= (orders.number << 20) and messages.id < ((orders.number + 1) << 20)) end`;

/**
 * Settles charges of orders that are over by what these have cost, among so many behind an order. Returns behind which one
 * to go on; null: there are no more.
 */
export async function settleCharges(tx: Tx, after: number, limit: number): Promise<number | null> {
  const rows = await tx.db
    .selectFrom('charges')
    .select('order_number')
    .where('order_number', '>', after)
    .orderBy('order_number')
    .limit(limit)
    .execute();
  if (rows.length === 0) return null;
  const orders = await tx.db
    .selectFrom('orders')
    .select('number')
    .select((eb) => [hasOpen(eb).as('open'), COST.as('cost')])
    .where(
      'number',
      'in',
      rows.map(({ order_number }) => order_number),
    )
    .execute();
  for (const { number, open, cost } of orders) {
    if (open) continue;
    const charged = await tx.db
      .deleteFrom('charges')
      .where('order_number', '=', number)
      .returning(['person_id', 'day', 'month', 'money'])
      .executeTakeFirst();
    if (!charged || cost === null) continue;
    const { person_id, day, month, money } = charged;
    await addUse(tx, person_id, [day, month], { messages: 0, money: cost - money });
  }
  return rows.length < limit ? null : (rows.at(-1)?.order_number ?? null);
}
