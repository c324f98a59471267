import { z } from 'zod';
import { type Contact, contactsBehind, countContacts } from '../../store/book/contacts.ts';
import { listExport } from '../list-export.ts';
import type { Locale } from '../locale.ts';
import { shownFields } from './contact-entry.ts';
import { ownersFor } from './owners.ts';

/** With a column for each field that one of these has. */
function tableOf(contacts: readonly Contact[], locale: Locale) {
  const known = contacts.map(({ fields }) => new Map(shownFields(fields, locale.language)));
  const fields = [...new Set(known.flatMap((one) => [...one.keys()]))];
  const rows = contacts.map(({ name, number }, at) => [
    name,
    `+${number}`,
    ...fields.map((field) => known[at]?.get(field) ?? ''),
  ]);
  return { header: [locale.t('contacts-name'), locale.t('contacts-number'), ...fields], rows };
}

/** All contacts that somebody sees. */
export const contactsExport = listExport({
  name: 'export-contacts',
  file: 'contacts',
  sign: '📇',
  title: 'contacts-title',
  none: 'contacts-none',
  after: z.object({ owner: z.number(), key: z.string() }),
  afterOf: ({ owner, key }: Contact) => ({ owner, key }),
  count: (db, personId) => countContacts(db, ownersFor(personId)),
  items: (db, personId, after, limit) => contactsBehind(db, ownersFor(personId), after, limit),
  table: async (_db, contacts, locale) => tableOf(contacts, locale),
});
