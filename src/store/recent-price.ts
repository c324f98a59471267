import type { Channel } from '../messages/request.ts';
import { CHANNEL } from './coded.ts';
import type { Reader } from './database.ts';
import { ITS_ORDER } from './message-id.ts';

/** Among so many of the newest messages a price is looked for: one that has none must not have the store read through. */
const PRICED_LATELY = 10_000;

/**
 * The average price of one part on a channel over its last priced messages (money), or null when none of the newest
 * 10,000 messages of all channels is one.
 */
export async function recentPrice(db: Reader, channel: Channel): Promise<number | null> {
  const row = await db
    .selectFrom((eb) =>
      eb
        .selectFrom(
          eb
            .selectFrom('messages')
            .select(['id', 'cost', 'own_parts'])
            .orderBy('id', 'desc')
            .limit(PRICED_LATELY)
            .as('messages'),
        )
        .innerJoin('orders', (join) => join.on(ITS_ORDER))
        .select('messages.cost')
        .select((eb) => eb.fn.coalesce('messages.own_parts', 'orders.parts').as('parts'))
        .where('orders.channel', '=', CHANNEL.of[channel])
        .where('messages.cost', '>', 0)
        .orderBy('messages.id', 'desc')
        .limit(100)
        .as('recent'),
    )
    .select((eb) => [
      eb.fn.sum<number | null>('recent.cost').as('cost'),
      eb.fn.sum<number | null>('recent.parts').as('parts'),
    ])
    .executeTakeFirst();
  return row?.cost && row.parts ? Math.round(row.cost / row.parts) : null;
}
