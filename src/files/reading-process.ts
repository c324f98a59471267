import { once } from 'node:events';
import { constants, setPriority } from 'node:os';
import { Worker } from 'node:worker_threads';
import { type Refusal, TableRefused } from './refusal.ts';
import type { Row } from './row.ts';
import { readTable, type TableAbout, type TableOptions } from './table.ts';

/** What the process may take. */
export interface Ceiling {
  /** Bytes, of all kinds. */
  readonly memory: number;
  /** Milliseconds of a processor. */
  readonly time: number;
}

/** What it is to read. */
export interface Assignment {
  readonly path: string;
  readonly options: TableOptions;
  readonly ceiling: Ceiling;
}

/** What it says, a line each: what the table is, rows in their order, then either of the last two. */
export type Told =
  | { readonly about: TableAbout }
  | { readonly rows: readonly Row[] }
  | { readonly end: true }
  | { readonly refused: Refusal };

/** In MB: enough to look at figures. */
const WATCH_MEMORY = { maxOldGenerationSizeMb: 8, maxYoungGenerationSizeMb: 1 };
/** Rows in a line, unless they are long (UTF-16 units). */
const ROWS = 50;
const UNITS = 64 * 1024;

/** Goes on once it is heard: rows are read no faster than they are wanted. */
async function tell(told: Told): Promise<void> {
  if (!process.stdout.write(`${JSON.stringify(told)}\n`)) await once(process.stdout, 'drain');
}

async function read({ path, options, ceiling }: Assignment): Promise<void> {
  const watch = new Worker(new URL('./ceiling.js', import.meta.url), {
    workerData: ceiling,
    resourceLimits: WATCH_MEMORY,
  });
  watch.unref();
  await once(watch, 'message');
  await using table = await readTable(path, options);
  await tell({ about: table.about });
  let rows: Row[] = [];
  let units = 0;
  for await (const row of table.rows) {
    rows.push(row);
    for (const cell of row.cells) units += cell.length;
    if (rows.length < ROWS && units < UNITS) continue;
    await tell({ rows });
    rows = [];
    units = 0;
  }
  await tell({ rows });
  await tell({ end: true });
}

// Messages go out first.
setPriority(constants.priority.PRIORITY_BELOW_NORMAL);
try {
  await read(JSON.parse(process.argv[2] ?? ''));
} catch (error) {
  if (!(error instanceof TableRefused)) throw error;
  await tell({ refused: error.refusal });
}
