import { isDeepStrictEqual } from 'node:util';
import { lettersOf } from '../../files/columns.ts';
import { isUnusable } from '../../files/wording.ts';
import { enqueueJob, type JobWork } from '../../jobs/kind.ts';
import { CONSENT, isConsent } from '../../messages/consent.ts';
import { formatPhone } from '../../messages/recipient.ts';
import {
  type Contact,
  contactsNamed,
  type Fields,
  fieldsByNumber,
  writeContacts,
} from '../../store/book/contacts.ts';
import type { Tx } from '../../store/engine/database.ts';
import { waitingTo } from '../../store/orders/scheduled.ts';
import { decline } from '../answer.ts';
import type { NoticeLine } from '../cards/notice/body.ts';
import { renumberingCard } from '../cards/renumbering/body.ts';
import type { Context, Settings } from '../context.ts';
import { isOneOf } from '../locale.ts';
import { roleOf } from '../people/access.ts';
import type { Did } from '../record.ts';
import { answerTable, type NumberTable, sayOfTable, tableImportWork } from '../tables/import.ts';
import type { Tables } from '../tables/reading.ts';
import { tableSent } from '../tables/sent-table.ts';
import { consentReadings, withConsentDay } from './consent-day.ts';
import { FIELD_LENGTHS, fieldOf, MOST_FIELDS, readContactEntry } from './contact-entry.ts';
import { badEmailIn } from './email.ts';
import { type ContactsImport, importJob } from './import-job.ts';
import {
  type BadRow,
  badLines,
  importedLines,
  numberlessLines,
  ofSome,
  sharedLines,
} from './import-lines.ts';
import { mergedFields } from './merged-fields.ts';
import { asOneWord, isName, keyOf } from './names.ts';
import { mayChange, ownerOf, ownersFor } from './owners.ts';
import {
  isExported,
  type NameColumns,
  nameColumnsOf,
  nameInTexts,
  numberColumnsOf,
  numberIn,
} from './people-columns.ts';

/** Contacts of one table. */
const MOST = 2_000;
/** Other numbers that are shown before they are asked about. */
const RENUMBERED = 10;
type Entry = Pick<Contact, 'name' | 'key' | 'number' | 'fields'> & { readonly row: number | null };

interface Contacts {
  readonly contacts: readonly Entry[];
  readonly bad: readonly BadRow[];
  /** Who has no number there, as they are called. */
  readonly numberless: readonly string[];
  /** Those of whom one of several numbers was taken. */
  readonly several: readonly string[];
  /** The names of those whose names are of several words in the table. */
  readonly joined: readonly string[];
  /** Of which columns their numbers are, and how many of each, where there are several columns of numbers. */
  readonly byColumn: readonly string[];
}

/** Has the table beside the words, or that of the message which they reply to, read. */
export async function importContacts(context: Context, typed: string): Promise<Did | null> {
  const table = tableSent(context);
  if (!table) return decline(context, 'contacts-import-how');
  const { own } = readContactEntry(typed, context.settings.country);
  const job = { ...table, owner: ownerOf(context, own === true) };
  await enqueueJob(context.tx, importJob, job, { key: null, now: context.now });
  return { arg: 'import' };
}

/** A name that two columns have, but for those that are no fields; what is one field would have two values then. */
function nameOfTwo(names: readonly string[], others: readonly number[]): string | undefined {
  const fields = names.flatMap((name, at) =>
    others.includes(at) || name.trim() === '' ? [] : [keyOf(fieldOf([name.trim(), name])[0])],
  );
  const second = fields.findIndex((field, at) => fields.indexOf(field) < at);
  return names.find((name) => keyOf(fieldOf([name.trim(), name])[0]) === fields[second]);
}

