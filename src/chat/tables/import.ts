import { z } from 'zod';
import type { CellReader } from '../../files/cell.ts';
import { habitsIn, usualEncoding } from '../../files/habits.ts';
import { findLayout, hasRounded, type Layout, sampleOf } from '../../files/layout.ts';
import { LIMITS, type Refusal, TableRefused } from '../../files/refusal.ts';
import type { Row } from '../../files/row.ts';
import { type JobKind, type JobWork, jobWork } from '../../jobs/kind.ts';
import type { Tx } from '../../store/engine/database.ts';
import { type CardKind, writeCard } from '../cards/kind.ts';
import { type NoticeLine, noticeCard } from '../cards/notice/body.ts';
import { refusalLine } from '../cards/table/refusal-line.ts';
import type { Settings } from '../context.ts';
import { phoneReader } from '../grammar/cell.ts';
import { contactColumns, numberColumn } from './contact-columns.ts';
import { localeOf } from './language.ts';
import { namelessFile } from './nameless-file.ts';
import type { Tables } from './reading.ts';
import type { SentTable } from './sent-table.ts';

/** Why nothing is taken of a table: words of the locale files, or why the file is not read. */
interface Refused {
  readonly refused: string | Refusal;
  /** What those words name. */
  readonly args?: Readonly<Record<string, string>>;
}

/** A table in which numbers were found. */
export interface NumberTable {
  readonly rows: AsyncIterable<Row>;
  readonly layout: Layout;
  /** How many columns its first rows have. */
  readonly width: number;
  readonly reader: CellReader;
  /** Whether each row is somebody in an address book. */
  readonly isContacts: boolean;
}

export interface TableImport<Job extends SentTable, Found> {
  readonly kind: JobKind<Job>;
  /** How much one table may hold. */
  readonly most: number;
  /** Takes what is wanted of the rows behind the names of columns, those that can be seen. */
  take(table: NumberTable): Promise<Found | Refused>;
  /** Writes that, and says what came of it; `hidden` is what is said of rows of which nothing was taken. */
  keep(
    tx: Tx,
    job: Job,
    found: Found,
    of: { readonly hidden: readonly NoticeLine[]; readonly now: number },
  ): Promise<void>;
}

/** What was taken of a table, and how many of its rows whoever sent it does not see. */
interface Taken<Found> {
  readonly found: Found;
  readonly hidden: number;
}

/** Writes a card in the place where a table was sent. */
export const answerTable = <Body extends object>(
  tx: Tx,
  { chatId, threadId, replyTo, language, personId }: SentTable,
  kind: CardKind<Body>,
  { body, now }: { readonly body: Body; readonly now: number },
): Promise<string> => writeCard(tx, kind, { chatId, threadId, replyTo, language, personId, body, now });

/** Says what came of a table in the place where it was sent. */
export async function sayOfTable(
  tx: Tx,
  table: SentTable,
  lines: readonly NoticeLine[],
  now: number,
): Promise<void> {
  await answerTable(tx, table, noticeCard, { body: { lines }, now });
}

/** Takes what is wanted of the rows that can be seen, and counts the others that have something where numbers stand. */
async function takeSeen<Found extends object>(
  take: (table: NumberTable) => Promise<Found | Refused>,
  table: NumberTable,
): Promise<Taken<Found> | Refused> {
  const { column, first } = table.layout;
  let hidden = 0;
  async function* seen(): AsyncGenerator<Row> {
    for await (const row of table.rows) {
      if (row.row < first) continue;
      if (!row.hidden) yield row;
      else if (row.cells[column]?.trim()) hidden += 1;
    }
  }
  const found = await take({ ...table, rows: seen() });
  return 'refused' in found ? found : { found, hidden };
}

/** Keeps what stands in tables that are sent, all of one in one piece or nothing. */
export const tableImportWork = <Job extends SentTable, Found extends object>(
  { kind, most, take, keep }: TableImport<Job, Found>,
  { country }: Pick<Settings, 'country'>,
  { download, open }: Tables,
): JobWork =>
  jobWork(kind, {
    cursor: z.never(),
    maxTries: 4,
    async read({ body: { document, language } }): Promise<Taken<Found> | Refused> {
      const file = namelessFile();
      try {
        const fetched = await download(document.fileId, file.path, LIMITS.bytes);
        if ('refused' in fetched) return { refused: 'contacts-import-gone' };
        await using table = await open(file.path, {
          language: habitsIn(language, country),
          usual: usualEncoding(language, country),
          columns: contactColumns(language),
        });
        const { sample, rows } = await sampleOf(table.rows);
        const reader = phoneReader(country);
        const layout = await findLayout(sample, reader, numberColumn(table.about));
        if (!layout) {
          return { refused: hasRounded(sample, reader) ? 'table-rounded' : 'contacts-import-no-numbers' };
        }
        const width = Math.max(...sample.map(({ cells }) => cells.length));
        const isContacts = table.about.kind === 'contacts';
        return await takeSeen(take, { rows, layout, width, reader, isContacts });
      } catch (error) {
        if (error instanceof TableRefused) return { refused: error.refusal };
        throw error;
      } finally {
        file.forget();
      }
    },
    async piece({ tx, read, body: job, now }) {
      if ('refused' in read) {
        const { refused, args } = read;
        const line =
          typeof refused === 'string'
            ? { id: refused, args: { most, ...args } }
            : refusalLine(localeOf(job.language), refused);
        await sayOfTable(tx, job, [line], now);
      } else {
        const { found, hidden: n } = read;
        const hidden = n > 0 ? [{ id: 'table-hidden-rows', args: { n } }] : [];
        await keep(tx, job, found, { hidden, now });
      }
      return null;
    },
    givenUp: (tx, job, now) => sayOfTable(tx, job, [{ id: 'table-failed' }], now),
  });
