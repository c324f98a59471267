import type { Mention } from '../../messages/mention.ts';
import { touchCards } from '../chats/cards.ts';
import type { Reader, Tx } from '../engine/database.ts';
import { emptyCards } from './forget-words.ts';
import type { Holding, PersonRow } from './person.ts';

/** Their cards show nothing of them any more, and are edited. */
export async function eraseCards(tx: Tx, ids: readonly (string | null)[], now: number): Promise<void> {
  const known = ids.filter((id) => id !== null);
  await emptyCards(tx, known, now);
  await touchCards(tx, known, now);
}

/** Cards that are looked at by one call. */
const CARDS = 2_000;

/** Cards that show a contact of theirs, a stretch of all cards at a time. */
async function theirContactCards(db: Reader, { number }: Mention, after: string | null) {
  const known = await db.selectFrom('contacts').select('id').where('number', '=', number).execute();
  if (known.length === 0) return { rows: [], next: null };
  const stretch = await db
    .selectFrom('cards')
    .select(['id', 'kind', 'body'])
    .where('id', '>', after ?? '')
    .orderBy('id')
    .limit(CARDS)
    .execute();
  const named = known.map(({ id }) => `"contactId":${id},`);
  const rows = stretch
    .filter(({ kind, body }) => kind === 'contact' && named.some((name) => body.includes(name)))
    .map(({ id, body }) => ({ id, text: body }));
  return { rows, next: stretch.length < CARDS ? null : (stretch.at(-1)?.id ?? null) };
}

/** Messages in chats that name them go on doing so until they are edited. */
export const contactCards: Holding<PersonRow & { readonly id: string }> = {
  name: 'cards.contact',
  page: theirContactCards,
  async erase(tx, _, rows, { now }) {
    await eraseCards(
      tx,
      rows.map(({ id }) => id),
      now,
    );
  },
};
