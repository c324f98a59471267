import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { csvLines } from '../../src/chat/csv.ts';
import { localeFor } from '../../src/chat/locale.ts';
import type { Encoding } from '../../src/files/encoding.ts';
import { counted } from '../../src/files/row.ts';
import { encoded } from '../support/encoded.ts';
import { EN, RU } from '../support/languages.ts';
import { cellsOf, read, refusalOf } from '../support/table-file.ts';

const ROWS = [
  ['Имя', 'Телефон', 'Сумма'],
  ['ООО "Ромашка"', '+7 999 123-45-67', '0,5'],
  ['Мария; Анна', '89161234567', '1 000'],
];
const quoted = (separator: string) =>
  ROWS.map((row) =>
    row
      .map((cell) =>
        cell.includes(separator) || cell.includes('"') ? `"${cell.replaceAll('"', '""')}"` : cell,
      )
      .join(separator),
  );

describe('reads a table as it is saved by', () => {
  it.each<readonly [program: string, separator: string, text: string, encoding: Encoding]>([
    ['a Russian Excel, CSV', ';', `${quoted(';').join('\r\n')}\r\n`, 'windows-1251'],
    ['a Russian Excel, CSV UTF-8', ';', `\ufeff${quoted(';').join('\r\n')}\r\n`, 'utf-8'],
    ['Excel, Unicode text', '\t', `\ufeff${quoted('\t').join('\r\n')}\r\n`, 'utf-16le'],
    ['Google, CSV', ',', quoted(',').join('\r\n'), 'utf-8'],
    ['Google, TSV', '\t', quoted('\t').join('\n'), 'utf-8'],
    ['LibreOffice, all cells in quotes', ',', quotedAll(','), 'utf-8'],
    ['1C, text in the encoding of Windows', '\t', `${quoted('\t').join('\r\n')}\r\n`, 'windows-1251'],
    ['an old mailer, KOI8-R', '|', `${quoted('|').join('\n')}\n`, 'koi8-r'],
    ['an old Mac, lines that end in a carriage return', ';', quoted(';').join('\r'), 'utf-8'],
    ['Java, UTF-16 without a mark', ',', quoted(',').join('\n'), 'utf-16be'],
  ])('%s', async (_, separator, text, encoding) => {
    const { about, rows } = await read(encoded(text, encoding));
    expect(about).toMatchObject({ kind: 'text', separator, encoding: { encoding } });
    expect(rows.map(({ cells }) => cells)).toEqual(ROWS);
  });

  function quotedAll(separator: string): string {
    return ROWS.map((row) => row.map((cell) => `"${cell.replaceAll('"', '""')}"`).join(separator)).join('\n');
  }
});

it('takes the separator that a first line names, and does not count that line', async () => {
  const { about, rows } = await read('sep=#\r\n79991234567#a,b;c\r\n');
  expect(about).toMatchObject({ separator: '#' });
  expect(rows).toEqual([{ row: 1, cells: ['79991234567', 'a,b;c'], hidden: false }]);
});

it.each([
  ['79991234567,79991234568;+7 999 123-45-69', ['79991234567', '79991234568', '+7 999 123-45-69']],
  ['89991234567 89991234568\n', ['89991234567', '89991234568']],
  ['89991234567; 8 (999) 123 45 68;\r\n', ['89991234567', ' 8 (999) 123 45 68']],
])('takes the numbers of a list that is one line, %j, for a row each', async (text, numbers) => {
  const { about, rows } = await read(text);
  expect(about).toMatchObject({ separator: null });
  expect(rows.map(({ cells }) => cells)).toEqual(numbers.map((number) => [number]));
});

it('leaves one row of a table as it is', async () => {
  expect(await cellsOf('79991234567;Мария;1042')).toEqual([['79991234567', 'Мария', '1042']]);
});

