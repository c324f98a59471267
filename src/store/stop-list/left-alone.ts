import { z } from 'zod';
import { LANES } from '../../messages/lanes.ts';
import { turnAt } from '../attempts/turns.ts';
import { isCampaign } from '../campaigns/campaign-decisions.ts';
import { touchCards } from '../chats/cards.ts';
import { addJob } from '../chats/jobs.ts';
import type { Reader, Tx } from '../engine/database.ts';
import { versioned } from '../engine/versions.ts';
import { lockOrder } from '../orders/decisions.ts';
import type { Order } from '../orders/orders.ts';
import { HELD, STATE } from '../tables/coded.ts';
import { idsOf, orderNumberOf } from '../tables/message-id.ts';

/** How many messages of an order are kept back since their recipients are left alone, and until when the first is (ms). */
export async function quietOf(
  db: Reader,
  { id }: { readonly id: number },
  accounts: readonly string[],
): Promise<{ readonly n: number; readonly until: number | null }> {
  const { first, last } = idsOf(orderNumberOf(id));
  const { n, until } = await db
    .selectFrom('messages')
    .select(({ fn }) => [fn.countAll<number>().as('n'), fn.min<number | null>('turn').as('until')])
    .where('account', 'in', accounts)
    .where('lane', '=', LANES.retry)
    .where('ready_at', 'is not', null)
    .where('id', '>=', first)
    .where('id', '<=', last)
    .where('held', '=', HELD.quiet)
    .executeTakeFirstOrThrow();
  return { n, until };
}

/** Lets the others go of a long order that goes at any hour: see src/chat/sending/releasing.ts. */
export const passingQuiet = {
  name: 'pass-quiet',
  version: 0,
  body: z.object({ orderNumber: z.number() }),
};

/** So many messages are let go in one transaction. */
const TOGETHER = 1_000;

/** Lets some messages of an order go that are kept back. Returns whether there may be more of them. */
export async function letGo(
  tx: Tx,
  orderNumber: number,
  accounts: readonly string[],
  now: number,
  together = TOGETHER,
): Promise<boolean> {
  const { first, last } = idsOf(orderNumber);
  const { numUpdatedRows } = await tx.db
    .updateTable('messages')
    .set({ ...turnAt(LANES.retry, now), held: HELD.not, fresh_at: now })
    .where('id', 'in', (eb) =>
      eb
        .selectFrom('messages')
        .select('id')
        .where('account', 'in', accounts)
        .where('lane', '=', LANES.retry)
        .where('ready_at', 'is not', null)
        .where('id', '>=', first)
        .where('id', '<=', last)
        .where('held', '=', HELD.quiet)
        .limit(together),
    )
    .where('state', '=', STATE.of.queued)
    .executeTakeFirst();
  tx.changed('outbox');
  return Number(numUpdatedRows) === together;
}

/**
 * On PostgreSQL nobody holds back what is queued of an order by itself, and is not held back yet, before this transaction ends.
 * What is being held back just now is seen once that is had.
 */
async function lockQueued(tx: Tx, order: Order, accounts: readonly string[]): Promise<void> {
  if (tx.kind === 'sqlite') return;
  const { first, last } = idsOf(order.number);
  await tx.db
    .selectFrom('messages')
    .select('id')
    .where('id', '>=', first)
    .where('id', '<=', last)
    .where('ready_at', 'is not', null)
    .where('state', '=', STATE.of.queued)
    .where('held', '!=', HELD.quiet)
    // Of a campaign only what was tried before is queued so: few, among as many as are held back.
    .$if(isCampaign(order), (query) => query.where('account', 'in', accounts).where('lane', '=', LANES.retry))
    .orderBy('id')
    .forUpdate()
    .execute();
}

/**
 * Those of these messages, locked, that are to be held back over quiet hours and whose orders have them yet: somebody may have
 * said that all of it goes at any hour since they were read.
 */
export async function leftAlone<T extends { readonly message: { readonly id: number } }>(
  tx: Tx,
  group: readonly T[],
): Promise<readonly T[]> {
  if (group.length === 0 || tx.kind === 'sqlite') return group;
  const numbers = new Set(group.map(({ message }) => orderNumberOf(message.id)));
  const quiet = await tx.db
    .selectFrom('orders')
    .select('number')
    .where('number', 'in', [...numbers])
    .where('quiet', 'is not', null)
    .execute();
  const has = new Set(quiet.map(({ number }) => number));
  return group.filter(({ message }) => has.has(orderNumberOf(message.id)));
}

/** An order goes at any hour from now on, by the word of somebody who may send. */
export async function passQuiet(
  tx: Tx,
  order: Order,
  accounts: readonly string[],
  now: number,
  together = TOGETHER,
): Promise<void> {
  const { id, number } = order;
  // Who claims locks messages before their orders, of a campaign after it.
  if (isCampaign(order)) await lockOrder(tx, id);
  await lockQueued(tx, order, accounts);
  if (await letGo(tx, number, accounts, now, together)) {
    const body = versioned(passingQuiet, { orderNumber: number });
    await addJob(tx, { kind: passingQuiet.name, body, key: `${passingQuiet.name} ${number}`, now });
  }
  await tx.db.updateTable('orders').set({ quiet: null, vouched_at: now }).where('id', '=', id).execute();
  await touchCards(tx, [order.card_id], now);
}

/** What is kept back of a number is looked at again: it may be known by now what its clocks show. */
export async function lookAgain(tx: Tx, number: string, now: number): Promise<void> {
  const { numUpdatedRows } = await tx.db
    .updateTable('messages')
    .set({ ...turnAt(LANES.retry, now), fresh_at: now })
    .where('recipient', '=', number)
    .where('ready_at', '>', now)
    .where('held', '=', HELD.quiet)
    .where('state', '=', STATE.of.queued)
    .executeTakeFirst();
  if (numUpdatedRows > 0n) tx.changed('outbox');
}
