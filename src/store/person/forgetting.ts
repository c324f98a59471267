import { type Expression, type ExpressionBuilder, type RawBuilder, type SqlBool, sql } from 'kysely';
import { isFinal, MESSAGE_STATES } from '../../messages/status.ts';
import { SMALL, STATE } from '../tables/coded.ts';
import type { Schema } from '../tables/schema.ts';

/*
 * What people wrote goes once it is old; that they did, when, to whom and what became of it stays. A call looks at a few
 * rows, from the oldest on, and leaves alone what is still needed: that is looked at again in the next round.
 */

/** A row among those of its age. */
export interface Place {
  /** Its time (ms). */
  readonly at: number;
  /** Its id, among others of that time; in digits where it is a number. */
  readonly id: string;
  /** Of an order, from which position on its messages are still to be done; null: the whole row is. */
  readonly from: number | null;
}

/** Before every row. */
export const FIRST: Place = { at: 0, id: '', from: null };

/** What a call did. */
export interface Step {
  /** Behind which row to go on; null: there are no more. */
  readonly next: Place | null;
  /** How many rows lost something, or went. */
  readonly gone: number;
}

/** What is looked for: rows from before `before` (ms), behind `after`. */
export interface Sought {
  readonly before: number;
  readonly after: Place;
  readonly now: number;
}

/** Nothing goes that something happened to within this time (ms). */
export const LEFT_ALONE_MS = 48 * 3600 * 1000;

/** Rows looked at by one call, which takes some milliseconds. */
export const ROWS = 25;

/** States of messages that are not over. */
export const OPEN = STATE.all(MESSAGE_STATES.filter((state) => !isFinal(state)));

/** Of rows in the order of that time and their ids: those behind this one. */
export const isBehind = (time: string, { at, id }: Place): RawBuilder<SqlBool> =>
  sql`(${sql.ref(time)}, ${sql.ref('id')}) > (${at}, ${id})`;

/** The same where ids are numbers; an earlier version may have noted one that was none. */
export const isBehindNumber = (time: string, { at, id }: Place): RawBuilder<SqlBool> =>
  sql`(${sql.ref(time)}, ${sql.ref('id')}) > (${at}, ${Number(id) || 0})`;

/**
 * Whether a query that goes with a row finds anything, looked up for that row: EXISTS PostgreSQL may answer out of a hash
 * of whole tables, built for a page of a few rows.
 */
export const finds = (query: { limit(rows: number): Expression<unknown> }): RawBuilder<SqlBool> =>
  sql`(${query.limit(1)}) is not null`;

/** What of a page of at most `limit` rows comes behind it; null: it was the last one. */
export function behind<Row extends { readonly id: string | number }>(
  rows: readonly Row[],
  timeOf: (row: Row) => number,
  limit = ROWS,
): Place | null {
  const last = rows.at(-1);
  return last === undefined || rows.length < limit
    ? null
    : { at: timeOf(last), id: String(last.id), from: null };
}

/** Messages of an order by their positions, below `end`: a stretch of their ids. */
export const firstOf = (eb: ExpressionBuilder<Schema, 'orders'>, end: number) =>
  eb
    .selectFrom('messages')
    .select(sql.lit(1).as('one'))
    .where(sql<SqlBool>`messages.id >= (orders.number << 20)`)
    .where(sql<SqlBool>`messages.id < (orders.number << 20) + ${sql.lit(end)}`);

/** Whether messages of an order are not over: those of a bulk are counted. */
export const hasOpen = (eb: ExpressionBuilder<Schema, 'orders'>) =>
  eb.or([
    finds(firstOf(eb, SMALL).where('messages.state', 'in', OPEN)),
    finds(
      eb
        .selectFrom('tallies')
        .select(sql.lit(1).as('one'))
        .whereRef('tallies.order_number', '=', 'orders.number')
        .where('tallies.state', 'in', OPEN)
        .where('tallies.count', '>', 0),
    ),
  ]);
