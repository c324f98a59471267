import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { type Refusal, TableRefused } from '../../src/files/refusal.ts';
import type { Row } from '../../src/files/row.ts';
import { readTable, type TableAbout, type TableOptions } from '../../src/files/table.ts';

/** A file of these bytes, until the test is over. */
export function tableFile(bytes: Uint8Array | string): string {
  const folder = mkdtempSync(join(tmpdir(), 'table-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const path = join(folder, 'table');
  writeFileSync(path, bytes);
  return path;
}

/** As a Russian reads it. */
export const RUSSIAN: TableOptions = {
  language: 'ru',
  columns: { name: 'имя', number: 'номер', company: 'компания' },
};

export interface ReadTable {
  readonly about: TableAbout;
  readonly rows: readonly Row[];
}

/** All of a table, as a Russian reads it unless told otherwise. */
export async function readAll(path: string, options: Partial<TableOptions> = {}): Promise<ReadTable> {
  await using table = await readTable(path, { ...RUSSIAN, ...options });
  const rows: Row[] = [];
  for await (const row of table.rows) rows.push(row);
  return { about: table.about, rows };
}

export const read = (bytes: Uint8Array | string, options?: Partial<TableOptions>): Promise<ReadTable> =>
  readAll(tableFile(bytes), options);

/** The cells of all rows, by their lines alone. */
export const cellsOf = async (bytes: Uint8Array | string, options?: Partial<TableOptions>) =>
  (await read(bytes, options)).rows.map(({ cells }) => cells);

/** Why a table is refused, at its beginning or further on; null when it is not. */
export async function refusalOf(reading: Promise<unknown>): Promise<Refusal | null> {
  try {
    await reading;
    return null;
  } catch (error) {
    if (error instanceof TableRefused) return error.refusal;
    throw error;
  }
}
