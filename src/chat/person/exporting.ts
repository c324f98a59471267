import { z } from 'zod';
import { enqueueJob, type JobKind, type JobWork, jobWork } from '../../jobs/kind.ts';
import { formatPhone } from '../../messages/recipient.ts';
import { addChunk, createFile, finishFile } from '../../store/chats/files.ts';
import type { Tx } from '../../store/engine/database.ts';
import type { PersonRow } from '../../store/person/person.ts';
import { BEGINNING, nextOfPerson } from '../../store/person/person-data.ts';
import { decline } from '../answer.ts';
import { refuseNobody } from '../book/unknown.ts';
import { csvCard } from '../cards/csv/body.ts';
import { privateLocale, tellNotMade } from '../cards/csv/give.ts';
import { writeCard } from '../cards/kind.ts';
import type { ChatSettings, Context } from '../context.ts';
import { BYTE_ORDER_MARK, csvLines } from '../csv.ts';
import { sayInPrivate } from '../in-private.ts';
import type { Locale } from '../locale.ts';
import type { Did } from '../record.ts';
import { readStopLine } from '../stop-list/line.ts';
import { declineUnread } from './unread.ts';

const body = z.object({ number: z.string(), personId: z.number() });

/** Makes two files of all that is kept of one person, for whoever asked: a document, and the same as a table. */
const exportJob: JobKind<z.infer<typeof body>> = { name: 'export-person', version: 1, body };

export async function exportPerson(context: Context, typed: string): Promise<Did | null> {
  const { tx, person, now } = context;
  const read = await readStopLine(context, typed);
  const { numbers, nobody, why } = read;
  const [number, another] = numbers;
  if (nobody !== null) return refuseNobody(context, 'export', nobody);
  if (number === undefined || another !== undefined || why !== null) {
    return declineUnread(context, 'export', typed, read);
  }
  await enqueueJob(tx, exportJob, { number, personId: person.id }, { key: null, now });
  const id = 'export-being-made';
  await (context.place.isPrivate ? decline(context, id) : sayInPrivate(context, id));
  return {};
}

const cursor = z.object({
  holding: z.number(),
  after: z.string().nullable(),
  document: z.string(),
  table: z.string(),
  /** Of each of the two so far. */
  chunks: z.number(),
  rows: z.number(),
});
type Cursor = z.infer<typeof cursor>;

const isWorkbook = (name: string, row: PersonRow): boolean =>
  name === 'files' && String(row.name).endsWith('.xlsx');

/** What columns and fields are called that hold a time. */
const TIME = /(?:^|_)(?:at|since|until)$|(?:At|Since|Until)$/;
/** Earlier than the bot: what is less counts something else (ms). */
const EARLIEST = Date.UTC(2001, 0);

/** A value as people and other programs read it: of a time its date (ISO 8601). */
function legible(field: string, value: unknown): unknown {
  if (typeof value !== 'bigint' && typeof value !== 'number') return value;
  const isTime = TIME.test(field) && value > EARLIEST;
  if (isTime) return new Date(Number(value)).toISOString();
  return typeof value === 'bigint' ? String(value) : value;
}

/** A row of the document. */
const record = (name: string, row: PersonRow): string => JSON.stringify({ table: name, ...row }, legible);

/** The same as lines of the table: each field by itself, those of what goes with it behind a dot. */
function fields(name: string, row: PersonRow, nth: number): string[][] {
  const lines: string[][] = [];
  const add = (field: string, value: unknown): void => {
    if (value === null || value === undefined) return;
    if (typeof value !== 'object') lines.push([name, String(nth), field, String(value)]);
    else {
      for (const [key, one] of Object.entries(value))
        add(field === '' ? key : `${field}.${key}`, legible(key, one));
    }
  };
  add('', row);
  return lines;
}

async function begin(tx: Tx, number: string, locale: Locale, now: number): Promise<Cursor> {
  const name = locale.t('export-file');
  const document = await createFile(tx, { name: `${name}.json`, now });
  const table = await createFile(tx, { name: `${name}.csv`, now });
  const at = new Date(now).toISOString();
  await addChunk(tx, document, 0, Buffer.from(`{"number":"+${number}","at":"${at}","records":[`));
  const header = ['table', 'row', 'field', 'value'].map((one) => locale.t(`export-${one}`));
  await addChunk(tx, table, 0, Buffer.from(BYTE_ORDER_MARK + csvLines([header], locale)));
  return { ...BEGINNING, document, table, chunks: 1, rows: 0 };
}

export const exportWork = (settings: ChatSettings): JobWork =>
  jobWork(exportJob, {
    cursor,
    maxTries: 6,
    async piece({ tx, body: { number, personId }, cursor: before, budget, now }) {
      const locale = await privateLocale(tx.db, personId, settings);
      let at = before ?? (await begin(tx, number, locale, now));
      let isOver = false;
      do {
        const { name, rows, next } = await nextOfPerson(tx.db, number, at);
        // What is being made here mentions them, too; whom a workbook mentions nobody can tell.
        const theirs = rows.filter(
          (row) => row.id !== at.document && row.id !== at.table && !isWorkbook(name, row),
        );
        const { document, table, chunks } = at;
        if (theirs.length > 0) {
          const first = at.rows === 0 ? '\n' : ',\n';
          const records = first + theirs.map((row) => record(name, row)).join(',\n');
          const lines = theirs.flatMap((row, nth) => fields(name, row, at.rows + nth + 1));
          await addChunk(tx, document, chunks, Buffer.from(records));
          await addChunk(tx, table, chunks, Buffer.from(csvLines(lines, locale)));
        }
        at = {
          ...at,
          ...next,
          chunks: chunks + (theirs.length > 0 ? 1 : 0),
          rows: at.rows + theirs.length,
        };
        isOver = next === null;
      } while (!isOver && !budget.isSpent());
      if (!isOver) return at;
      await addChunk(tx, at.document, at.chunks, Buffer.from('\n]}\n'));
      await finishFile(tx, at.document, at.chunks + 1);
      await finishFile(tx, at.table, at.chunks);
      const caption = locale.t('export-title', { who: formatPhone(number) });
      for (const file of [at.document, at.table]) {
        await writeCard(tx, csvCard, {
          body: { caption, rows: at.rows, file, role: 'admin' },
          ...{ chatId: personId, threadId: null, replyTo: null, personId },
          language: locale.language,
          now,
        });
      }
      return null;
    },
    async givenUp(tx, { personId }, now) {
      await tellNotMade(tx, personId, await privateLocale(tx.db, personId, settings), now);
    },
  });
