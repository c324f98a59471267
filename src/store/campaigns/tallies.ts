import { type Expression, type ExpressionBuilder, type SelectQueryBuilder, type SqlBool, sql } from 'kysely';
import { stateWithin } from '../../messages/campaign.ts';
import type { MessageState } from '../../messages/status.ts';
import { countsOfChain } from '../chains/chain-tallies.ts';
import type { Snapshot, Tx } from '../engine/database.ts';
import { AMISS, CAMPAIGN, ORDER_CLASS, STATE } from '../tables/coded.ts';
import { type Ids, ITS_ONE_MESSAGE, ITS_ORDER, idsOf } from '../tables/message-id.ts';
import type { MessagesTable, OrdersTable } from '../tables/message-schema.ts';
import type { Schema } from '../tables/schema.ts';
import { type Count, type Counted, type Counting, codesOf } from './tally-deltas.ts';

/** So many messages like this one. */
export const countOf = ({ state, error, command_status, ended_at, cost }: Counted, times = 1): Count => ({
  state,
  error,
  command_status,
  ended_at,
  count: times,
  cost: times * (cost ?? 0),
  priced: cost === null ? 0 : times,
});

/** Tells the tallies what a message was, and what of that has become another thing. */
export function tallyChange(tx: Tx, order: Counting, was: Counted, set: Partial<Counted>): void {
  const { state, error, command_status, ended_at, cost } = was;
  tx.tally(order, countOf(was, -1));
  // A message has many columns more: all of them are as much to copy as the rest of its change together.
  tx.tally(order, countOf({ state, error, command_status, ended_at, cost, ...set }));
}

/** What messages of an order become together. */
type Alike = Partial<Omit<MessagesTable, 'error' | 'command_status' | 'cost'>> & Pick<MessagesTable, 'state'>;

/** Which of an order's messages are meant. */
type Condition = (eb: ExpressionBuilder<Schema, 'messages'>) => Expression<SqlBool>;

const COUNTED_BY = ['state', 'error', 'command_status'] as const;

/** Messages as one row for each state and reason. */
const grouped = <Row>(rows: SelectQueryBuilder<Schema, never, Row>) =>
  (rows as unknown as SelectQueryBuilder<Schema, 'messages', unknown>)
    .select(COUNTED_BY)
    .select((eb) => [
      eb.fn.countAll<number>().as('count'),
      eb.fn.count<number>('cost').as('priced'),
      sql<number>`coalesce(sum(cost), 0)`.as('cost'),
      eb.fn.max<number | null>('ended_at').as('ended_at'),
    ])
    .groupBy(COUNTED_BY)
    .execute();

/**
 * Makes those of an order's messages alike of which a condition is true, and tells the tallies. Returns how many there are.
 * @param turns which turns they get, in the order in which they were typed
 * @param ids among which of the order's messages they are
 */
export async function makeAlike(
  tx: Tx,
  order: Counting,
  only: Condition,
  set: Alike,
  turns: { readonly first: number; readonly step: number } | null = null,
  ids: Ids = idsOf(order.number),
): Promise<number> {
  const counts = await (tx.kind === 'postgres' ? changeLocked : changeCounted)(tx, ids, only, {
    ...set,
    ...(turns && { turn: sql<number>`cast(${turns.first} as bigint) + (numbered.nth - 1) * ${turns.step}` }),
  });
  for (const count of counts) {
    tx.tally(order, { ...count, count: -count.count, cost: -count.cost, priced: -count.priced });
    tx.tally(order, { ...count, state: set.state, ended_at: set.ended_at ?? null });
  }
  return counts.reduce((sum, { count }) => sum + count, 0);
}

const those = (db: Tx['db'], { first, last }: Ids, only: Condition) =>
  db.selectFrom('messages').where('messages.id', '>=', first).where('messages.id', '<=', last).where(only);

const nth = sql<number>`row_number() over (order by id)`.as('nth');

/** SQLite has one writer, and returns of what it changes what it has become. */
async function changeCounted({ db }: Tx, ids: Ids, only: Condition, set: object) {
  const meant = those(db, ids, only);
  const counts = await grouped(meant as never);
  if (counts.length === 0) return counts;
  const changed = db.updateTable('messages').set(set);
  if ('turn' in set) {
    const numbered = meant.select('id').select(nth).as('numbered');
    await changed.from(numbered).whereRef('messages.id', '=', 'numbered.id').execute();
  } else {
    await changed.where('id', '>=', ids.first).where('id', '<=', ids.last).where(only).execute();
  }
  return counts;
}

/** On PostgreSQL others change messages meanwhile: those are counted that are changed. */
const changeLocked = ({ db }: Tx, ids: Ids, only: Condition, set: object) =>
  grouped(
    db
      .with('locked', () =>
        those(db, ids, only)
          .select(['id', ...COUNTED_BY, 'cost', 'ended_at'])
          .orderBy('id')
          .forUpdate(),
      )
      .with('numbered', (qb) => qb.selectFrom('locked').selectAll().select(nth))
      .with('changed', (qb) =>
        qb
          .updateTable('messages')
          .from('numbered')
          .set(set)
          .whereRef('messages.id', '=', 'numbered.id')
          .returning([
            'numbered.state',
            'numbered.error',
            'numbered.command_status',
            'numbered.cost',
            'numbered.ended_at',
          ]),
      )
      .selectFrom('changed') as never,
  );

