import type { PartPrice, PartPrices } from '../../messages/estimate.ts';
import type { Channel } from '../../messages/request.ts';
import type { Reader } from '../engine/database.ts';
import { CHANNEL } from '../tables/coded.ts';
import { ITS_ORDER } from '../tables/message-id.ts';

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

/** Messages by whose prices a part of an operator's is reckoned. */
const PRICED_BY_OPERATOR = 2_000;

/** What a part on a channel has cost lately, of each operator and of all; null: nobody knows. */
export async function recentPrices(db: Reader, channel: Channel): Promise<PartPrices | null> {
  const priced = await db
    .selectFrom((eb) =>
      eb
        .selectFrom('messages')
        .select(['id', 'cost', 'own_parts', 'operator'])
        .orderBy('id', 'desc')
        .limit(PRICED_LATELY)
        .as('messages'),
    )
    .innerJoin('orders', (join) => join.on(ITS_ORDER))
    .select(['messages.cost', 'messages.operator'])
    .select((eb) => eb.fn.coalesce('messages.own_parts', 'orders.parts').as('parts'))
    .where('orders.channel', '=', CHANNEL.of[channel])
    .where('messages.cost', '>', 0)
    .orderBy('messages.id', 'desc')
    .limit(PRICED_BY_OPERATOR)
    .execute();
  const all = priceOf(priced);
  if (!all) return null;
  const byOperator = [...Map.groupBy(priced, ({ operator }) => operator ?? '')].flatMap(
    ([operator, some]): [string, PartPrice][] => {
      const price = operator === '' ? null : priceOf(some);
      return price ? [[operator, price]] : [];
    },
  );
  return { all, byOperator: new Map(byOperator) };
}

function priceOf(priced: readonly { cost: number | null; parts: number | null }[]): PartPrice | null {
  const each = priced.flatMap(({ cost, parts }) =>
    cost && parts ? [{ cost, parts, price: cost / parts }] : [],
  );
  if (each.length === 0) return null;
  const prices = each.map(({ price }) => price);
  const sum = (what: 'cost' | 'parts'): number => each.reduce((total, one) => total + one[what], 0);
  return {
    mean: Math.round(sum('cost') / sum('parts')),
    least: Math.round(Math.min(...prices)),
    most: Math.round(Math.max(...prices)),
    messages: each.length,
  };
}
