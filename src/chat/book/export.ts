import { contactsOf } from '../../store/contacts.ts';
import { decline } from '../answer.ts';
import { giveCsv, privateLocale } from '../cards/csv/give.ts';
import type { Context } from '../context.ts';
import { toldInPrivate } from '../in-private.ts';
import type { Did } from '../record.ts';
import { ownersFor } from './owners.ts';

/** Contacts of one table. */
const MOST = 10_000;

/** Sends a table of all contacts that somebody sees to their private chat. */
export async function exportContacts(context: Context): Promise<Did | null> {
  const { tx, person, place, settings, now } = context;
  const contacts = await contactsOf(tx.db, ownersFor(person.id), { limit: MOST });
  if (contacts.length === 0) return decline(context, 'contacts-none');
  const locale = await privateLocale(tx.db, person.id, settings);
  const fields = [...new Set(contacts.flatMap((contact) => Object.keys(contact.fields)))];
  const header = [locale.t('contacts-name'), locale.t('contacts-number'), ...fields];
  const rows = contacts.map(({ name, number, fields: known }) => [
    name,
    `+${number}`,
    ...fields.map((field) => known[field] ?? ''),
  ]);
  const table = { name: 'contacts.csv', caption: `📇 ${locale.t('contacts-title')}`, header, rows };
  await giveCsv(tx, table, { personId: person.id, role: 'operator', locale, now });
  if (!place.isPrivate) {
    const told = await toldInPrivate(context, 'csv-being-made-in-private');
    if (told) await decline(context, told.id, { bot: settings.username });
  }
  return { arg: 'export' };
}