/** How many messages of an order are in a state for a reason. */
export interface Tally {
  readonly state: MessageState;
  readonly error: number | null;
  readonly command_status: number | null;
  readonly count: number;
  /** Null: none of them has a price so far. */
  readonly cost: number | null;
  /** When the last of them ended (ms). */
  readonly ended_at: number | null;
}

/** How many of a card's messages are in each state, what they cost so far, and when the last one ended. */
export async function tallyOfCard(db: Snapshot, cardId: string): Promise<Tally[]> {
  const order = await orderShown(db, cardId);
  return order ? tallyOf(db, order) : [];
}

/**
 * The same of an order; what went on by other channels is counted with it, each person once. What a transaction changes it does not see before it is through.
 */
export async function tallyOf(
  db: Snapshot,
  order: Counting & Pick<OrdersTable, 'campaign' | 'fallback'>,
): Promise<Tally[]> {
  const own =
    order.class === ORDER_CLASS.of.bulk ? await kept(db, order.number) : await counted(db, order.number);
  const rows = order.fallback === null ? own : [...own, ...(await countsOfChain(db, order.number))];
  const campaign = order.campaign === null ? null : CAMPAIGN.name(order.campaign);
  const tally = new Map<string, Tally>();
  for (const { state: own, error, command_status, count, priced, ...row } of rows) {
    const state = stateWithin(campaign, STATE.name(own));
    const cost = priced > 0 ? row.cost : null;
    // What is cancelled and what will be are one.
    const key = JSON.stringify([state, error, command_status]);
    const alike = tally.get(key);
    tally.set(key, {
      state,
      error,
      command_status,
      count: count + (alike?.count ?? 0),
      cost: cost === null ? (alike?.cost ?? null) : cost + (alike?.cost ?? 0),
      ended_at: Math.max(row.ended_at ?? 0, alike?.ended_at ?? 0) || null,
    });
  }
  return [...tally.values()].filter(({ count }) => count > 0);
}

/** How many messages of a campaign are in a state by themselves, whatever was said to it. */
export async function countTallied(db: Snapshot, orderNumber: number, state: MessageState): Promise<number> {
  const { n } = await db
    .selectFrom('tallies')
    .select((eb) => eb.fn.coalesce(eb.fn.sum<number>('count'), sql.lit(0)).as('n'))
    .where('order_number', '=', orderNumber)
    .where('state', '=', STATE.of[state])
    .executeTakeFirstOrThrow();
  return n;
}

const orderShown = (db: Snapshot, cardId: string) =>
  db
    .selectFrom('orders')
    .select(['number', 'class', 'campaign', 'fallback'])
    .where('card_id', '=', cardId)
    .executeTakeFirst();

/** What is kept of a bulk. */
async function kept(db: Snapshot, orderNumber: number): Promise<Count[]> {
  const rows = await db
    .selectFrom('tallies')
    .select([...COUNTED_BY, 'count', 'cost', 'priced', 'ended_at'])
    .where('order_number', '=', orderNumber)
    .where('count', '>', 0)
    .execute();
  return rows.map((row) => ({ ...row, ...codesOf(row) }));
}

/** The same, read from the messages themselves. */
function counted(db: Snapshot, orderNumber: number): Promise<Count[]> {
  const { first, last } = idsOf(orderNumber);
  return grouped(db.selectFrom('messages').where('id', '>=', first).where('id', '<=', last) as never);
}

/** Said so, a query goes by the index of the few messages that have something amiss: SQLite takes its condition by the word. */
export const isAmiss = sql<SqlBool>`messages.state >= ${sql.lit(AMISS)}`;

/** Orders by which a message went on. */
export const following = (eb: ExpressionBuilder<Schema, 'messages'>) =>
  eb.selectFrom('orders as next').select('next.id').whereRef('next.follows', '=', 'messages.id');

/** Of a card's messages in these states, all of them amiss, the first so many of each state and reason, as typed. */
export async function firstOfEachEnd(
  db: Snapshot,
  cardId: string,
  states: readonly MessageState[],
  limit: number,
): Promise<(Omit<Tally, 'count' | 'cost' | 'ended_at'> & { readonly recipient: string })[]> {
  const order = await orderShown(db, cardId);
  if (!order) return [];
  const { first, last } = idsOf(order.number);
  const found = [];
  for (const { state, error, command_status } of await tallyOf(db, order)) {
    if (!states.includes(state)) continue;
    const ended = db
      .selectFrom('messages')
      .select(['messages.id', 'messages.recipient'])
      .where(isAmiss)
      .where('state', '=', STATE.of[state])
      .where('error', error === null ? 'is' : '=', error)
      .where('command_status', command_status === null ? 'is' : '=', command_status)
      .orderBy('messages.id')
      .limit(limit);
    const own = ended.where('messages.id', '>=', first).where('messages.id', '<=', last);
    const rows =
      order.fallback === null
        ? await own.execute()
        : [
            ...(await own.where((eb) => eb.not(eb.exists(following(eb)))).execute()),
            ...(await ended
              .innerJoin('orders', (join) => join.on(ITS_ORDER))
              .where('orders.chain', '=', order.number)
              .where(ITS_ONE_MESSAGE)
              .clearOrderBy()
              .orderBy('orders.number')
              .where((eb) => eb.not(eb.exists(following(eb))))
              .execute()),
          ].slice(0, limit);
    for (const row of rows) found.push({ ...row, state, error, command_status });
  }
  return found.toSorted((one, other) => one.id - other.id);
}
