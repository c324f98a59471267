import { type ExpressionBuilder, type SqlBool, sql } from 'kysely';
import type { Mention } from '../../messages/mention.ts';
import { forgetFile } from '../chats/files.ts';
import type { Reader, Tx } from '../engine/database.ts';
import type { Schema } from '../tables/schema.ts';
import type { Holding, Page } from './person.ts';

/** Files, and chunks, of a page: each chunk is some tens of KiB. */
const FILES = 200;
const CHUNKS = 16;
/** What lists of recipients are called: see recipient-lists.ts. */
const RECIPIENT_LISTS = 'recipients';
/** As long as a number may be written (UTF-16 units): so much of a chunk is looked at with the next one. */
const TAIL = 60;

type FileRow = { readonly id: string; readonly name?: string };

/** Which of these chunks' files mention somebody. */
function filesIn(
  whom: Mention,
  chunks: readonly { readonly file_id: string; readonly bytes: Uint8Array }[],
): Set<string> {
  const found = new Set<string>();
  let before = { file: '', tail: '' };
  for (const { file_id, bytes } of chunks) {
    const text = (before.file === file_id ? before.tail : '') + Buffer.from(bytes).toString();
    if (whom.isIn(text)) found.add(file_id);
    before = { file: file_id, tail: text.slice(-TAIL) };
  }
  return found;
}

/** What has been written for longer is what a kill left of it (ms). */
const WRITTEN_WITHIN_MS = 3600_000;

/** Of files: lists of recipients who are still to be written to, and what is being written. */
const isUnderWay =
  (now: number) =>
  ({ and, or }: ExpressionBuilder<Schema, 'files'>) =>
    or([
      and({ 'files.name': RECIPIENT_LISTS }),
      and([sql<SqlBool>`files.chunks is null`, sql<SqlBool>`files.created_at > ${now - WRITTEN_WITHIN_MS}`]),
    ]);

/** How many lists and files that are under way mention somebody. */
export async function underWayWith(db: Reader, whom: Mention, now: number): Promise<number> {
  const chunks = await db
    .selectFrom('files')
    .innerJoin('file_chunks', 'file_chunks.file_id', 'files.id')
    .select(['file_chunks.file_id', 'file_chunks.bytes'])
    .where(isUnderWay(now))
    .orderBy('file_chunks.file_id')
    .orderBy('file_chunks.position')
    .execute();
  return filesIn(whom, chunks).size;
}

/** Nothing is taken from under what is begun, such as a campaign that is being prepared. */
async function erase(
  tx: Tx,
  _: Mention,
  rows: readonly FileRow[],
  { now }: { readonly now: number },
): Promise<void> {
  for (const { id } of rows) {
    const begun = await tx.db
      .selectFrom('files')
      .select('id')
      .where('id', '=', id)
      .where(isUnderWay(now))
      .executeTakeFirst();
    if (!begun) while (!(await forgetFile(tx, id)));
  }
}

/** Files by their chunks, the last of a page once more with those of the next one. */
async function theirFiles(db: Reader, whom: Mention, after: string | null): Promise<Page<FileRow>> {
  const [file = '', position = '0'] = after?.split(' ') ?? [];
  const chunks = await db
    .selectFrom('file_chunks')
    .select(['file_id', 'position', 'bytes'])
    .where(({ eb, refTuple, tuple }) =>
      eb(refTuple('file_id', 'position'), '>=', tuple(file, Number(position))),
    )
    .orderBy('file_id')
    .orderBy('position')
    .limit(CHUNKS)
    .execute();
  const last = chunks.at(-1);
  return {
    rows: [...filesIn(whom, chunks)].map((id) => ({ id })),
    next: last === undefined || chunks.length < CHUNKS ? null : `${last.file_id} ${last.position}`,
  };
}

/** By their names; in a workbook, which is compressed, nobody sees who is in it: it can be had anew where it was asked for. */
async function namedFiles(db: Reader, whom: Mention, after: string | null): Promise<Page<FileRow>> {
  const files = await db
    .selectFrom('files')
    .select(['id', 'name'])
    .where('id', '>', after ?? '')
    .orderBy('id')
    .limit(FILES)
    .execute();
  return {
    rows: files.filter(({ name }) => whom.isIn(name) || name.endsWith('.xlsx')),
    next: files.length < FILES ? null : (files.at(-1)?.id ?? null),
  };
}

/** Files that mention somebody, or may. */
export const FILES_WITH: readonly Holding<FileRow>[] = [
  { name: 'files', page: namedFiles, erase },
  { name: 'file_chunks', page: theirFiles, erase },
];
