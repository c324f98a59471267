import { type ExpressionBuilder, sql } from 'kysely';
import { LANES, TIMED } from '../../messages/lanes.ts';
import type { Channel } from '../../messages/request.ts';
import type { Reader } from '../engine/database.ts';
import { CHANNEL } from '../tables/coded.ts';
import { ITS_ORDER } from '../tables/message-id.ts';
import type { Schema } from '../tables/schema.ts';

/** What can leave while not every way is up: by the channels whose way is, and by those of which single messages go. */
export interface Going {
  readonly channels: readonly Channel[];
  readonly singles: readonly Channel[];
}

/** Of none is nothing, which PostgreSQL does not take for a list. */
const isOneOf = (eb: ExpressionBuilder<Schema, 'orders'>, channels: readonly Channel[]) =>
  channels.length === 0
    ? sql<boolean>`false`
    : eb(
        'orders.channel',
        'in',
        channels.map((channel) => CHANNEL.of[channel]),
      );

/**
 * The ids of messages that may go now each by itself, in the order in which they should, of those that can leave. What
 * waits before them for its way is read over; repeats go to their own host, and are always among them.
 */
export async function readyAmong(
  db: Reader,
  account: string,
  limit: number,
  now: number,
  { channels, singles }: Going,
): Promise<number[]> {
  const rows = await db
    .selectFrom('messages')
    .innerJoin('orders', (join) => join.on(ITS_ORDER))
    .select('messages.id')
    .where('messages.account', '=', account)
    .where('messages.ready_at', 'is not', null)
    .where((eb) => eb.or([eb('messages.lane', 'not in', TIMED), eb('messages.turn', '<=', now)]))
    .where((eb) =>
      eb.or([
        eb('messages.lane', '=', LANES.repeat),
        isOneOf(eb, channels),
        eb.and([
          isOneOf(eb, singles),
          eb('orders.campaign', 'is', null),
          eb('messages.lane', 'in', [LANES.single, LANES.retry]),
        ]),
      ]),
    )
    .orderBy('messages.lane')
    .orderBy('messages.turn')
    .orderBy('messages.id')
    .limit(limit)
    .execute();
  return rows.map(({ id }) => id);
}
