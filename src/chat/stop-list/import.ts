import { z } from 'zod';
import { findLayout, sampleOf } from '../../files/layout.ts';
import { LIMITS, TableRefused } from '../../files/refusal.ts';
import { enqueueJob, type JobKind, type JobWork, jobWork } from '../../jobs/kind.ts';
import type { Tx } from '../../store/database.ts';
import { addToStopList } from '../../store/stop-list.ts';
import { decline } from '../answer.ts';
import { writeCard } from '../cards/kind.ts';
import { type NoticeLine, noticeCard } from '../cards/notice/body.ts';
import type { Context, Settings } from '../context.ts';
import { sentDocument } from '../document.ts';
import { cellReader } from '../grammar/cell.ts';
import type { Did } from '../record.ts';
import { namelessFile } from '../tables/nameless-file.ts';
import type { Tables } from '../tables/reading.ts';
import { adminsOnly } from './changing.ts';

const body = z.object({
  document: sentDocument,
  personId: z.number(),
  chatId: z.number(),
  threadId: z.number().nullable(),
  replyTo: z.number().nullable(),
  language: z.string(),
});
type ImportJob = z.infer<typeof body>;

/** Puts the numbers of a table on the stop list. */
const importJob: JobKind<ImportJob> = { name: 'import-stop-list', version: 1, body };

/** Numbers of one table. */
const MOST = 10_000;

const NUMBERS = { name: '', recipients: 'list', recipientKind: 'phone', options: {}, text: 'none' } as const;

/** What stands in a table, or why nothing of it can be read. */
type Read =
  | { readonly numbers: readonly string[]; readonly bad: readonly number[] }
  | { readonly refused: string };

/** Has the table beside the words, or that of the message which they reply to, read. */
export async function importStopped(context: Context): Promise<Did | null> {
  const refusal = adminsOnly(context);
  if (refusal) return refusal;
  const { document, person, place, messageId, language, tx, now } = context;
  if (!document) return decline(context, 'stop-list-import-how');
  const job = {
    document,
    personId: person.id,
    chatId: place.chatId,
    threadId: place.threadId,
    replyTo: place.isPrivate ? null : messageId,
    language,
  };
  await enqueueJob(tx, importJob, job, { key: null, now });
  return { arg: 'import' };
}

async function readNumbers(
  { document, language }: ImportJob,
  country: string,
  { download, open }: Tables,
): Promise<Read> {
  const file = namelessFile();
  try {
    const fetched = await download(document.fileId, file.path, LIMITS.bytes);
    if ('refused' in fetched) return { refused: 'contacts-import-gone' };
    await using table = await open(file.path, { language });
    const { sample, rows } = await sampleOf(table.rows);
    const reader = cellReader(NUMBERS, country);
    const layout = await findLayout(sample, reader);
    if (!layout) return { refused: 'contacts-import-no-numbers' };
    const numbers = new Set<string>();
    const bad: number[] = [];
    for await (const { row, cells } of rows) {
      const cell = cells[layout.column]?.trim() ?? '';
      if (row < layout.first || cell === '') continue;
      const reading = reader.read(cell);
      if ('problem' in reading) bad.push(row);
      else for (const { to } of reading.found) numbers.add(to);
      if (numbers.size + bad.length > MOST) return { refused: 'stop-list-import-many' };
    }
    return { numbers: [...numbers], bad };
  } catch (error) {
    if (error instanceof TableRefused) return { refused: 'contacts-import-unreadable' };
    throw error;
  } finally {
    file.forget();
  }
}

/** Says what came of a table in the place where it was sent. */
async function say(tx: Tx, job: ImportJob, lines: NoticeLine[], now: number): Promise<void> {
  const { chatId, threadId, replyTo, language, personId } = job;
  const place = { chatId, threadId, replyTo, language, personId };
  await writeCard(tx, noticeCard, { ...place, body: { lines }, now });
}

/** Bad rows that are named. */
const NAMED = 10;

export const importStopWork = (settings: Pick<Settings, 'country'>, tables: Tables): JobWork =>
  jobWork(importJob, {
    cursor: z.never(),
    maxTries: 4,
    read: ({ body: job }) => readNumbers(job, settings.country, tables),
    async piece({ tx, read, body: job, now }) {
      if ('refused' in read) {
        await say(tx, job, [{ id: read.refused, args: { most: MOST } }], now);
        return null;
      }
      const { numbers, bad } = read;
      const reason = { source: 'file', madeBy: job.personId, why: null, incomingId: null } as const;
      const added = await addToStopList(tx, numbers, reason, now);
      const lines: NoticeLine[] = [{ id: 'stop-list-imported', args: { n: added.length } }];
      const known = numbers.length - added.length;
      if (known > 0) lines.push({ id: 'stop-list-there', args: { n: known } });
      if (bad.length > 0) {
        const list = bad.slice(0, NAMED).join(', ') + (bad.length > NAMED ? ', …' : '');
        lines.push({ id: 'stop-list-bad-rows', args: { n: bad.length, list } });
      }
      await say(tx, job, lines, now);
      return null;
    },
    givenUp: (tx, job, now) => say(tx, job, [{ id: 'contacts-import-unreadable' }], now),
  });
