import type { ExpressionBuilder } from 'kysely';
import { type Ended, THERE } from '../../messages/ends.ts';
import type { Snapshot } from '../engine/database.ts';
import { STATE } from '../tables/coded.ts';
import { ITS_ONE_MESSAGE, idsOf } from '../tables/message-id.ts';
import type { Schema } from '../tables/schema.ts';
import type { Order } from './orders.ts';

/** Of a message that somebody has, or may have; `ends`: those after which they may. */
const isThere = (eb: ExpressionBuilder<Schema, 'messages'>, ends: readonly Ended[]) =>
  eb.or([
    eb('messages.state', 'in', STATE.all(THERE)),
    ...ends.map(({ state, error, command_status }) =>
      eb.and([
        eb('messages.state', '=', STATE.of[state]),
        eb('messages.error', error === null ? 'is' : '=', error),
        eb('messages.command_status', command_status === null ? 'is' : '=', command_status),
      ]),
    ),
  ]);

/**
 * To whom an order's messages came, or may have come, by whatever channel they went on: each once, as typed, so many behind
 * the message with an id.
 */
export async function reachedBy(
  db: Snapshot,
  { number, fallback }: Pick<Order, 'number' | 'fallback'>,
  ends: readonly Ended[],
  { after, limit }: { readonly after: number; readonly limit: number },
): Promise<{ readonly id: number; readonly recipient: string }[]> {
  const { first, last } = idsOf(number);
  return db
    .selectFrom('messages')
    .select(['messages.id', 'messages.recipient'])
    .where('messages.id', '>=', Math.max(first, after + 1))
    .where('messages.id', '<=', last)
    .where((eb) => {
      const itself = isThere(eb, ends);
      if (fallback === null) return itself;
      const further = eb
        .selectFrom('orders')
        .innerJoin('messages', (join) => join.on(ITS_ONE_MESSAGE))
        .select('messages.recipient')
        .where('orders.chain', '=', number)
        .where((inner) => isThere(inner, ends));
      return eb.or([itself, eb('messages.recipient', 'in', further)]);
    })
    .orderBy('messages.id')
    .limit(limit)
    .execute();
}
