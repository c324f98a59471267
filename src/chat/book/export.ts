import { type Contact, contactsOf, countContacts } from '../../store/contacts.ts';
import { decline } from '../answer.ts';
import { type Csv, giveNumbers, privateLocale } from '../cards/csv/give.ts';
import type { Context } from '../context.ts';
import { sayInPrivate } from '../in-private.ts';
import type { Locale } from '../locale.ts';
import type { Did } from '../record.ts';
import { shownFields } from './contact-entry.ts';
import { ownersFor } from './owners.ts';

/** Contacts of one table; more of them are in more tables. */
const MOST = 10_000;

/** A table of some contacts, which are those of a page among so many. */
function tableOf(contacts: readonly Contact[], locale: Locale, page: number, pages: number): Csv {
  const known = contacts.map(({ fields }) => new Map(shownFields(fields, locale.language)));
  const fields = [...new Set(known.flatMap((one) => [...one.keys()]))];
  const rows = contacts.map(({ name, number }, at) => [
    name,
    `+${number}`,
    ...fields.map((field) => known[at]?.get(field) ?? ''),
  ]);
  const title = `📇 ${locale.t('contacts-title')}`;
  return {
    name: pages > 1 ? `contacts-${page}.csv` : 'contacts.csv',
    caption: pages > 1 ? `${title} · ${page}/${pages}` : title,
    header: [locale.t('contacts-name'), locale.t('contacts-number'), ...fields],
    rows,
  };
}

/** Sends tables of all contacts that somebody sees to their private chat. */
export async function exportContacts(context: Context): Promise<Did | null> {
  const { tx, person, place, settings } = context;
  const owners = ownersFor(person.id);
  const pages = Math.ceil((await countContacts(tx.db, owners)) / MOST);
  if (pages === 0) return decline(context, 'contacts-none');
  const locale = await privateLocale(tx.db, person.id, settings);
  for (let page = 1; page <= pages; page++) {
    const contacts = await contactsOf(tx.db, owners, { from: (page - 1) * MOST, limit: MOST });
    const table = tableOf(contacts, locale, page, pages);
    await giveNumbers(context, table, { what: 'contacts-title', role: 'operator', locale });
  }
  if (!place.isPrivate) await sayInPrivate(context, 'csv-being-made-in-private');
  return { arg: 'export' };
}
