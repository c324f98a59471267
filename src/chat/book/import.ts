import { z } from 'zod';
import { findLayout, sampleOf } from '../../files/layout.ts';
import { LIMITS, TableRefused } from '../../files/refusal.ts';
import type { Row } from '../../files/row.ts';
import { enqueueJob, type JobWork, jobWork } from '../../jobs/kind.ts';
import { CONSENT, isConsent } from '../../messages/consent.ts';
import { parsePhone } from '../../messages/recipient.ts';
import { type Contact, contactsNamed, writeContacts } from '../../store/contacts.ts';
import type { Tx } from '../../store/database.ts';
import { roleOf } from '../access.ts';
import { decline } from '../answer.ts';
import { writeCard } from '../cards/kind.ts';
import { type NoticeLine, noticeCard } from '../cards/notice/body.ts';
import { renumberingCard } from '../cards/renumbering/body.ts';
import type { Context, Settings } from '../context.ts';
import { cellReader } from '../grammar/cell.ts';
import { isOneOf } from '../locale.ts';
import type { Did } from '../record.ts';
import { namelessFile } from '../tables/nameless-file.ts';
import type { Tables } from '../tables/reading.ts';
import { FIELD_LENGTHS, fieldOf, MOST_FIELDS, readContactEntry } from './contact-entry.ts';
import { type ContactsImport, importJob } from './import-job.ts';
import { isName, keyOf } from './names.ts';
import { mayChange, ownerOf, ownersFor } from './owners.ts';

/** Contacts of one table. */
const MOST = 2_000;
/** Bad rows that are told each by itself. */
const NAMED = 10;

const NUMBERS = { name: '', recipients: 'list', recipientKind: 'phone', options: {}, text: 'none' } as const;

/** A row of which nothing comes, and why. */
interface BadRow {
  readonly row: number;
  readonly why: 'name' | 'number' | 'twice' | 'consent' | 'theirs';
  readonly typed: string;
}

/** What stands in a table, or why nothing of it can be read. */
type Read =
  | { readonly contacts: readonly (Entry & { readonly row: number })[]; readonly bad: readonly BadRow[] }
  | { readonly refused: string };
type Entry = Pick<Contact, 'name' | 'key' | 'number' | 'fields'>;

/** Has the table beside the words, or that of the message which they reply to, read. */
export async function importContacts(context: Context, typed: string): Promise<Did | null> {
  const { document, person, place, messageId, language, tx, now } = context;
  if (!document) return decline(context, 'contacts-import-how');
  const { own } = readContactEntry(typed, context.settings.country);
  const job = {
    document,
    personId: person.id,
    owner: ownerOf(context, own === true),
    chatId: place.chatId,
    threadId: place.threadId,
    replyTo: place.isPrivate ? null : messageId,
    language,
  };
  await enqueueJob(tx, importJob, job, { key: null, now });
  return { arg: 'import' };
}

async function readContacts(
  { document, language }: ContactsImport,
  country: string,
  { download, open }: Tables,
): Promise<Read> {
  const file = namelessFile();
  try {
    const fetched = await download(document.fileId, file.path, LIMITS.bytes);
    if ('refused' in fetched) return { refused: 'contacts-import-gone' };
    await using table = await open(file.path, { language });
    const { sample, rows } = await sampleOf(table.rows);
    const layout = await findLayout(sample, cellReader(NUMBERS, country));
    if (!layout) return { refused: 'contacts-import-no-numbers' };
    const { column, names, others, first } = layout;
    const named = names.findIndex((name) => isOneOf(name.trim(), 'typed-name'));
    const width = Math.max(...sample.map(({ cells }) => cells.length));
    const nameColumn =
      named >= 0 ? named : [...Array(width).keys()].find((at) => at !== column && !others.includes(at));
    if (nameColumn === undefined) return { refused: 'contacts-import-no-names' };
    return await contactsIn(rows, { column, nameColumn, names, first }, country);
  } catch (error) {
    if (error instanceof TableRefused) return { refused: 'contacts-import-unreadable' };
    throw error;
  } finally {
    file.forget();
  }
}

