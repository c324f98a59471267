import { enqueueJob, type JobKind, type JobWork } from '../../jobs/kind.ts';
import { addToStopList } from '../../store/stop-list/stop-list.ts';
import { decline } from '../answer.ts';
import type { NoticeLine } from '../cards/notice/body.ts';
import type { Context, Settings } from '../context.ts';
import type { Did } from '../record.ts';
import { type NumberTable, sayOfTable, type TableImport, tableImportWork } from '../tables/import.ts';
import type { Tables } from '../tables/reading.ts';
import { type SentTable, sentTable, tableSent } from '../tables/sent-table.ts';
import { adminsOnly } from './changing.ts';

/** Puts the numbers of a table on the stop list. */
const importJob: JobKind<SentTable> = { name: 'import-stop-list', version: 1, body: sentTable };

/** Numbers of one table. */
const MOST = 10_000;
/** Bad rows that are named. */
const NAMED = 10;

/** Has the table beside the words, or that of the message which they reply to, read. */
export async function importStopped(context: Context): Promise<Did | null> {
  const refusal = adminsOnly(context);
  if (refusal) return refusal;
  const table = tableSent(context);
  if (!table) return decline(context, 'stop-list-import-how');
  await enqueueJob(context.tx, importJob, table, { key: null, now: context.now });
  return { arg: 'import' };
}

/** What stands in a table: numbers, each once, and rows in which one should. */
interface Numbers {
  readonly numbers: readonly string[];
  readonly bad: readonly number[];
}

async function numbersIn({ rows, layout, reader }: NumberTable): Promise<Numbers | { refused: string }> {
  const numbers = new Set<string>();
  const bad: number[] = [];
  for await (const { row, cells } of rows) {
    const cell = cells[layout.column]?.trim() ?? '';
    if (cell === '') continue;
    const reading = reader.read(cell);
    if ('problem' in reading) bad.push(row);
    else for (const { to } of reading.found) numbers.add(to);
    if (numbers.size + bad.length > MOST) return { refused: 'stop-list-import-many' };
  }
  return { numbers: [...numbers], bad };
}

const stop: TableImport<SentTable, Numbers>['keep'] = async (tx, job, { numbers, bad }, { hidden, now }) => {
  const reason = { source: 'file', madeBy: job.personId, why: null, incomingId: null } as const;
  const added = await addToStopList(tx, numbers, reason, now);
  const lines: NoticeLine[] = [{ id: 'stop-list-imported', args: { n: added.length } }];
  const known = numbers.length - added.length;
  if (known > 0) lines.push({ id: 'stop-list-there', args: { n: known } });
  if (bad.length > 0) {
    const list = bad.slice(0, NAMED).join(', ') + (bad.length > NAMED ? ', …' : '');
    lines.push({ id: 'stop-list-bad-rows', args: { n: bad.length, list } });
  }
  await sayOfTable(tx, job, [...lines, ...hidden], now);
};

export const importStopWork = (settings: Pick<Settings, 'country'>, tables: Tables): JobWork =>
  tableImportWork({ kind: importJob, most: MOST, take: numbersIn, keep: stop }, settings, tables);
