import { type Expression, type ExpressionBuilder, type SelectQueryBuilder, type SqlBool, sql } from 'kysely';
import type { Histogram } from '../../messages/delivery-time.ts';
import type { Channel } from '../../messages/request.ts';
import type { MessageState } from '../../messages/status.ts';
import { codesOf } from '../campaigns/tally-deltas.ts';
import type { Snapshot } from '../engine/database.ts';
import { CHANNEL, STATE } from '../tables/coded.ts';
import type { HourReadingsTable, HoursTable } from '../tables/hour-schema.ts';
import type { Schema } from '../tables/schema.ts';
import type { Readers } from '../watch/readings.ts';
import { TOOK_COLUMNS } from './hour-columns.ts';
import { hourOf, ofOperator } from './hour-filters.ts';
import { hoursOfNumber, readersOfNumber } from './number-hours.ts';

/*
 * What is read of the hours. A sum without groups reads a year of a large store in some tenths of a second; groups make the
 * store sort, so they are asked for of what failed, which is little, or where somebody wants them.
 */

/** Which messages are meant; what is left out is not asked for. */
export interface StatsFilter {
  readonly from?: string | undefined;
  readonly channel?: Channel | undefined;
  /** A piece of its name, in any case; '': those whose number's operator is not known. */
  readonly operator?: string | undefined;
  /** The recipient's (digits). */
  readonly number?: string | undefined;
  readonly error?: number | undefined;
  readonly commandStatus?: number | undefined;
  /** As {@link HoursTable} has them. */
  readonly makers?: readonly string[] | undefined;
}

/** From one moment up to another (ms). */
interface Span {
  readonly from: number;
  readonly to: number;
}

/** What became of the messages of a time. */
export interface Sums {
  readonly messages: number;
  readonly delivered: number;
  /** Handed over, and no end is known yet. */
  readonly accepted: number;
  readonly parts: number;
  /** Money. */
  readonly cost: number;
}

export interface Slice extends Sums {
  readonly took: Histogram;
}

type Condition = Expression<SqlBool>;

/** Hours, or what stands for those of one number. */
const hoursIn = (db: Snapshot, { number }: StatsFilter): SelectQueryBuilder<Schema, 'hours', object> =>
  number === undefined ? db.selectFrom('hours') : (db.selectFrom(hoursOfNumber(number)) as never);

const meant =
  ({ from, to }: Span, filter: StatsFilter) =>
  (eb: ExpressionBuilder<Schema, 'hours'>): Condition => {
    const { operator, makers } = filter;
    const conditions: Condition[] = [eb('hour', '>=', hourOf(from)), eb('hour', '<', hourOf(to))];
    if (filter.from !== undefined) conditions.push(eb(sql`lower(sender)`, '=', filter.from.toLowerCase()));
    if (filter.channel !== undefined) conditions.push(eb('channel', '=', CHANNEL.of[filter.channel]));
    if (operator === '') conditions.push(eb('operator', '=', ''));
    else if (operator !== undefined) conditions.push(ofOperator(operator));
    if (filter.error !== undefined) conditions.push(eb('error', '=', filter.error));
    if (filter.commandStatus !== undefined) conditions.push(eb('command_status', '=', filter.commandStatus));
    if (makers !== undefined) conditions.push(eb('maker', 'in', makers.length > 0 ? makers : ['']));
    return eb.and(conditions);
  };

const inState = (state: MessageState) =>
  sql<number>`coalesce(sum(case when state = ${sql.lit(STATE.of[state])} then messages else 0 end), 0)`;
const sumOf = (column: keyof HoursTable | keyof HourReadingsTable) =>
  sql<number>`coalesce(sum(${sql.ref(column)}), 0)`;

const SUMS = [
  sumOf('messages').as('messages'),
  inState('delivered').as('delivered'),
  inState('accepted').as('accepted'),
  sumOf('parts').as('parts'),
  sumOf('cost').as('cost'),
];

type Row = Sums & Record<string, number>;

const sumsOf = ({ messages, delivered, accepted, parts, cost }: Sums): Sums => ({
  messages,
  delivered,
  accepted,
  parts,
  cost,
});

