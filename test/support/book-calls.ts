import { renameInBook } from '../../src/store/book/book-names.ts';
import * as groups from '../../src/store/book/contact-groups.ts';
import * as contacts from '../../src/store/book/contacts.ts';
import * as templates from '../../src/store/book/templates.ts';
import type { Tx } from '../../src/store/engine/database.ts';
import { CHAT, NOW } from './filled-ids.ts';

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
    await contacts.writeContacts(tx, [ivan], NOW);
    const id = await contacts.writeContact(tx, ivan, NOW);
    await contacts.findContact(tx.db, id);
    await renameInBook(tx, 'contacts', ivan, { key: 'petr', name: 'Petr' });
    await contacts.fieldsByNumber(tx.db, OWNERS, ['79991234567']);
    await contacts.removeContact(tx, id);
  },
  async (tx) => {
    const { owner, name, madeBy } = ivan;
    const id = await groups.makeGroup(tx, { owner, key: 'couriers', name, madeBy }, NOW);
    await groups.addMembers(tx, id, [1_000_000, 1_000_001]);
    await groups.removeMembers(tx, id, [1_000_000]);
    await groups.findGroup(tx.db, id);
    await renameInBook(tx, 'contact_groups', { owner, key: 'couriers' }, { key: 'drivers', name: 'drivers' });
    await groups.removeGroup(tx, id);
  },
  async (tx) => {
    const { owner, name, madeBy } = ivan;
    const ready = { owner, key: 'ready', name, channel: 'sms', language: '', text: 'hi', kind: null, madeBy };
    const id = await templates.writeTemplate(tx, ready, NOW);
    await templates.useTemplate(tx, id, NOW);
    await templates.findTemplate(tx.db, id);
    await renameInBook(tx, 'templates', ready, { key: 'done', name: 'done' });
    await templates.removeTemplates(tx, [id]);
  },
  ({ db }) => templates.templatesNamed(db, OWNERS, 'ready'),
  ({ db }) => templates.templatesOf(db, OWNERS, 'used'),
  ({ db }) => templates.templatesOf(db, OWNERS, 'named'),
  ({ db }) => templates.countTemplates(db, OWNERS),
  ({ db }) => groups.groupsNamed(db, OWNERS, ['couriers']),
  ({ db }) => groups.contactGroupsOf(db, OWNERS),
  ({ db }) => groups.countContactGroups(db, OWNERS),
  ({ db }) => groups.membersOf(db, [1, 2]),
  ({ db }) => groups.firstMembersOf(db, [1, 2], 5),
  ({ db }) => contacts.contactsNamed(db, OWNERS, ['ivan', 'olga']),
  ({ db }) => contacts.contactsOf(db, { owners: OWNERS, limit: 12 }),
  async ({ db }) => {
    const [first, , third] = await contacts.contactsOf(db, { owners: OWNERS, limit: 3 });
    await contacts.contactsOf(db, { owners: OWNERS, limit: 12 }, first?.id);
    await contacts.contactsBefore(db, { owners: OWNERS, limit: 12 }, third?.id ?? first?.id ?? 0);
  },
  ({ db }) => contacts.contactsBehind(db, OWNERS, null, 500),
  ({ db }) => contacts.contactsBehind(db, OWNERS, { owner: 0, key: 'a' }, 500),
  ({ db }) => contacts.countContacts(db, OWNERS),
  ({ db }) => contacts.contactNames(db, OWNERS),
];
