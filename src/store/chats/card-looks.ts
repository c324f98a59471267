import type { Selectable } from 'kysely';
import type { Tx } from '../engine/database.ts';
import type { CardsTable } from '../tables/chat-schema.ts';

/*
 * A card is changed by whoever changes what it shows, and looked at by whoever shows it. A card that changes faster than
 * it is shown, a bulk's, is marked before each look with the revision that it has (looked_revision):
 *
 *   looked ──first change: revision + 1, due──> due ──further changes: nothing to write──> due ──look──> looked
 *
 * No change is lost: what commits after the mark finds the revision looked at and writes the next one; what committed
 * before it is seen by the look, which reads after the mark. On PostgreSQL one that is under way and writes nothing
 * locks the row, for which the mark waits: else the look could begin before it commits and end its being due. It does so
 * as it ends: see hot/counts-together.ts.
 */

type Card = Selectable<CardsTable>;

/** So many changes since it was last shown tell a card that changes faster (a message of its own makes two or three). */
const MANY_CHANGES = 5;

/** Whether a look at the card is to be marked: once it was, its changes count on it. */
export const isLookMarked = ({ revision, shown_revision, looked_revision }: Card): boolean =>
  looked_revision !== null || revision > shown_revision + MANY_CHANGES;

/** Marks that a look at the card begins after this transaction. Returns the card as it is then, if it is in its chat. */
export function markLook(tx: Tx, card: Pick<Card, 'id' | 'chat_id'>): Promise<Card | undefined> {
  return tx.db
    .updateTable('cards')
    .set((eb) => ({ looked_revision: eb.ref('revision') }))
    .where('id', '=', card.id)
    .where('chat_id', '=', card.chat_id)
    .returningAll()
    .executeTakeFirst();
}
