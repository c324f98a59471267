import { type Selectable, sql } from 'kysely';
import type { Tx } from './database.ts';
import { recordChangesOn } from './hot/cards.ts';
import { OUT_OF_REACH } from './out-of-reach.ts';
import type { CardsTable } from './schema.ts';

/*
 * A card is changed by whoever changes what it shows, and looked at by whoever shows it. A card that changes faster than
 * it is shown, a bulk's, is marked before each look with the revision that it has (looked_revision):
 *
 *   looked ──first change: revision + 1, due──> due ──further changes: nothing to write──> due ──look──> looked
 *
 * No change is lost: what commits after the mark finds the revision looked at and writes the next one; what committed
 * before it is seen by the look, which reads after the mark. On PostgreSQL one that is under way and writes nothing
 * shares a lock on the row, for which the mark waits: else the look could begin before it commits and end its being due.
 * Changes do not wait for each other so.
 */

type Card = Selectable<CardsTable>;

/** So many changes since it was last shown tell a card that changes faster (a message of its own makes two or three). */
const MANY_CHANGES = 5;

const isTouchable = sql<boolean>`(failure is null or failure in (${sql.join([...OUT_OF_REACH])}))`;

/** Not while it is due already and no look has begun since it changed. */
const wantsMark = (now: number) =>
  sql<boolean>`(due_at is null or due_at > ${now} or looked_revision is null or looked_revision = revision)`;

/** Has these cards (not over 500) looked at after this transaction. Says whether that is news of any. */
export async function recordChanges(tx: Tx, ids: readonly string[], now: number): Promise<boolean> {
  if (tx.prepare) return recordChangesOn(tx.prepare, ids, now);
  const set = sql`set revision = revision + 1, due_at = ${now}`;
  const named = sql`id in (${sql.join(ids)})`;
  const wanted = sql`${isTouchable} and ${wantsMark(now)}`;
  const { rows } = await sql<{ id: string; is_new: boolean }>`
    with touched as (update cards ${set} where ${named} and ${wanted} returning id),
    held as (select id from cards where ${named} and not (${wanted}) for share)
    select id, true as is_new from touched union all select id, false from held`.execute(tx.db);
  const known = new Set(rows.map(({ id }) => id));
  const overtaken = ids.filter((id) => !known.has(id));
  if (overtaken.length > 0) {
    // Others were changing them, or beginning to look.
    await sql`update cards ${set} where id in (${sql.join(overtaken)}) and ${isTouchable}`.execute(tx.db);
  }
  return overtaken.length > 0 || rows.some(({ is_new }) => is_new);
}

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
