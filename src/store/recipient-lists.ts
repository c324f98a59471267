import type { Reader, Tx } from './database.ts';
import { addChunk, createFile, FileForgotten, finishFile } from './files.ts';

/*
 * Recipients of an order that is too long to be written at once: a file of them, a line each, of which its messages are
 * made in pieces.
 */

/** Recipients of a chunk: some tens of KiB. */
const CHUNK = 2_000;

/** Keeps a list. Returns the file's id. */
export async function keepRecipients(tx: Tx, recipients: readonly string[], now: number): Promise<string> {
  const file = await createFile(tx, { name: 'recipients', now });
  const chunks = Math.ceil(recipients.length / CHUNK);
  for (let chunk = 0; chunk < chunks; chunk++) {
    const some = recipients.slice(chunk * CHUNK, (chunk + 1) * CHUNK);
    await addChunk(tx, file, chunk, Buffer.from(some.join('\n')));
  }
  await finishFile(tx, file, chunks);
  return file;
}

/**
 * So many of a list at the most, from the nth on; fewer at the end of a chunk.
 * @throws FileForgotten
 */
export async function recipientsFrom(
  db: Reader,
  file: string,
  from: number,
  limit: number,
): Promise<string[]> {
  const row = await db
    .selectFrom('file_chunks')
    .select('bytes')
    .where('file_id', '=', file)
    .where('position', '=', Math.floor(from / CHUNK))
    .executeTakeFirst();
  if (!row) throw new FileForgotten(file);
  const first = from % CHUNK;
  return Buffer.from(row.bytes)
    .toString()
    .split('\n')
    .slice(first, first + limit);
}
