import type { Card } from '../chats/cards.ts';
import type { Reader } from '../engine/database.ts';
import { contentOf } from './documents.ts';

/** Cards that are looked through. */
const LOOKED_THROUGH = 30;

/** Orders of the cards before one in its chat, the last first. */
const ordersBefore = (db: Reader, { chat_id, id }: Pick<Card, 'chat_id' | 'id'>) =>
  db
    .selectFrom((eb) =>
      eb
        .selectFrom('cards')
        .select(['id', 'kind', 'body'])
        .where('chat_id', '=', chat_id)
        .where('id', '<', id)
        .orderBy('id', 'desc')
        .limit(LOOKED_THROUGH)
        .as('near'),
    )
    .innerJoin('orders', 'orders.card_id', 'near.id')
    .orderBy('near.id', 'desc');

/** The cards of those that were to go at a time. */
export const timedBefore = (
  db: Reader,
  card: Pick<Card, 'chat_id' | 'id'>,
  limit: number,
): Promise<Pick<Card, 'kind' | 'body'>[]> =>
  ordersBefore(db, card)
    .select(['near.kind', 'near.body'])
    .where('orders.send_at', 'is not', null)
    .limit(limit)
    .execute();

/** From whom the orders before a card's were to go in its chat, the last one first; null: nobody was named. */
export async function sendersBefore(
  db: Reader,
  card: Pick<Card, 'chat_id' | 'id'>,
  limit: number,
): Promise<(string | null)[]> {
  const rows = await ordersBefore(db, card).select('orders.request').limit(limit).execute();
  return rows.map((row) => {
    const content = contentOf(row);
    return ('from' in content ? content.from : null) ?? null;
  });
}
