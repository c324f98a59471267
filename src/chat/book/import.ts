import { enqueueJob, type JobWork } from '../../jobs/kind.ts';
import { CONSENT, isConsent } from '../../messages/consent.ts';
import { type Contact, contactsNamed, writeContacts } from '../../store/contacts.ts';
import type { Tx } from '../../store/database.ts';
import { roleOf } from '../access.ts';
import { decline } from '../answer.ts';
import { renumberingCard } from '../cards/renumbering/body.ts';
import type { Context, Settings } from '../context.ts';
import { isOneOf } from '../locale.ts';
import type { Did } from '../record.ts';
import { answerTable, type NumberTable, sayOfTable, tableImportWork } from '../tables/import.ts';
import type { Tables } from '../tables/reading.ts';
import { tableSent } from '../tables/sent-table.ts';
import { FIELD_LENGTHS, fieldOf, MOST_FIELDS, readContactEntry } from './contact-entry.ts';
import { type ContactsImport, importJob } from './import-job.ts';
import { asOneWord, isName, keyOf } from './names.ts';
import { mayChange, ownerOf, ownersFor } from './owners.ts';

/** Contacts of one table. */
const MOST = 2_000;
/** Bad rows that are told each by itself. */
const NAMED = 10;

/** A row of which nothing comes, and why. */
interface BadRow {
  readonly row: number;
  readonly why: 'name' | 'number' | 'numbers' | 'twice' | 'consent' | 'theirs';
  readonly typed: string;
}

type Entry = Pick<Contact, 'name' | 'key' | 'number' | 'fields'>;

