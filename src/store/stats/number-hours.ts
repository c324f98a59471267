import { type AliasedExpression, sql } from 'kysely';
import { TOOK_UP_TO } from '../../messages/delivery-time.ts';
import { NONE } from '../campaigns/tally-deltas.ts';
import { STATE } from '../tables/coded.ts';
import type { HourReadingsTable, HoursTable } from '../tables/hour-schema.ts';
import { ITS_ORDER } from '../tables/message-id.ts';
import { COUNTED, HOUR_MS } from './hour-deltas.ts';

const DELIVERED = sql.lit(STATE.of.delivered);

/** Whether a delivery took longer than one bound and no longer than the next (ms). */
const within = (index: number) => {
  const took = sql`(messages.ended_at - messages.accepted_at)`;
  const [from, to] = [TOOK_UP_TO[index - 1], TOOK_UP_TO[index]];
  const isLonger = from === undefined ? sql`true` : sql`${took} > ${sql.lit(from)}`;
  const isShorter = to === undefined ? sql`true` : sql`${took} <= ${sql.lit(to)}`;
  return sql`case when messages.state = ${DELIVERED} and ${isLonger} and ${isShorter} then 1 else 0 end`;
};

const TOOK = sql.join(
  [...TOOK_UP_TO, 0].map((_, index) => sql`${within(index)} as ${sql.ref(`took_${index}`)}`),
);

/** What hours are told apart by, of a message. */
const KEY = sql`
  coalesce(messages.accepted_at, messages.ended_at) / ${sql.lit(HOUR_MS)} as hour,
  orders.channel, coalesce(orders.sender, '') as sender, coalesce(messages.operator, '') as operator,
  case when orders.maker_id is null then orders.maker else orders.maker || ':' || orders.maker_id end as maker`;

/**
 * The messages to one number (digits) as if they were hours, a row each: hours do not tell numbers apart. There are as many
 * as one person is sent.
 */
export const hoursOfNumber = (digits: string): AliasedExpression<HoursTable, 'hours'> =>
  sql<HoursTable>`(
    select ${KEY}, messages.account,
      messages.state, coalesce(messages.error, ${sql.lit(NONE)}) as error,
      coalesce(messages.command_status, ${sql.lit(NONE)}) as command_status, 1 as messages,
      coalesce(messages.own_parts, orders.parts) as parts, coalesce(messages.cost, 0) as cost, ${TOOK}
    from messages inner join orders on ${ITS_ORDER}
    where messages.recipient = ${digits} and messages.state in (${sql.join(COUNTED.map((state) => sql.lit(state)))})
  )`.as('hours');

/** The same of those that were read. */
export const readersOfNumber = (digits: string): AliasedExpression<HourReadingsTable, 'hour_readings'> =>
  sql<HourReadingsTable>`(
    select ${KEY}, messages.account, 1 as read, case when readings.clicked_at is null then 0 else 1 end as clicked
    from messages inner join orders on ${ITS_ORDER} inner join readings on readings.message_id = messages.id
    where messages.recipient = ${digits}
  )`.as('hour_readings');
