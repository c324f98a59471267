import type { Card } from './cards.ts';
import type { Reader } from './database.ts';
import { contentOf } from './documents.ts';

/** Cards that are looked through. */
const LOOKED_THROUGH = 30;

/** From whom the orders before a card's were to go in its chat, the last one first; null: nobody was named. */
export async function sendersBefore(
  db: Reader,
  { chat_id, id }: Pick<Card, 'chat_id' | 'id'>,
  limit: number,
): Promise<(string | null)[]> {
  const rows = await db
    .selectFrom((eb) =>
      eb
        .selectFrom('cards')
        .select('id')
        .where('chat_id', '=', chat_id)
        .where('id', '<', id)
        .orderBy('id', 'desc')
        .limit(LOOKED_THROUGH)
        .as('near'),
    )
    .innerJoin('orders', 'orders.card_id', 'near.id')
    .select('orders.request')
    .orderBy('near.id', 'desc')
    .limit(limit)
    .execute();
  return rows.map((row) => {
    const content = contentOf(row);
    return ('from' in content ? content.from : null) ?? null;
  });
}