async function contactsIn(
  table: NumberTable,
): Promise<Contacts | { refused: string; args?: { readonly name: string } }> {
  const { rows, layout, isContacts } = table;
  const named = nameColumnsOf(table);
  if (named === null) return { refused: 'contacts-import-no-names' };
  // Beside the name of a contact a field may be called so, too.
  const twoOf = nameOfTwo(layout.names, [layout.column, ...(isExported(layout) ? [0] : [])]);
  if (twoOf !== undefined) return { refused: 'contacts-import-two-columns', args: { name: twoOf } };
  const contacts = new Map<string, Entry>();
  const bad: BadRow[] = [];
  const numberless: string[] = [];
  const several: string[] = [];
  const joined: string[] = [];
  const columns = numberColumnsOf(table);
  const byColumn = new Map<number, number>();
  const [first, ...parts] = named.parts;
  const { [parts.length > 0 ? -1 : (first ?? -1)]: header = '' } = layout.names;
  const nameField = isOneOf(header.trim(), 'typed-name') ? header.trim() : 'name';
  const isCalled = layout.names.some(
    (name, at) => at === first && parts.length > 0 && isOneOf(name, 'typed-name'),
  );
  for await (const { row: at, cells } of rows) {
    const cell = (at: number): string => (cells[at] ?? '').trim();
    const found = numberIn(cells, columns, table);
    if (!found) {
      numberless.push(nameIn(cell, named, () => false));
      continue;
    }
    const { number, others } = found;
    const inCell = cell(found.at);
    const isOther = (name: string) => {
      const before = contacts.get(keyOf(asOneWord(name) ?? ''));
      return before !== undefined && before.number !== number;
    };
    const typed = nameIn(cell, named, isOther);
    const name = isName(typed) ? typed : asOneWord(typed);
    const key = keyOf(name ?? '');
    const row = isContacts ? null : at;
    const before = contacts.get(key);
    const failed = layout.names.flatMap((field, at) =>
      !isContacts && field.trim() !== '' && at !== found.at && isUnusable(cell(at)) ? [cell(at)] : [],
    );
    if (typed === '') bad.push({ row, why: 'nameless', typed: inCell, name: typed });
    // What a contact has already is worth more.
    else if (failed[0] !== undefined) bad.push({ row, why: 'failed', typed: failed[0], name: typed });
    else if (name === null) bad.push({ row, why: 'name', typed, name: typed });
    else if (number === undefined) bad.push({ row, why: 'number', typed: inCell, name });
    else if (others.length > 0 && !isContacts) bad.push({ row, why: 'numbers', typed: inCell, name });
    // Phones have people more than once: on the SIM, and by each of their accounts.
    else if (before) {
      if (!isContacts || before.number !== number) bad.push({ row, why: 'twice', typed, name });
    } else {
      const fields = layout.names.flatMap((field, at) => {
        const value = cell(at).slice(0, FIELD_LENGTHS.value);
        const isWhole = parts.length === 0 && at === first;
        const isField = at !== found.at && !isWhole && field.trim() !== '' && value !== '';
        const called = nameInTexts(field) ?? field.trim().slice(0, FIELD_LENGTHS.name);
        return isField ? [fieldOf([called, value])] : [];
      });
      const { [found.at]: numberHeader = '' } = layout.names;
      fields.push(...others.map((one, n) => [`${numberHeader}${n + 2}`, formatPhone(one)] as const));
      // What goes to customers as {name} is as it stands in the table.
      if (name !== typed && !isCalled) fields.unshift([nameField, typed]);
      const known = withConsentDay(Object.fromEntries(fields.slice(0, MOST_FIELDS)));
      const { [CONSENT]: consent = '' } = known;
      if (consent !== '' && !isConsent(consent)) {
        const why = consentReadings(consent).length > 1 ? 'consent-two' : 'consent';
        bad.push({ row, why, typed: consent, name });
      } else {
        const email = badEmailIn(known);
        if (email) bad.push({ row, why: 'email', typed: email.typed, name });
        contacts.set(key, { row, name, key, number, fields: email ? without(known, email.field) : known });
        byColumn.set(found.at, (byColumn.get(found.at) ?? 0) + 1);
        if (others.length > 0) several.push(name);
        if (name !== typed) joined.push(name);
      }
    }
    const withoutEmail = bad.filter(({ why }) => why === 'email').length;
    if (contacts.size + bad.length - withoutEmail > MOST) return { refused: 'contacts-import-many' };
  }
  const isOneColumn = isContacts || isExported(layout) || columns.length + layout.others.length < 2;
  const taken = [...byColumn].map(([at, n]) => `${layout.names[at] || lettersOf(at)} (${n})`);
  const all = [...contacts.values()];
  return { contacts: all, bad, numberless, several, joined, byColumn: isOneColumn ? [] : taken };
}

/** The name in a row; `isOther` where somebody else is called so, which a patronymic tells apart. */
function nameIn(
  cell: (at: number) => string,
  { parts, patronymic, otherwise }: NameColumns,
  isOther: (name: string) => boolean,
): string {
  const said = (columns: readonly number[]) => columns.map(cell).filter(Boolean).join(' ').normalize('NFC');
  const name = said(parts) || said(otherwise.filter((at) => cell(at) !== '').slice(0, 1));
  const [given, ...rest] = parts;
  const isWhole = given === undefined || patronymic === undefined || !isOther(name);
  return isWhole ? name : said([given, patronymic, ...rest]);
}

const without = (fields: Fields, field: string): Fields =>
  Object.fromEntries(Object.entries(fields).filter(([name]) => name !== field));

