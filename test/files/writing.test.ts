import { expect, test } from 'vitest';
import { beginWorkbook, type Cell, endWorkbook, writeRows } from '../../src/files/xlsx/writing.ts';
import { read } from '../support/table-file.ts';

const SHEET = { name: 'HLR', widths: [16, 20, 8] };

/** A workbook of these rows, written in pieces of so many. */
async function workbook(rows: readonly (readonly Cell[])[], piece: number, sheet = SHEET): Promise<Buffer> {
  let { bytes, written } = beginWorkbook(sheet);
  for (let from = 0; from < rows.length; from += piece) {
    // As a job keeps it between two pieces.
    const kept = JSON.parse(JSON.stringify(written));
    const next = await writeRows(rows.slice(from, from + piece), kept);
    bytes = Buffer.concat([bytes, next.bytes]);
    written = next.written;
  }
  return Buffer.concat([bytes, endWorkbook(sheet, written)]);
}

const HEADER = ['Number', 'Operator', 'Cost'];

test('a workbook that is written in pieces is read back with each row once, in order', async () => {
  const rows = Array.from({ length: 700 }, (_, n) => [`7999${n}`, 'МегаФон', '']);
  const { about, rows: found } = await read(await workbook([HEADER, ...rows], 250));
  expect(about).toMatchObject({ kind: 'workbook', sheet: 'HLR' });
  expect(found.map(({ row }) => row)).toEqual(Array.from({ length: 701 }, (_, n) => n + 1));
  expect(found.map(({ cells }) => cells)).toEqual([HEADER, ...rows.map((row) => row.slice(0, 2))]);
});

test('what begins as a formula does, and what XML has no place for, is a text as it was', async () => {
  const odd = [
    '=1+1',
    '+7 999',
    '-1',
    '@SUM(A1)',
    'a & <b> "c"',
    '_x000D_',
    'two\nlines',
    ' x ',
    'a\u0001b\ud800',
  ];
  const { rows } = await read(await workbook([odd], 1, { name: 'x', widths: odd.map(() => 9) }));
  expect(rows[0]?.cells).toEqual([...odd.slice(0, -1), 'a\ufffdb\ufffd']);
});

test('an amount is a number to the spreadsheet, shown as its reader writes it', async () => {
  const book = await workbook([['0.20', { amount: '0.20' }]], 1);
  expect((await read(book, { language: 'ru' })).rows[0]?.cells).toEqual(['0.20', '0,2']);
});

test('a sheet with a name that no spreadsheet takes has a like one', async () => {
  const name = `a/b:c[d]?*\\${'x'.repeat(40)}`;
  const { about } = await read(await workbook([['x']], 1, { name, widths: [9] }));
  expect(about).toMatchObject({ sheet: `a b c d    ${'x'.repeat(20)}` });
});

test('a piece takes no more memory than its rows, and the same workbook is written the same', async () => {
  const rows = [HEADER, ['1', '2', '3']];
  expect((await workbook(rows, 1)).equals(await workbook(rows, 1))).toBe(true);
  const { bytes } = await writeRows(
    Array.from({ length: 250 }, (_, n) => [`7999${n}`, 'МегаФон', '']),
    { rows: 99_000, crc: 1, packed: 1_000_000, unpacked: 80_000_000 },
  );
  expect(bytes.length).toBeLessThan(64 * 1024);
});
