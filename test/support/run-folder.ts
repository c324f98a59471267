import { chmodSync, mkdtempSync, readdirSync, rmSync, statfsSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const MEMORY = '/dev/shm';
/** More than the files of a run ever are together, bytes. */
const ROOM = 2 * 1024 ** 3;
const PREFIX = 'smpp-chatops-run-';

/**
 * A folder for the files of one run, which goes when this process ends. It is in memory where there is room for it:
 * PostgreSQL makes and removes files by the thousand, and a disk's file system takes more CPU for them than the tests
 * do themselves.
 */
export function runFolder(): string {
  const place = hasRoom(MEMORY) ? MEMORY : tmpdir();
  // What a run that was killed has left would stay in memory.
  for (const name of readdirSync(place)) {
    const [pid] = name.startsWith(PREFIX) ? name.slice(PREFIX.length).split('-') : [];
    if (pid && !isAlive(Number(pid))) rmSync(join(place, name), { recursive: true, force: true });
  }
  const folder = mkdtempSync(join(place, `${PREFIX}${process.pid}-`));
  // PostgreSQL may run as another user.
  chmodSync(folder, 0o711);
  process.once('exit', () => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

function hasRoom(place: string): boolean {
  try {
    const { bavail, bsize } = statfsSync(place);
    return bavail * bsize >= ROOM;
  } catch {
    return false;
  }
}

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
