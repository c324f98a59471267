import * as contacts from '../../src/store/contacts.ts';
import type { Tx } from '../../src/store/database.ts';
import { CHAT, NOW } from './filled-store.ts';

const OWNERS = [contacts.TEAM, CHAT];
const ivan = {
  owner: contacts.TEAM,
  key: 'ivan',
  name: 'Ivan',
  number: '79991234567',
  fields: { city: 'Omsk' },
  madeBy: CHAT,
};

/** What the program does with names. */
export const BOOK_CALLS: readonly ((tx: Tx) => Promise<unknown>)[] = [
  async (tx) => {
    const id = await contacts.writeContact(tx, ivan, NOW);
    await contacts.findContact(tx.db, id);
    await contacts.removeContact(tx, id);
  },
  ({ db }) => contacts.contactsNamed(db, OWNERS, ['ivan', 'olga']),
  ({ db }) => contacts.contactsOf(db, OWNERS, { limit: 12 }),
  ({ db }) => contacts.countContacts(db, OWNERS),
  ({ db }) => contacts.contactNames(db, OWNERS),
];