/** What is told once, when a table is read for the first time. */
const NOTHING_ELSE = { numberless: [], several: [], joined: [], byColumn: [] } satisfies Partial<Contacts>;

const isAsBefore = (there: Contact | undefined, { name, number, fields }: Entry): boolean =>
  there?.name === name && there.number === number && isDeepStrictEqual(there.fields, fields);

async function keep(
  tx: Tx,
  job: ContactsImport,
  found: Contacts,
  {
    ownerIds,
    hidden: unseen,
    now,
  }: Pick<Settings, 'ownerIds'> & { readonly hidden: readonly NoticeLine[]; readonly now: number },
): Promise<void> {
  const { personId, owner } = job;
  const person = { id: personId, name: '', role: await roleOf(tx.db, ownerIds, personId) };
  const keys = found.contacts.map(({ key }) => key);
  const there = new Map<string, Contact>();
  for (const one of await contactsNamed(tx.db, ownersFor(personId), keys)) {
    if (one.owner === owner || !there.has(one.key)) there.set(one.key, one);
  }
  const isTheirs = (one: Entry) => {
    const before = there.get(one.key);
    if (before === undefined) return false;
    // What is there as the table has it is changed by nobody.
    const isSame = isAsBefore(before, { ...one, ...mergedFields(before, one) });
    return before.owner !== owner || !(isSame || mayChange(before, person));
  };
  const theirs = found.contacts.filter(isTheirs);
  const mine = found.contacts.filter((one) => !isTheirs(one));
  const renumbered = mine.flatMap(({ key, name, number }) => {
    const was = there.get(key)?.number ?? number;
    return was === number ? [] : [{ key, name, was, number }];
  });
  const others = new Set(renumbered.map(({ key }) => key));
  // A number that somebody's name stood for is replaced when a person has seen both.
  const written = mine
    .filter(({ key }) => others.has(key) === (job.renumbers === true))
    .map((one) => ({ ...one, ...mergedFields(there.get(one.key), one), owner, madeBy: personId }));
  const unchanged = written.filter((one) => isAsBefore(there.get(one.key), one));
  const changed = written.filter((one) => there.has(one.key) && !unchanged.includes(one));
  await writeContacts(
    tx,
    written.filter((one) => !unchanged.includes(one)),
    now,
  );
  const known = await fieldsByNumber(
    tx.db,
    ownersFor(personId),
    written.map(({ number }) => number),
  );
  const bad = job.renumbers
    ? []
    : [...found.bad, ...theirs.map(({ row, name }) => ({ row, why: 'theirs', typed: name, name }) as const)];
  const replaced = job.renumbers ? renumbered.map(({ was }) => was) : [];
  const waiting = await waitingTo(tx.db, replaced);
  const { numberless, several, joined, byColumn } = job.renumbers ? NOTHING_ELSE : found;
  const hidden = job.renumbers ? [] : unseen;
  const unconsented = written.filter(({ isConsentLost }) => isConsentLost).length;
  const asks = renumbered.length > 0 && !job.renumbers;
  if (written.length + bad.length + hidden.length + numberless.length > 0 || !asks) {
    await sayOfTable(
      tx,
      job,
      [
        ...(job.renumbers
          ? [{ id: 'contacts-renumbered', args: { n: written.length } }]
          : importedLines({
              all: written.length,
              changed: changed.length,
              unchanged: unchanged.length,
            })),
        ...(waiting > 0 ? [{ id: 'contacts-waiting', args: { n: waiting } }] : []),
        ...(unconsented > 0 ? [{ id: 'contacts-consent-not-carried', args: { n: unconsented } }] : []),
        ...(byColumn.length > 0
          ? [{ id: 'contacts-by-column', args: { columns: byColumn.join(', ') } }]
          : []),
        ...ofSome('contacts-joined', joined),
        ...ofSome('contacts-several', several),
        ...sharedLines(known),
        ...badLines(bad),
        ...numberlessLines(numberless),
        ...hidden,
      ],
      now,
    );
  }
  if (asks) {
    const body = { job, n: renumbered.length, first: renumbered.slice(0, RENUMBERED), answer: null };
    await answerTable(tx, job, renumberingCard, { body, now });
  }
}

export const importWork = (settings: Pick<Settings, 'country' | 'ownerIds'>, tables: Tables): JobWork =>
  tableImportWork<ContactsImport, Contacts>(
    {
      kind: importJob,
      most: MOST,
      take: contactsIn,
      keep: (tx, job, found, of) => keep(tx, job, found, { ...of, ownerIds: settings.ownerIds }),
    },
    settings,
    tables,
  );
