import { type ChildProcessByStdio, spawn } from 'node:child_process';
import { once } from 'node:events';
import { open } from 'node:fs/promises';
import type { Readable } from 'node:stream';
import { setImmediate } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import type { Assignment, Ceiling, Told } from './reading-process.ts';
import { TableRefused } from './refusal.ts';
import type { Row } from './row.ts';
import type { Table, TableOptions } from './table.ts';

/** A workbook of 100,000 rows takes 160 MB and 3 s, one of a million rows no more memory and 10 s. */
const CEILING: Ceiling = { memory: 400 * 1024 * 1024, time: 60_000 };
/** Memory of JavaScript's, in MB: some is left for what is unpacked. What is new is swept often, as it is read once. */
const HEAP = ['--max-old-space-size=300', '--max-semi-space-size=2'];
const PROGRAM = fileURLToPath(new URL('./reading-process.ts', import.meta.url));

/**
 * Opens the table in a file, in a process of its own that is ended over its memory or time: a file may be made to take
 * without end of either, whatever it says of itself. Until the table is disposed of, the process waits for its rows to
 * be asked for. Throws {@link TableRefused}, as going through the rows does.
 */
export async function openTable(path: string, options: TableOptions, ceiling = CEILING): Promise<Table> {
  const reading = await begin(path, options, ceiling);
  const dispose = async () => {
    reading.kill('SIGKILL');
    // Its end is heard once nothing of what it said is left to be read.
    reading.stdout.destroy();
    await ended;
  };
  const ended = endOf(reading);
  const told = toldBy(reading.stdout, ended);
  try {
    const first = await told.next();
    if (first.done || !('about' in first.value)) throw new Error('a table came without a word about it');
    return { about: first.value.about, rows: rowsOf(told), [Symbol.asyncDispose]: dispose };
  } catch (error) {
    await dispose();
    throw error;
  }
}

/** Starts the process, which has the file open from the beginning: its path may be one that only we can open. */
async function begin(path: string, options: TableOptions, ceiling: Ceiling) {
  await using file = await open(path);
  const assignment: Assignment = { path: '/dev/fd/3', options, ceiling };
  const reading = spawn(
    process.execPath,
    [...HEAP, PROGRAM, JSON.stringify(assignment)],
    // Whoever finds a way into it finds no secrets there.
    { stdio: ['ignore', 'pipe', 'pipe', file.fd], env: {} },
  );
  return reading as ChildProcessByStdio<null, Readable, Readable>;
}

/** What a process that ended by itself leaves to be thrown; null when it did all that it should. */
async function endOf(reading: ChildProcessByStdio<null, Readable, Readable>): Promise<Error | null> {
  let complaint = '';
  reading.stderr.setEncoding('utf8').on('data', (text) => {
    complaint += text;
  });
  const [code, signal] = await once(reading, 'close');
  if (code === 0) return null;
  const over = /^over (memory|time)$/m.exec(complaint)?.[1];
  if (over === 'time') return new TableRefused({ kind: 'too-costly', over });
  // The system ends what takes too much of its memory, and V8 itself.
  const isMemory = over === 'memory' || signal !== null || complaint.includes('heap out of memory');
  if (isMemory) return new TableRefused({ kind: 'too-costly', over: 'memory' });
  return new Error(`reading a table failed: ${complaint.trim()}`);
}

async function* toldBy(output: Readable, ended: Promise<Error | null>): AsyncGenerator<Told> {
  let line = '';
  for await (const text of output.setEncoding('utf8')) {
    const lines = (line + text).split('\n');
    line = lines.pop() ?? '';
    for (const whole of lines) {
      const told = JSON.parse(whole) as Told;
      if ('refused' in told) throw new TableRefused(told.refused);
      if ('end' in told) return;
      yield told;
    }
  }
  throw (await ended) ?? new Error('reading a table ended before the table did');
}

async function* rowsOf(told: AsyncIterable<Told>): AsyncGenerator<Row> {
  for await (const one of told) {
    if ('rows' in one) yield* one.rows;
    // What was said may all be there already: others have their turn between.
    await setImmediate();
  }
}
