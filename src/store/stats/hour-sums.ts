import { sql } from 'kysely';
import { isFailed, MESSAGE_STATES } from '../../messages/status.ts';
import type { HourSpend } from '../../watch/past-money.ts';
import type { Filter } from '../../watch/watched.ts';
import type { Snapshot } from '../engine/database.ts';
import { CHANNEL, STATE } from '../tables/coded.ts';
import { hourOf, makersOf, ofOperator } from './hour-filters.ts';

/** What became of the messages of some hours, and what they cost. */
export interface HourSums {
  readonly messages: number;
  /** What is known of the end of these. */
  readonly ended: number;
  readonly failed: number;
  /** Money, as far as prices have come. */
  readonly cost: number;
}

/** Whether what is counted by the hour can be told apart so. */
export const isCountedByHour = ({ code, number, bulk }: Filter): boolean =>
  code === undefined && number === undefined && bulk === undefined;

const FAILED = STATE.all(MESSAGE_STATES.filter(isFailed));
const LOOK_UPS = CHANNEL.all(['hlr', 'ping']);

/** Which of what the hours count is summed up. */
export interface HourFilter extends Pick<Filter, 'from' | 'channel' | 'operator' | 'by'> {
  /** Where no channel is named, look-ups are left out. */
  readonly lookUps: boolean;
}

/** Hours from one moment up to another (ms), as far as they are meant. */
function countedIn(
  db: Snapshot,
  { from, to }: { readonly from: number; readonly to: number },
  only: HourFilter,
) {
  const { channel, operator, by } = only;
  const senders = only.from?.map((sender) => sender.toLowerCase());
  return db
    .selectFrom('hours')
    .where('hour', '>=', hourOf(from))
    .where('hour', '<', hourOf(to))
    .$if(senders !== undefined, (query) => query.where(sql`lower(sender)`, 'in', senders ?? []))
    .$if(channel !== undefined, (query) => query.where('channel', 'in', CHANNEL.all(channel ?? [])))
    .$if(channel === undefined && !only.lookUps, (query) => query.where('channel', 'not in', LOOK_UPS))
    .$if(by !== undefined, (query) => query.where('maker', 'in', makersOf(by ?? [])))
    .$if(operator !== undefined, (query) => query.where((eb) => eb.or(operator?.map(ofOperator) ?? [])));
}

const sumOf = (column: 'messages' | 'cost') => sql<number>`coalesce(sum(${sql.ref(column)}), 0)`;

/** Adds up the hours from one moment up to another (ms). */
export async function sumsOfHours(
  db: Snapshot,
  span: { readonly from: number; readonly to: number },
  only: HourFilter,
): Promise<HourSums> {
  const isCounted = sql`state <> ${sql.lit(STATE.of.accepted)}`;
  const isLost = sql`state in (${sql.join(FAILED.map((state) => sql.lit(state)))})`;
  return countedIn(db, span, only)
    .select([
      sumOf('messages').as('messages'),
      sql<number>`coalesce(sum(case when ${isCounted} then messages else 0 end), 0)`.as('ended'),
      sql<number>`coalesce(sum(case when ${isLost} then messages else 0 end), 0)`.as('failed'),
      sumOf('cost').as('cost'),
    ])
    .executeTakeFirstOrThrow();
}

/** What was sent in each of the hours from one moment up to another (ms), but for those with nothing. */
export const spendByHour = (
  db: Snapshot,
  span: { readonly from: number; readonly to: number },
  only: HourFilter,
): Promise<HourSpend[]> =>
  countedIn(db, span, only)
    .select(['hour', sumOf('messages').as('messages'), sumOf('cost').as('cost')])
    .groupBy('hour')
    .execute();