it('does not take the decimal comma, or commas in a text, for separators', async () => {
  const text = 'Сумма;Адрес\n0,5;Москва, Тверская, 1\n1,25;Омск, Мира, 2\n7;Тверь\n';
  expect((await cellsOf(text))[1]).toEqual(['0,5', 'Москва, Тверская, 1']);
});

it('reads line breaks inside of cells, and quotes that stand in the middle or around a part', async () => {
  expect(await cellsOf('a;"Привет,\r\nМария";b\nООО "Ромашка";"1" "2";5"\n')).toEqual([
    ['a', 'Привет,\nМария', 'b'],
    ['ООО "Ромашка"', '"1" "2"', '5"'],
  ]);
});

it('takes a space before a quote for none of the cell, where whole cells behind one are in quotes', async () => {
  const rows = [
    ['79991234567', 'Lee, Ann', ' two'],
    ['79991234568', 'Ray, Bob', ''],
  ];
  const written = rows.map((row) => row.map((cell) => `"${cell}"`).join(', ')).join('\n');
  expect(await cellsOf(written)).toEqual([rows[0], rows[1]?.slice(0, 2)]);
  expect(await cellsOf('a; "b" c;  d\n')).toEqual([['a', ' "b" c', '  d']]);
});

it('writes numbers with plain spaces, as those of a workbook, and leaves words as they are', async () => {
  expect(
    await cellsOf('1\u00a0234,50;1\u202f234\u202f567\u00a0₽;$1\u00a0234;от\u00a01\u00a0000 до 2\u00a0000\n'),
  ).toEqual([['1 234,50', '1 234 567 ₽', '$1 234', 'от\u00a01\u00a0000 до 2\u00a0000']]);
});

it('reads a cell that Excel is told to take for text, as it is meant', async () => {
  expect(await cellsOf('="007";a\n"=""+79991234567""";b\n')).toEqual([
    ['007', 'a'],
    ['+79991234567', 'b'],
  ]);
});

it('drops empty columns at the end and empty rows, which are counted as a spreadsheet counts them', async () => {
  const { rows } = await read('a;b;;;\n\n;;;;\nc;;d;;\n');
  expect(rows.map(({ row, cells }) => [row, ...cells])).toEqual([
    [1, 'a', 'b'],
    [4, 'c', '', 'd'],
  ]);
});

it('reads a list of numbers, one a line, with or without words behind, as rows of one cell', async () => {
  const { about, rows } = await read('+79991234567\n89161234567 Мария\n8 (495) 123-45-67 — офис\n');
  expect(about).toMatchObject({ separator: null });
  expect(rows.map(({ cells }) => cells)).toEqual([
    ['+79991234567'],
    ['89161234567 Мария'],
    ['8 (495) 123-45-67 — офис'],
  ]);
});

it('drops a zero byte that stands far behind the beginning: no store keeps it', async () => {
  expect((await cellsOf(`${`${'7'.repeat(30_000)}\n`.repeat(3)}a\0b\n`)).at(-1)).toEqual(['ab']);
});

it('reads in the encoding that a person chose', async () => {
  const bytes = encoded('Мария;79991234567\n', 'koi8-r');
  const { about, rows } = await read(bytes, { encoding: 'koi8-r' });
  expect(rows[0]?.cells[0]).toBe('Мария');
  expect(about).toMatchObject({ encoding: { encoding: 'koi8-r', certainty: 'certain' } });
});

it('passes over the rows up to the one that was read before', async () => {
  const { rows } = await read('a\nb\n\nc\nd\n', { after: 2 });
  expect(rows.map(({ row, cells }) => [row, ...cells])).toEqual([
    [4, 'c'],
    [5, 'd'],
  ]);
});

it.each([
  ['to the end', 'a;b\nc;"d\ne;f\n', 2],
  ['up to a quote with which another cell begins', '"a";1\n"b;2\n"c";3\nd;4\n', 2],
])('names the row in which a quote is left open %s', async (_, text, row) => {
  expect(await refusalOf(read(text))).toEqual({ kind: 'open-quote', row });
});