interface Contacts {
  readonly contacts: readonly (Entry & { readonly row: number })[];
  readonly bad: readonly BadRow[];
  /** Rows that whoever sent the table does not see: how many. */
  readonly hidden: number;
  /** The names of those whose names are of several words in the table. */
  readonly joined: readonly string[];
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

/** The column that is called so, or else the first without numbers. */
function nameColumnOf({ layout: { names, column, others }, width }: NumberTable): number | undefined {
  const named = names.findIndex((name) => isOneOf(name.trim(), 'typed-name'));
  if (named >= 0) return named;
  return [...Array(width).keys()].find((at) => at !== column && !others.includes(at));
}

async function contactsIn(table: NumberTable): Promise<Contacts | { refused: string }> {
  const { rows, layout, reader } = table;
  const nameColumn = nameColumnOf(table);
  if (nameColumn === undefined) return { refused: 'contacts-import-no-names' };
  const contacts = new Map<string, Entry & { row: number }>();
  const bad: BadRow[] = [];
  let unseen = 0;
  const joined: string[] = [];
  const { [nameColumn]: header = '' } = layout.names;
  const nameField = isOneOf(header.trim(), 'typed-name') ? header.trim() : 'name';
  for await (const { row, cells, hidden } of rows) {
    if (row < layout.first) continue;
    if (hidden) {
      unseen += 1;
      continue;
    }
    const cell = (at: number): string => (cells[at] ?? '').trim();
    const typed = cell(nameColumn).normalize('NFC');
    const name = isName(typed) ? typed : asOneWord(typed);
    const key = keyOf(name ?? '');
    const reading = reader.read(cell(layout.column));
    // Which of several is theirs, nobody says.
    const [number, ...others] = 'found' in reading ? reading.found : [];
    if (name === null) bad.push({ row, why: 'name', typed });
    else if (!number) bad.push({ row, why: 'number', typed: cell(layout.column) });
    else if (others.length > 0) bad.push({ row, why: 'numbers', typed: cell(layout.column) });
    else if (contacts.has(key)) bad.push({ row, why: 'twice', typed });
    else {
      const fields = layout.names.flatMap((field, at) => {
        const value = cell(at).slice(0, FIELD_LENGTHS.value);
        const isField = at !== layout.column && at !== nameColumn && field.trim() !== '' && value !== '';
        return isField ? [fieldOf([field.trim().slice(0, FIELD_LENGTHS.name), value])] : [];
      });
      // What goes to customers as {name} is as it stands in the table.
      if (name !== typed) fields.unshift([nameField, typed]);
      const known = Object.fromEntries(fields.filter(([, value]) => value !== '').slice(0, MOST_FIELDS));
      const { [CONSENT]: consent } = known;
      if (consent !== undefined && !isConsent(consent)) bad.push({ row, why: 'consent', typed: consent });
      else {
        contacts.set(key, { row, name, key, number: number.to, fields: known });
        if (name !== typed) joined.push(name);
      }
    }
    if (contacts.size + bad.length > MOST) return { refused: 'contacts-import-many' };
  }
  return { contacts: [...contacts.values()], bad, hidden: unseen, joined };
}

async function keep(
  tx: Tx,
  job: ContactsImport,
  found: Contacts,
  { ownerIds, now }: Pick<Settings, 'ownerIds'> & { readonly now: number },
): Promise<void> {
  const { personId, owner } = job;
  const person = { id: personId, name: '', role: await roleOf(tx.db, ownerIds, personId) };
  const keys = found.contacts.map(({ key }) => key);
  const there = new Map<string, Contact>();
  for (const one of await contactsNamed(tx.db, ownersFor(personId), keys)) {
    if (one.owner === owner || !there.has(one.key)) there.set(one.key, one);
  }
  const isTheirs = ({ key }: Entry) => {
    const before = there.get(key);
    return before !== undefined && (before.owner !== owner || !mayChange(before, person));
  };
  const theirs = found.contacts.filter(isTheirs);
  const mine = found.contacts.filter((one) => !isTheirs(one));
  const renumbered = mine.flatMap(({ key, name, number }) => {
    const was = there.get(key)?.number ?? number;
    return was === number ? [] : [{ key, name, was, number }];
  });
  const others = new Set(renumbered.map(({ key }) => key));
  // A number that somebody's name stood for is replaced when a person has seen both.
  const written = mine.filter(({ key }) => others.has(key) === (job.renumbers === true));
  await writeContacts(
    tx,
    written.map((one) => ({ ...one, owner, madeBy: personId })),
    now,
  );
  const bad = job.renumbers
    ? []
    : [...found.bad, ...theirs.map(({ row, name }) => ({ row, why: 'theirs', typed: name }) as const)];
  const hidden = job.renumbers ? 0 : found.hidden;
  const [joined] = job.renumbers ? [] : found.joined;
  const asks = renumbered.length > 0 && !job.renumbers;
  if (written.length + bad.length + hidden > 0 || !asks) {
    await sayOfTable(
      tx,
      job,
      [
        { id: job.renumbers ? 'contacts-renumbered' : 'contacts-imported', args: { n: written.length } },
        ...(joined === undefined
          ? []
          : [{ id: 'contacts-joined', args: { n: found.joined.length, name: joined } }]),
        ...bad
          .slice(0, NAMED)
          .map(({ row, why, typed }) => ({ id: `contacts-bad-${why}`, args: { row, typed } })),
        ...(bad.length > NAMED ? [{ id: 'and-more', args: { n: bad.length - NAMED } }] : []),
        ...(hidden > 0 ? [{ id: 'table-hidden-rows', args: { n: hidden } }] : []),
      ],
      now,
    );
  }
  if (asks) {
    const body = { job, n: renumbered.length, first: renumbered.slice(0, NAMED), answer: null };
    await answerTable(tx, job, renumberingCard, { body, now });
  }
}

export const importWork = (settings: Pick<Settings, 'country' | 'ownerIds'>, tables: Tables): JobWork =>
  tableImportWork<ContactsImport, Contacts>(
    {
      kind: importJob,
      most: MOST,
      take: contactsIn,
      keep: (tx, job, found, now) => keep(tx, job, found, { ownerIds: settings.ownerIds, now }),
    },
    settings,
    tables,
  );