/** What became of the messages of each of these times. */
export async function slicesOf(db: Snapshot, spans: readonly Span[], filter: StatsFilter): Promise<Slice[]> {
  const slices: Slice[] = [];
  for (const span of spans) {
    const row = (await hoursIn(db, filter)
      .select(SUMS)
      .select(TOOK_COLUMNS.map((column) => sumOf(column).as(column)))
      .where(meant(span, filter))
      .executeTakeFirstOrThrow()) as unknown as Row;
    slices.push({ ...sumsOf(row), took: TOOK_COLUMNS.map((column) => row[column] ?? 0) });
  }
  return slices;
}

/** How many of the messages of a time were read; none that failed was. */
export async function readersIn(db: Snapshot, span: Span, filter: StatsFilter): Promise<Readers> {
  const { number, error, commandStatus, ...others } = filter;
  if ((error ?? 0) !== 0 || (commandStatus ?? 0) !== 0) return { read: 0, clicked: 0 };
  const hours =
    number === undefined ? db.selectFrom('hour_readings') : db.selectFrom(readersOfNumber(number));
  return hours
    .select([sumOf('read').as('read'), sumOf('clicked').as('clicked')])
    .where(meant(span, others) as never)
    .executeTakeFirstOrThrow();
}

/** Messages that failed for a reason, of an operator. */
export interface FailedAlike {
  readonly state: MessageState;
  readonly error: number | null;
  readonly command_status: number | null;
  /** '': not known. */
  readonly operator: string;
  readonly messages: number;
}

/** What did not arrive, by its reason and its number's operator. */
export async function failuresOf(db: Snapshot, span: Span, filter: StatsFilter): Promise<FailedAlike[]> {
  const rows = await hoursIn(db, filter)
    .select(['state', 'error', 'command_status', 'operator', sumOf('messages').as('messages')])
    .where('state', 'not in', STATE.all(['accepted', 'delivered']))
    .where(meant(span, filter))
    .groupBy(['state', 'error', 'command_status', 'operator'])
    .execute();
  return rows
    .map((row) => ({ ...row, ...codesOf(row), state: STATE.name(row.state) }))
    .filter(({ messages }) => messages > 0);
}

/** By what messages may be told apart beside their ends. */
export type StatsGroup = 'operator' | 'sender' | 'maker';

/** What became of the messages of each operator, sender or maker, most first. */
export async function groupsOf(
  db: Snapshot,
  by: StatsGroup,
  span: Span,
  filter: StatsFilter,
): Promise<(Sums & { readonly name: string })[]> {
  const rows = (await hoursIn(db, filter)
    .select(by)
    .select(SUMS)
    .where(meant(span, filter))
    .groupBy(by)
    .execute()) as unknown as (Row & Record<StatsGroup, string>)[];
  return rows
    .map((row) => ({ name: row[by], ...sumsOf(row) }))
    .filter(({ messages }) => messages > 0)
    .toSorted((one, other) => other.messages - one.messages);
}

/** One line of a table of all that is counted: messages that are alike but for their times. */
export interface Alike extends Sums {
  readonly channel: Channel;
  readonly sender: string;
  readonly operator: string;
  readonly maker: string;
  readonly state: MessageState;
  readonly error: number | null;
  readonly command_status: number | null;
}

/** All that is counted of a time, told apart as far as it is. */
export async function linesOf(db: Snapshot, span: Span, filter: StatsFilter): Promise<Alike[]> {
  const by = ['channel', 'sender', 'operator', 'maker', 'state', 'error', 'command_status'] as const;
  const rows = await hoursIn(db, filter)
    .select(by)
    .select(SUMS)
    .where(meant(span, filter))
    .groupBy(by)
    .orderBy('channel')
    .orderBy('state')
    .execute();
  return rows
    .map((row) => ({
      ...row,
      ...codesOf(row),
      channel: CHANNEL.name(row.channel),
      state: STATE.name(row.state),
    }))
    .filter(({ messages }) => messages > 0);
}

/** Whether messages of before there were hours are still being counted. */
export async function isCounting(db: Snapshot): Promise<boolean> {
  const row = await db.selectFrom('uncounted').select('id').where('id', '=', 1).executeTakeFirst();
  return row !== undefined;
}
