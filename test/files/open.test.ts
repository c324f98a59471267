import type { ChildProcess } from 'node:child_process';
import { expect, it, vi } from 'vitest';
import { openTable } from '../../src/files/open.ts';
import { RUSSIAN, refusalOf, tableFile } from '../support/table-file.ts';
import { numberCell, workbookOf } from '../support/workbook.ts';

const AMPLE = { memory: 1024 ** 3, time: 60_000 };

const begun = vi.hoisted((): ChildProcess[] => []);
vi.mock(import('node:child_process'), async (original) => {
  const real = await original();
  const spawn = (...begin: Parameters<typeof real.spawn>) => {
    const child = real.spawn(...begin);
    begun.push(child);
    return child;
  };
  return { ...real, spawn: spawn as typeof real.spawn };
});

/** How the last process that was begun ended; null while it goes on. */
const end = () => begun.at(-1)?.signalCode ?? begun.at(-1)?.exitCode ?? null;

async function goThrough(path: string, ceiling = AMPLE): Promise<number> {
  await using table = await openTable(path, RUSSIAN, ceiling);
  let rows = 0;
  for await (const _ of table.rows) rows += 1;
  return rows;
}

it('hands out what a table is and all of its rows in their order', async () => {
  const lines = Array.from({ length: 5_000 }, (_, at) => `${at};Мария\n`);
  await using table = await openTable(tableFile(lines.join('')), { ...RUSSIAN, after: 10 });
  expect(table.about).toMatchObject({ kind: 'text', separator: ';', encoding: { encoding: 'utf-8' } });
  let next = 10;
  for await (const { row, cells } of table.rows) {
    expect([row, ...cells]).toEqual([next + 1, String(next), 'Мария']);
    next += 1;
  }
  expect(next).toBe(5_000);
});

it('says why a table is refused, before its first row and behind many', async () => {
  expect(await refusalOf(openTable(tableFile('%PDF-1.7'), RUSSIAN))).toEqual({
    kind: 'foreign',
    format: 'pdf',
  });
  const open = tableFile(`${'a;b\n'.repeat(5_000)}"c;d\n`);
  expect(await refusalOf(goThrough(open))).toEqual({ kind: 'open-quote', row: 5_001 });
});

it('throws what went wrong with the reading, not with the table', async () => {
  await expect(openTable('/nowhere/table.csv', RUSSIAN)).rejects.toThrow(/ENOENT/);
});

it('waits until rows are asked for, and leaves no process once the table is disposed of', async () => {
  const path = tableFile('79991234567;Мария\n'.repeat(100_000));
  const table = await openTable(path, RUSSIAN);
  const rows = table.rows[Symbol.asyncIterator]();
  for (let row = 1; row <= 1_000; row++) expect((await rows.next()).value.row).toBe(row);
  expect(end()).toBeNull();
  await table[Symbol.asyncDispose]();
  expect(end()).toBe('SIGKILL');
});

it.each(['memory', 'time'] as const)('ends the reading of a table that takes too much %s', async (over) => {
  const path = tableFile(workbookOf({ sheets: [{ rows: [[numberCell(79991234567)]] }] }));
  expect(await refusalOf(goThrough(path, { ...AMPLE, [over]: 1 }))).toEqual({ kind: 'too-costly', over });
  expect(end()).toBe('SIGKILL');
});