async function contactsIn(
  rows: AsyncIterable<Row>,
  layout: {
    readonly column: number;
    readonly nameColumn: number;
    readonly names: readonly string[];
    readonly first: number;
  },
  country: string,
): Promise<Read> {
  const contacts = new Map<string, Entry & { row: number }>();
  const bad: BadRow[] = [];
  for await (const { row, cells } of rows) {
    if (row < layout.first) continue;
    // What this program writes into a table has a mark before what could run as a formula.
    const cell = (at: number): string => (cells[at] ?? '').trim().replace(/^'/, '');
    const name = cell(layout.nameColumn).normalize('NFC');
    const key = keyOf(name);
    const parsed = parsePhone(cell(layout.column), country);
    if (!isName(name)) bad.push({ row, why: 'name', typed: name });
    else if ('problem' in parsed) bad.push({ row, why: 'number', typed: cell(layout.column) });
    else if (contacts.has(key)) bad.push({ row, why: 'twice', typed: name });
    else {
      const fields = layout.names.flatMap((field, at) => {
        const value = cell(at).slice(0, FIELD_LENGTHS.value);
        const isField =
          at !== layout.column && at !== layout.nameColumn && field.trim() !== '' && value !== '';
        return isField ? [fieldOf([field.trim().slice(0, FIELD_LENGTHS.name), value])] : [];
      });
      const known = Object.fromEntries(fields.filter(([, value]) => value !== '').slice(0, MOST_FIELDS));
      const { [CONSENT]: consent } = known;
      if (consent !== undefined && !isConsent(consent)) bad.push({ row, why: 'consent', typed: consent });
      else contacts.set(key, { row, name, key, number: parsed.digits, fields: known });
    }
    if (contacts.size + bad.length > MOST) return { refused: 'contacts-import-many' };
  }
  return { contacts: [...contacts.values()], bad };
}

/** Where a table was sent. */
const placeOf = ({ chatId, threadId, replyTo, language, personId }: ContactsImport, now: number) => ({
  chatId,
  threadId,
  replyTo,
  language,
  personId,
  now,
});

/** Says what came of a table in the place where it was sent. */
async function say(tx: Tx, job: ContactsImport, lines: NoticeLine[], now: number): Promise<void> {
  await writeCard(tx, noticeCard, { body: { lines }, ...placeOf(job, now) });
}

/** A contact whose number stands for something else in a table. */
interface Renumbered {
  readonly name: string;
  readonly was: string;
  readonly number: string;
}

/** Asks there whether contacts get other numbers. */
const ask = (tx: Tx, job: ContactsImport, renumbered: readonly Renumbered[], now: number) =>
  writeCard(tx, renumberingCard, {
    body: { job, n: renumbered.length, first: renumbered.slice(0, NAMED), answer: null },
    ...placeOf(job, now),
  });

export const importWork = (settings: Pick<Settings, 'country' | 'ownerIds'>, tables: Tables): JobWork =>
  jobWork(importJob, {
    cursor: z.never(),
    maxTries: 4,
    read: ({ body: job }) => readContacts(job, settings.country, tables),
    async piece({ tx, read, body: job, now }) {
      if ('refused' in read) {
        await say(tx, job, [{ id: read.refused, args: { most: MOST } }], now);
        return null;
      }
      const { personId, owner } = job;
      const person = { id: personId, name: '', role: await roleOf(tx.db, settings.ownerIds, personId) };
      const keys = read.contacts.map(({ key }) => key);
      const there = new Map<string, Contact>();
      for (const one of await contactsNamed(tx.db, ownersFor(personId), keys)) {
        if (one.owner === owner || !there.has(one.key)) there.set(one.key, one);
      }
      const isTheirs = ({ key }: Entry) => {
        const before = there.get(key);
        return before !== undefined && (before.owner !== owner || !mayChange(before, person));
      };
      const theirs = read.contacts.filter(isTheirs);
      const mine = read.contacts.filter((one) => !isTheirs(one));
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
        : [...read.bad, ...theirs.map(({ row, name }) => ({ row, why: 'theirs', typed: name }) as const)];
      const asks = renumbered.length > 0 && !job.renumbers;
      if (written.length + bad.length > 0 || !asks) {
        await say(
          tx,
          job,
          [
            { id: job.renumbers ? 'contacts-renumbered' : 'contacts-imported', args: { n: written.length } },
            ...bad
              .slice(0, NAMED)
              .map(({ row, why, typed }) => ({ id: `contacts-bad-${why}`, args: { row, typed } })),
            ...(bad.length > NAMED ? [{ id: 'and-more', args: { n: bad.length - NAMED } }] : []),
          ],
          now,
        );
      }
      if (asks) await ask(tx, job, renumbered, now);
      return null;
    },
    givenUp: (tx, job, now) => say(tx, job, [{ id: 'contacts-import-unreadable' }], now),
  });
