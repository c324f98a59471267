import { z } from 'zod';
import { type Contact, contactsBehind, countContacts } from '../../store/book/contacts.ts';
import { listExport } from '../list-export.ts';
import { isOneOf, type Locale } from '../locale.ts';
import { shownFields } from './contact-entry.ts';
import { keyOf } from './names.ts';
import { ownersFor } from './owners.ts';

/**
 * With a column for each field that one of these has, as a table that can be sent back has them: one for what is a field but
 * for its case, and what goes into texts as a name called otherwise than the name of the contact.
 */
function tableOf(contacts: readonly Contact[], locale: Locale) {
  const inTexts = locale.t('contacts-name-in-texts');
  const columns = new Map<string, string>();
  const known = contacts.map(({ fields }) => {
    const own = new Map<string, string>();
    for (const [field, value] of shownFields(fields, locale.language)) {
      const called = isOneOf(field, 'typed-name') ? inTexts : field;
      const isSecond = own.has(keyOf(called));
      const key = isSecond ? `${keyOf(called)} ${field}` : keyOf(called);
      if (!columns.has(key)) columns.set(key, isSecond ? field : called);
      own.set(key, value);
    }
    return own;
  });
  const keys = [...columns.keys()];
  const rows = contacts.map(({ name, number }, at) => [
    name,
    `+${number}`,
    ...keys.map((key) => known[at]?.get(key) ?? ''),
  ]);
  return { header: [locale.t('contacts-name'), locale.t('contacts-number'), ...columns.values()], rows };
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
