import { z } from 'zod';
import type { CellReader } from '../../files/cell.ts';
import { habitsIn } from '../../files/habits.ts';
import { findLayout, type Layout, sampleOf } from '../../files/layout.ts';
import { LIMITS, type Refusal, TableRefused } from '../../files/refusal.ts';
import type { Row } from '../../files/row.ts';
import { type JobKind, type JobWork, jobWork } from '../../jobs/kind.ts';
import type { Tx } from '../../store/database.ts';
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

interface TableImport<Job extends SentTable, Found> {
  readonly kind: JobKind<Job>;
  /** How much one table may hold. */
  readonly most: number;
  /** Takes what is wanted of the rows. */
  take(table: NumberTable): Promise<Found | Refused>;
  /** Writes that, and says what came of it. */
  keep(tx: Tx, job: Job, found: Found, now: number): Promise<void>;
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

/** Keeps what stands in tables that are sent, all of one in one piece or nothing. */
export const tableImportWork = <Job extends SentTable, Found extends object>(
  { kind, most, take, keep }: TableImport<Job, Found>,
  { country }: Pick<Settings, 'country'>,
  { download, open }: Tables,
): JobWork =>
  jobWork(kind, {
    cursor: z.never(),
    maxTries: 4,
    async read({ body: { document, language } }): Promise<Found | Refused> {
      const file = namelessFile();
      try {
        const fetched = await download(document.fileId, file.path, LIMITS.bytes);
        if ('refused' in fetched) return { refused: 'contacts-import-gone' };
        await using table = await open(file.path, {
          language: habitsIn(language, country),
          columns: contactColumns(language),
        });
        const { sample, rows } = await sampleOf(table.rows);
        const reader = phoneReader(country);
        const layout = await findLayout(sample, reader, numberColumn(table.about));
        if (!layout) return { refused: 'contacts-import-no-numbers' };
        const width = Math.max(...sample.map(({ cells }) => cells.length));
        return await take({ rows, layout, width, reader, isContacts: table.about.kind === 'contacts' });
      } catch (error) {
        if (error instanceof TableRefused) return { refused: error.refusal };
        throw error;
      } finally {
        file.forget();
      }
    },
    async piece({ tx, read, body: job, now }) {
      if ('refused' in read) {
        const { refused } = read;
        const line =
          typeof refused === 'string'
            ? { id: refused, args: { most } }
            : refusalLine(localeOf(job.language), refused);
        await sayOfTable(tx, job, [line], now);
      } else await keep(tx, job, read, now);
      return null;
    },
    givenUp: (tx, job, now) => sayOfTable(tx, job, [{ id: 'table-failed' }], now),
  });