it('keeps a cell that begins with a quoted word and goes on in another line', async () => {
  expect(await cellsOf('a;"""Ромашка"" на\nМира"\n')).toEqual([['a', '"Ромашка" на\nМира']]);
});

it.each([
  ['columns', 'by commas', `${'79991234567,'.repeat(100_000)}79991234568\n`, 1_000],
  ['cell', 'by spaces', `${'79991234567 '.repeat(100_000)}79991234568\n`, 32_767],
] as const)(
  'says of a whole list in one line what there is too much of: %s, %s',
  async (limit, _, text, most) => {
    expect(await refusalOf(read(text))).toEqual({ kind: 'limit', limit, most, row: 1 });
  },
);

it.each([
  ['columns', `${'a;'.repeat(1_000)}b\n`, 1_000],
  ['cell', `a;${'b'.repeat(32_768)}\n`, 32_767],
] as const)('refuses more than may be of: %s', async (limit, text, most) => {
  expect(await refusalOf(read(`1;2\n${text}`))).toEqual({ kind: 'limit', limit, most, row: 2 });
});

it('refuses a table of more than a million rows', async () => {
  async function* many() {
    for (let row = 1; row <= 1_000_001; row++) yield { row, cells: ['7'], hidden: false };
  }
  const going = async () => {
    for await (const { row } of counted(many(), 1_000_000)) expect(row).toBeNull();
  };
  expect(await refusalOf(going())).toEqual({ kind: 'limit', limit: 'rows', most: 1_000_000 });
});

it.each([
  'April 15, 2023;+1 402 872 2987;25.00;Ray;pending;\nApril 9, 2023;+1 678 343 4534;25.00;Lonny;\n',
  '15 апреля, сб;89991234567;25,00;4,00;Иван;ждёт;\n9 апреля, вс;89991234568;25,00;4,00;Анна;\n',
  'Иванов, Иван;"8 (999) 123-45-67"\nПетров, Пётр;"8 (999) 123-45-68"\nХан;"8 (999) 123-45-69"\n',
])(
  'takes the separator beside numbers, though another one stands as often in each line: %s',
  async (text) => {
    const { about, rows } = await read(text);
    expect(about).toMatchObject({ separator: ';' });
    expect(rows[0]?.cells.slice(0, 2)).toEqual(
      text.split('\n')[0]?.replaceAll('"', '').split(';').slice(0, 2),
    );
  },
);

it('takes commas for what separates, where a semicolon stands in each text', async () => {
  expect(await cellsOf('+79991234567,Your order is ready; come\n+79991234568,Yours; too\n')).toEqual([
    ['+79991234567', 'Your order is ready; come'],
    ['+79991234568', 'Yours; too'],
  ]);
});

it('finds the separator of two rows of different length', async () => {
  expect(await cellsOf('Имя;Телефон;Город\nМария;79991234567\n')).toEqual([
    ['Имя', 'Телефон', 'Город'],
    ['Мария', '79991234567'],
  ]);
});

it('reads again what is written here for spreadsheets, whatever stands in it', async () => {
  const cell = fc.string({
    unit: fc.constantFrom('a', '"', ',', ';', '\t', '|', '\n', ' ', 'ж', '7', "'", '-', '='),
  });
  const row = fc.tuple(cell, fc.constantFrom('a', 'ж"'));
  await fc.assert(
    fc.asyncProperty(fc.array(row, { minLength: 1 }), fc.constantFrom(RU, EN), async (written, language) => {
      const locale = localeFor(language, 'UTC');
      const marked = written.map((cells) => ['x', ...cells]);
      const separator = locale.t('csv-separator');
      const text = `sep=${separator}\r\n${csvLines(marked, locale)}`;
      expect(await cellsOf(text)).toEqual(marked);
    }),
    { numRuns: 50 },
  );
});
