import { v7 as uuid } from 'uuid';
import type { Reader, Tx } from '../engine/database.ts';

/** Chunks forgotten by one statement. */
const FORGOTTEN = 10;
/** Bytes of a chunk. */
const CHUNK = 64 * 1024;

/** A file that is asked for is not there as a whole, or not any more. */
export class FileForgotten extends Error {
  override name = 'FileForgotten';
  constructor(id: string) {
    super(`the file ${id} is not there`);
  }
}

/** Begins a file. `of`: whose words it holds, see FilesTable. Returns its id. */
export async function createFile(
  tx: Tx,
  { name, of = null, now }: { name: string; of?: string | null; now: number },
): Promise<string> {
  const id = uuid();
  await tx.db.insertInto('files').values({ id, name, chunks: null, of, created_at: now }).execute();
  return id;
}

/** Adds bytes to a file, at positions that count from 0: some tens of KiB, for which nothing has to wait long. */
export async function addChunk(tx: Tx, id: string, position: number, bytes: Uint8Array): Promise<void> {
  await tx.db.insertInto('file_chunks').values({ file_id: id, position, bytes }).execute();
}

/**
 * Adds bytes to a file behind so many chunks, cut into such chunks. Returns how many it has by then.
 */
export async function addBytes(tx: Tx, id: string, chunks: number, bytes: Uint8Array): Promise<number> {
  const rows = Array.from({ length: Math.ceil(bytes.length / CHUNK) }, (_, at) => ({
    file_id: id,
    position: chunks + at,
    bytes: bytes.subarray(at * CHUNK, (at + 1) * CHUNK),
  }));
  if (rows.length > 0) await tx.db.insertInto('file_chunks').values(rows).execute();
  return chunks + rows.length;
}

/** Says that a file is whole. */
export async function finishFile(tx: Tx, id: string, chunks: number): Promise<void> {
  await tx.db.updateTable('files').set({ chunks }).where('id', '=', id).execute();
}

/** Stores a file of which all is at hand, as {@link createFile} has it named. Returns its id. */
export async function storeFile(
  tx: Tx,
  named: Parameters<typeof createFile>[1],
  bytes: Uint8Array,
): Promise<string> {
  const id = await createFile(tx, named);
  await finishFile(tx, id, await addBytes(tx, id, 0, bytes));
  return id;
}

/** A file that is whole. */
export async function findFile(
  db: Reader,
  id: string,
): Promise<{ name: string; chunks: number } | undefined> {
  const row = await db.selectFrom('files').select(['name', 'chunks']).where('id', '=', id).executeTakeFirst();
  return row && row.chunks !== null ? { name: row.name, chunks: row.chunks } : undefined;
}

/**
 * A file's bytes, a chunk at a time.
 * @throws FileForgotten when a piece of it is not there
 */
export async function* readFile(db: Reader, id: string): AsyncGenerator<Uint8Array> {
  const file = await findFile(db, id);
  if (!file) throw new FileForgotten(id);
  for (let position = 0; position < file.chunks; position++) {
    const chunk = await db
      .selectFrom('file_chunks')
      .select('bytes')
      .where('file_id', '=', id)
      .where('position', '=', position)
      .executeTakeFirst();
    if (!chunk) throw new FileForgotten(id);
    yield chunk.bytes;
  }
}

/** Forgets some of what is left of files made before `before` (ms), whole or not. Returns whether any may be left. */
export async function forgetFiles(tx: Tx, before: number): Promise<boolean> {
  const file = await tx.db
    .selectFrom('files')
    .select('id')
    .where('created_at', '<', before)
    .orderBy('created_at')
    .limit(1)
    .executeTakeFirst();
  if (!file) return false;
  await forgetFile(tx, file.id);
  return true;
}

/** Forgets some of a file. Returns whether that was the last of it. */
export async function forgetFile(tx: Tx, id: string): Promise<boolean> {
  const { numDeletedRows } = await tx.db
    .deleteFrom('file_chunks')
    .where('file_id', '=', id)
    .where('position', 'in', (eb) =>
      eb.selectFrom('file_chunks').select('position').where('file_id', '=', id).limit(FORGOTTEN),
    )
    .executeTakeFirst();
  if (numDeletedRows > 0n) return false;
  await tx.db.deleteFrom('files').where('id', '=', id).execute();
  return true;
}
