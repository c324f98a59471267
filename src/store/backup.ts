import { closeSync, existsSync, fsyncSync, openSync, renameSync, rmSync, statSync } from 'node:fs';
import { dirname } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { filePath, storeAddress } from './engine/address.ts';
import { withoutPassword } from './engine/postgres.ts';
import { fromShell, StoreRefused } from './engine/refused.ts';

/** Nothing was backed up, for a reason that is the user's to remove; the message says how. */
export class BackupRefused extends StoreRefused {
  override name = 'BackupRefused';
}

/**
 * Writes a consistent copy of a SQLite store into a new file, while the bot runs: the copy holds what was committed
 * when it began. Nobody but the user may read it, and a file of that name is there only once it is whole.
 * @returns its size (octets)
 * @throws BackupRefused
 */
export function backUp(url: string, file: string): number {
  const path = filePath(url);
  if (path === null) {
    throw new BackupRefused(
      `this store is PostgreSQL, which has its own tool: pg_dump --format=custom --file=${file} '${withoutPassword(url)}' (and pg_restore to bring it back)`,
    );
  }
  if (!existsSync(path)) throw new BackupRefused(`DATABASE_URL=${url}: there is no such file`);
  if (existsSync(file)) throw new BackupRefused(`${file} exists: name a new file`);
  const part = `${file}.part`;
  rmSync(part, { force: true });
  try {
    closeSync(openSync(part, 'wx', 0o600));
  } catch (error) {
    throw new BackupRefused(`${file} cannot be written: ${(error as Error).message}`);
  }
  try {
    copy(path, part);
    sync(part);
    renameSync(part, file);
    sync(dirname(file));
  } catch (error) {
    rmSync(part, { force: true });
    if (error instanceof BackupRefused) throw error;
    throw new BackupRefused(`the store ${path} is not backed up: ${(error as Error).message}`);
  }
  return statSync(file).size;
}

function copy(path: string, part: string): void {
  const store = new DatabaseSync(path, { readOnly: true });
  try {
    store.prepare('vacuum into ?').run(part);
  } finally {
    store.close();
  }
  const written = new DatabaseSync(part, { readOnly: true });
  try {
    const found = written.prepare('pragma quick_check').all();
    if (found[0]?.quick_check !== 'ok') throw new BackupRefused(`the store ${path} is damaged`);
  } finally {
    written.close();
  }
}

/** A rename is kept when its folder is on disk too. */
function sync(path: string): void {
  const handle = openSync(path, 'r');
  try {
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
}

/** `npm run backup -- FILE` */
export async function main([file, ...rest]: readonly string[]): Promise<void> {
  await fromShell(async () => {
    if (!file || rest.length > 0) throw new BackupRefused('say where to: npm run backup -- FILE');
    const url = storeAddress();
    const size = backUp(url, file);
    console.log(
      `${url} is backed up in ${file} (${(size / 1e6).toFixed(1)} MB). To bring it back: stop the bot, put the file in its place, and remove the files beside it that end in -wal and -shm.`,
    );
  });
}
