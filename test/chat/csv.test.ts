import fc from 'fast-check';
import { expect, it } from 'vitest';
import { csvDecimal, csvLines } from '../../src/chat/csv.ts';
import { localeFor } from '../../src/chat/locale.ts';
import { EN, RU } from '../support/languages.ts';

const [ru, en] = [localeFor(RU, 'UTC'), localeFor(EN, 'UTC')];

it.each(['=1+1', '+7', '-1', '@sum', '\tx', '\rx'])('makes %j harmless to a spreadsheet', (cell) => {
  expect(csvLines([[cell]], en).replaceAll('"', '')).toBe(`'${cell}\r\n`);
});

it('separates cells and writes decimals as the spreadsheets of each language do', () => {
  expect(csvLines([['a', csvDecimal('2.05', en)]], en)).toBe('a,2.05\r\n');
  expect(csvLines([['a', csvDecimal('2.05', ru)]], ru)).toBe('a;2,05\r\n');
});

/** A reader of RFC 4180 with another separator allowed. */
function read(text: string, separator: string): string[][] {
  const rows: string[][] = [];
  let row: string[] = [];
  const cell = new RegExp(`(?:"((?:[^"]|"")*)"|([^"\\r\\n${separator}]*))(${separator}|\\r\\n)`, 'y');
  for (let match = cell.exec(text); match; match = cell.exec(text)) {
    row.push(match[1]?.replaceAll('""', '"') ?? match[2] ?? '');
    if (match[3] === separator) continue;
    rows.push(row);
    row = [];
  }
  return rows;
}

it('keeps any other cell as it is, quotes, separators and line breaks too', () => {
  const cells = fc.string({ unit: fc.constantFrom('a', '"', ',', ';', '\n', '\r', ' ', 'ж') });
  const rows = fc.array(fc.array(cells, { minLength: 1 }), { minLength: 1 });
  fc.assert(
    fc.property(rows, fc.constantFrom(en, ru), (written, locale) => {
      const back = read(csvLines(written, locale), locale === ru ? ';' : ',');
      expect(back).toEqual(written.map((row) => row.map((one) => (one.startsWith('\r') ? `'${one}` : one))));
    }),
  );
});
