import type { Mention } from '../../messages/mention.ts';
import { removeContact } from '../book/contacts.ts';
import type { Reader } from '../engine/database.ts';
import { stopEntryOf } from '../stop-list/stop-list.ts';
import type { ProviderQuestionsTable } from '../tables/schema.ts';
import { switchOff } from '../watch/watches.ts';
import type { Holding, Page, PersonRow } from './person.ts';
import { contactCards, eraseCards } from './person-cards.ts';
import { MESSAGES_OF } from './person-messages.ts';

/*
 * Rows that are one person's, each found by the number.
 */

async function theirTalks(db: Reader, { number }: Mention) {
  const rows = await db.selectFrom('talks').selectAll().where('number', '=', number).execute();
  return { rows, next: null };
}

const talks: Holding<PersonRow & { readonly id: number }> = {
  name: 'talks',
  page: theirTalks,
  async erase(tx, _, rows, { now }) {
    const ids = rows.map(({ id }) => id);
    const cards = await tx.db
      .deleteFrom('talk_places')
      .where('talk_id', 'in', ids)
      .returning('card_id')
      .execute();
    await tx.db.deleteFrom('talks').where('id', 'in', ids).execute();
    await eraseCards(
      tx,
      cards.map(({ card_id }) => card_id),
      now,
    );
  },
};

async function theirContacts(db: Reader, { number }: Mention) {
  const rows = await db.selectFrom('contacts').selectAll().where('number', '=', number).execute();
  return { rows, next: null };
}

const contacts: Holding<PersonRow & { readonly id: number }> = {
  name: 'contacts',
  page: theirContacts,
  async erase(tx, _, rows) {
    for (const { id } of rows) await removeContact(tx, id);
  },
};

async function theirOwn(db: Reader, { number }: Mention) {
  const rows = await db
    .selectFrom('people')
    .select(['id', 'name', 'own_number'])
    .where('own_number', '=', number)
    .execute();
  return { rows, next: null };
}

/** Somebody of the team has tests sent there. */
const own: Holding<PersonRow & { readonly id: number }> = {
  name: 'people',
  page: theirOwn,
  async erase(tx, { number }) {
    await tx.db.updateTable('people').set({ own_number: null }).where('own_number', '=', number).execute();
  },
};

/** That they are not written to stays, and is known by the digest alone. */
const stopList: Holding = {
  name: 'stop_list',
  async page(db, { number }) {
    const entry = await stopEntryOf(db, number);
    return { rows: entry === null || entry.number === null ? [] : [{ ...entry }], next: null };
  },
  async erase(tx, _, rows) {
    await tx.db
      .updateTable('stop_list')
      .set({ number: null, why: null, incoming_id: null })
      .where(
        'digest',
        'in',
        rows.map(({ digest }) => String(digest)),
      )
      .execute();
  },
};

async function theirWatches(db: Reader, whom: Mention) {
  const rows = await db.selectFrom('watches').selectAll().where('terms', 'like', whom.like).execute();
  return { rows: rows.filter(({ terms }) => whom.isIn(terms)), next: null };
}

/** What a chat is told of them alone. */
const watches: Holding<PersonRow & { readonly id: number }> = {
  name: 'watches',
  page: theirWatches,
  async erase(tx, _, rows) {
    for (const { id } of rows) await switchOff(tx, id);
  },
};

async function theirQuestions(
  db: Reader,
  { number }: Mention,
): Promise<Page<PersonRow & { readonly kind: ProviderQuestionsTable['kind'] }>> {
  const rows = await db.selectFrom('provider_questions').selectAll().where('subject', '=', number).execute();
  return { rows, next: null };
}

/** What the provider was asked of them. */
const questions: Holding<PersonRow & { readonly kind: ProviderQuestionsTable['kind'] }> = {
  name: 'provider_questions',
  page: theirQuestions,
  async erase(tx, { number }, rows) {
    const kinds = rows.map(({ kind }) => kind);
    for (const table of ['provider_question_cards', 'provider_questions'] as const) {
      await tx.db.deleteFrom(table).where('kind', 'in', kinds).where('subject', '=', number).execute();
    }
  },
};

export const ROWS_OF = [
  ...MESSAGES_OF,
  talks,
  // As long as the contacts are there.
  contactCards,
  contacts,
  own,
  stopList,
  watches,
  questions,
] as const;
