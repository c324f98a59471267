import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { unguarded } from '../../src/files/formula.ts';
import { readTable } from '../../src/files/table.ts';
import { encoded } from '../support/encoded.ts';
import { cellsOf, RUSSIAN, read, refusalOf, tableFile } from '../support/table-file.ts';
import { HABITS, type Habit, numberCell, workbookOf } from '../support/workbook.ts';

const ROWS = [
  ['Имя', 'Телефон', 'Заказ'],
  ['Мария & Ко <b>', '+79991234567', '007'],
  ['', '89161234567', ' два  пробела '],
];

describe('reads the strings of a workbook as they are written by', () => {
  it.each(Object.entries<Habit>(HABITS))('%s', async (_, habit) => {
    const written = workbookOf({
      habit,
      sheets: [{ rows: ROWS.map((row) => row.map((cell) => cell || null)) }],
    });
    const { about, rows } = await read(written);
    expect(about).toEqual({ kind: 'workbook', sheet: 'Лист1', sheets: [{ name: 'Лист1', hidden: false }] });
    expect(rows.map(({ cells }) => cells)).toEqual(ROWS);
  });
});

/** What is seen of numbers with these formats, each in a row of its own. */
async function shown(
  written: readonly (readonly [value: number | string, format: string | number])[],
  options: { language?: string; date1904?: boolean } = {},
) {
  const { language = 'ru', date1904 = false } = options;
  const formats = written.map(([, format]) => format);
  const rows = written.map(([value], style) => [numberCell(value, style)]);
  const cells = await cellsOf(workbookOf({ formats, date1904, sheets: [{ rows }] }), { language });
  return cells.map(([cell]) => cell);
}

it('shows numbers as Excel does, long whole ones in full', async () => {
  const written = [
    [79991234567, 0],
    ['7.9991234567E10', 0],
    [799912345678901, 0],
    [79991234567, '0.00E+00'],
    [0.1 + 0.2, 0],
    [1234.5, '#,##0.00'],
    [0.155, 9],
    [0.155, '0.0%'],
    [42, '00000'],
    [1234.5, '# ##0.00\\ "₽"'],
    [9161234567, '[<=9999999]###\\-####;\\(###\\)\\ ###\\-####'],
    [5, '0 "E+ шт."'],
    [1e20, 0],
    [7, 'nobody reads [this'],
  ] as const;
  expect(await shown(written)).toEqual([
    '79991234567',
    '79991234567',
    '799912345678901',
    '79991234567',
    '0,3',
    '1 234,50',
    '16%',
    '15,5%',
    '00042',
    '1 234,50 ₽',
    '(916) 123-4567',
    '5 E+ шт.',
    '1E+20',
    '7',
  ]);
  expect(await shown([[1234.5, '#,##0.00']], { language: 'en' })).toEqual(['1,234.50']);
});

it.each([
  ['ru', '$1 234,50', '1 234,50 €', '1 234,50 ₽'],
  ['en', '$1,234.50', '1,234.50 €', '1,234.50 ₽'],
])('shows sums of any currency with the signs of the reader: %s', async (language, ...sums) => {
  const written = [
    [1234.5, '[$$-409]#,##0.00'],
    [1234.5, '#,##0.00\\ [$€-407]'],
    [1234.5, '#,##0.00\\ [$₽-419]'],
  ] as const;
  expect(await shown(written, { language })).toEqual(sums);
  expect(await shown([[1234.5, '#,##0.00\\ [$€-1]']], { language })).toEqual([sums[1]]);
});

it('shows sixteen digits of an order or a card as they were written', async () => {
  const written = [
    ['1234567890123456', 0],
    ['1234567890123456', '0'],
    ['-1234567890123456', '@'],
    ['1234567890123456', '0.00E+00'],
    ['1234567890123456789', 0],
  ] as const;
  expect(await shown(written)).toEqual([
    '1234567890123456',
    '1234567890123456',
    '-1234567890123456',
    '1234567890123456',
    '1,23457E+18',
  ]);
});

it('shows dates as Excel does in the language of the reader', async () => {
  const written = [
    [46353, 14],
    [46353, 'dd.mm.yyyy;@'],
    [46353, 'd mmmm yyyy'],
    [46353, '[$-FC19]dd mmmm yyyy \\г\\.;@'],
    [46353, '[$-F800]dddd\\,\\ mmmm\\ dd\\,\\ yyyy'],
    [46353, 'mmmm yyyy'],
    [46353.75, 'dd.mm.yy h:mm'],
    [1.5, '[h]:mm'],
    [60, 'dd.mm.yyyy'],
    [46353, 'dddd\\,\\ d\\ mmmm'],
    [46353, '[$-ru-RU,1]d\\ mmmm;@'],
    [46353, '[$-422]d\\ mmmm;@'],
    [46353, '[$-409]d\\ mmmm;@'],
  ] as const;
  expect(await shown(written)).toEqual([
    '27.11.2026',
    '27.11.2026',
    '27 ноября 2026',
    '27 ноября 2026 г.',
    '27 ноября 2026 г.',
    'Ноябрь 2026',
    '27.11.26 18:00',
    '36:00',
    '29.02.1900',
    'пятница, 27 ноября',
    '27 ноября',
    '27 листопада',
    '27 November',
  ]);
  const english = [
    [46353, 14],
    [46353, 'd mmmm yyyy'],
    [46353, '[$-FC19]d mmmm yyyy'],
  ] as const;
  expect(await shown(english, { language: 'en' })).toEqual([
    '11/27/2026',
    '27 November 2026',
    '27 ноября 2026',
  ]);
});

it.each([
  ['ru', '27.11.2026', '27.11.26 18:00', '11.2026'],
  ['en', '27/11/2026', '27/11/26 18:00', '11/2026'],
])(
  'shows "/" of a date as what separates dates there, as LibreOffice means it: %s',
  async (language, ...dates) => {
    const written = [
      [46353, 'dd/mm/yyyy'],
      [46353.75, 'dd/mm/yy\\ hh:mm'],
      [46353, 'mm/yyyy'],
    ] as const;
    expect(await shown(written, { language })).toEqual(dates);
    const unlike = [
      [46353, '[$-419]dd/mm/yyyy;@'],
      [46331, 'm/d/yyyy'],
      [46353, '[$-409]dd/mmm/yy'],
      [0.5, '# ?/?'],
    ] as const;
    expect(await shown(unlike, { language })).toEqual(['27.11.2026', '11/5/2026', '27/Nov/26', '1/2']);
  },
);

it.each([
  ['uk', '27 листопада 2026', '1 234,50'],
  ['pt-BR', '27 novembro 2026', '1.234,50'],
  ['qq', '27 November 2026', '1 234.50'],
])('shows dates and numbers in other languages too: %s', async (language, date, number) => {
  const written = [
    [46353, 'd mmmm yyyy'],
    [1234.5, 4],
  ] as const;
  expect(await shown(written, { language })).toEqual([date, number]);
});

it('counts days from 1904 where the workbook does', async () => {
  const written = [
    [44891, 'dd.mm.yyyy'],
    [1.5, '[h]:mm'],
    [1042, '#,##0'],
  ] as const;
  expect(await shown(written, { date1904: true })).toEqual(['27.11.2026', '36:00', '1 042']);
});

it('reads dates that stand as text of ISO 8601, as LibreOffice may write them, in either count of days', async () => {
  const rows = [
    [{ xml: '<c t="d" s="0"><v>2026-11-27</v></c>' }],
    [{ xml: '<c t="d" s="0"><v>2026-11-27T18:30:00</v></c>' }],
  ];
  for (const date1904 of [false, true]) {
    const written = workbookOf({ formats: ['dd.mm.yyyy hh:mm'], date1904, sheets: [{ rows }] });
    expect(await cellsOf(written)).toEqual([['27.11.2026 00:00'], ['27.11.2026 18:30']]);
  }
});

it('reads formulas by the values that were kept, truth values by their words, failed formulas as they are seen', async () => {
  const row = [
    { xml: '<c t="str"><f>A1&amp;"x"</f><v>текст</v></c>' },
    { xml: '<c><f>1+1</f><v>2</v></c>' },
    { xml: '<c t="b"><v>1</v></c>' },
    { xml: '<c t="e"><f>1/0</f><v>#DIV/0!</v></c>' },
    { xml: '<c><f>NOW()</f></c>' },
    'end',
  ];
  expect(await cellsOf(workbookOf({ sheets: [{ rows: [row] }] }))).toEqual([
    ['текст', '2', 'ИСТИНА', '#DIV/0!', '', 'end'],
  ]);
});

it('takes 0 for no value where a program wrote formulas and left it to a spreadsheet to count them', async () => {
  const row = [
    { xml: '<c><f>B1*2</f><v>0</v></c>' },
    { xml: '<c><f>B1*2</f><v>2469</v></c>' },
    { xml: '<c><v>0</v></c>' },
    { xml: '<c t="b"><f>1=2</f><v>0</v></c>' },
    'end',
  ];
  for (const isUncounted of [false, true]) {
    const written = workbookOf({ isUncounted, sheets: [{ rows: [row] }] });
    expect(await cellsOf(written)).toEqual([[isUncounted ? '' : '0', '2469', '0', 'ЛОЖЬ', 'end']]);
  }
});

it('joins the runs of a rich text without what tells how it is pronounced, and reads escaped characters', async () => {
  const rich =
    '<c t="inlineStr"><is><r><rPr><b/></rPr><t>Ма</t></r><r><t>рия</t></r><rPh sb="0" eb="1"><t>x</t></rPh></is></c>';
  const breaks = '<c t="inlineStr"><is><t>a_x000D__x000a_b&#10;c_x0000_d_xD83D__xDE00__xD83D_</t></is></c>';
  expect(await cellsOf(workbookOf({ sheets: [{ rows: [[{ xml: rich }, { xml: breaks }]] }] }))).toEqual([
    ['Мария', 'a\nb\ncd😀\ufffd'],
  ]);
});

describe('of several sheets, reads', () => {
  const sheets = [
    { name: 'Скрытый', state: 'hidden' as const, rows: [['1']] },
    { name: 'Пустой', rows: [] },
    { name: 'Октябрь', rows: [['2']] },
    { name: 'Ноябрь', rows: [['3']] },
    { name: 'Очень скрытый', state: 'veryHidden' as const, rows: [['4']] },
  ];
  const opened = async (activeTab: number, sheet?: string) => {
    const { about, rows } = await read(workbookOf({ sheets, activeTab }), { sheet });
    return [about.kind === 'workbook' ? about.sheet : null, rows[0]?.cells[0]];
  };

  it('the one that was looked at last', async () => expect(await opened(3)).toEqual(['Ноябрь', '3']));
  it('the first with anything in it, where that one is hidden', async () =>
    expect(await opened(0)).toEqual(['Октябрь', '2']));
  it('the first with anything in it, where that one is empty', async () =>
    expect(await opened(1)).toEqual(['Октябрь', '2']));
  it('the one that a person names', async () => expect(await opened(0, 'Ноябрь')).toEqual(['Ноябрь', '3']));

  it('none by a name that no sheet has', async () => {
    expect(await refusalOf(read(workbookOf({ sheets }), { sheet: 'Декабрь' }))).toEqual({
      kind: 'no-sheet',
      sheet: 'Декабрь',
    });
  });

  it('none that is hidden, and tells which those are', async () => {
    const { about } = await read(workbookOf({ sheets }));
    expect(
      about.kind === 'workbook' && about.sheets.filter(({ hidden }) => hidden).map(({ name }) => name),
    ).toEqual(['Скрытый', 'Очень скрытый']);
    expect(await refusalOf(read(workbookOf({ sheets: sheets.slice(0, 2) })))).toEqual({
      kind: 'empty',
      hiddenSheets: ['Скрытый'],
    });
  });
});

it('tells which rows a filter hides', async () => {
  const rows = [['a'], ['b'], ['c']];
  const written = workbookOf({ sheets: [{ rows, rowAttributes: { 2: 'hidden="1"' } }] });
  expect((await read(written)).rows.map(({ hidden }) => hidden)).toEqual([false, true, false]);
});

it('sees what is merged downwards in each of its rows, and what is merged sideways once', async () => {
  const rows = [
    ['Отчёт', null],
    ['Москва', '1'],
    [null, '2'],
    [null, '3'],
    ['Омск', '4'],
    [null, '5'],
  ];
  const behind = '<mergeCells count="2"><mergeCell ref="A1:B1"/><mergeCell ref="A2:A4"/></mergeCells>';
  expect(await cellsOf(workbookOf({ sheets: [{ rows, behind }] }))).toEqual([
    ['Отчёт'],
    ['Москва', '1'],
    ['Москва', '2'],
    ['Москва', '3'],
    ['Омск', '4'],
    ['', '5'],
  ]);
});

it('sees all of many merged cells', async () => {
  const rows = Array.from({ length: 6_000 }, (_, at) => [at % 2 === 0 ? 'x' : null, 'y']);
  const merged = rows.map((_, at) => (at % 2 === 0 ? `<mergeCell ref="A${at + 1}:A${at + 2}"/>` : ''));
  const behind = `<mergeCells>${merged.join('')}</mergeCells>`;
  const cells = await cellsOf(workbookOf({ sheets: [{ rows, behind }] }));
  expect(cells.filter(([first]) => first === 'x')).toHaveLength(6_000);
});

it('reads no more once it is disposed of', async () => {
  const rows = Array.from({ length: 20_000 }, () => ['x']);
  const table = await readTable(tableFile(workbookOf({ sheets: [{ rows }] })), RUSSIAN);
  const reading = table.rows[Symbol.asyncIterator]();
  expect((await reading.next()).value).toMatchObject({ row: 1 });
  await table[Symbol.asyncDispose]();
  expect((await reading.next()).done).toBe(true);
});

it('numbers rows as the sheet does, and passes over those with nothing but looks', async () => {
  const rows = [['a'], null, [{ xml: '<c s="1"/>' }, { xml: '<c s="1"/>' }], ['b', { xml: '<c s="1"/>' }]];
  expect((await read(workbookOf({ sheets: [{ rows }] }))).rows).toEqual([
    { row: 1, cells: ['a'], hidden: false },
    { row: 4, cells: ['b'], hidden: false },
  ]);
});

it('reads parts in UTF-16', async () => {
  const xml =
    '<worksheet><sheetData><row><c t="inlineStr"><is><t>Мария</t></is></c></row></sheetData></worksheet>';
  for (const encoding of ['utf-16le', 'utf-16be'] as const) {
    const parts = [{ name: 'xl/worksheets/sheet1.xml', content: encoded(`\ufeff${xml}`, encoding) }];
    expect(await cellsOf(workbookOf({ sheets: [{ rows: [] }], parts }))).toEqual([['Мария']]);
  }
});

it('reads a workbook whose parts refer to each other from the root, and whose parts are called otherwise or not written', async () => {
  const office = 'http://purl.oclc.org/ooxml/officeDocument/relationships';
  const related = (parts: readonly (readonly [string, string])[]) =>
    `<Relationships>${parts.map(([type, target], at) => `<Relationship Id="rId${at + 1}" Type="${office}/${type}" Target="${target}"/>`).join('')}</Relationships>`;
  const sheet =
    '<worksheet><sheetData><row><c t="inlineStr"><is><t>a</t></is></c></row></sheetData></worksheet>';
  const parts = [
    { name: '_rels/.rels', content: related([['officeDocument', '/book/main.xml']]) },
    {
      name: 'book/_rels/main.xml.rels',
      content: related([
        ['worksheet', '/Book/one.xml'],
        ['sharedStrings', 'unwritten.xml'],
      ]),
    },
    {
      name: 'book/main.xml',
      content: '<workbook><sheets><sheet name="A" r:id="rId1" xmlns:r="r"/></sheets></workbook>',
    },
    { name: 'book/one.xml', content: sheet },
  ];
  expect(await cellsOf(workbookOf({ sheets: [], parts }))).toEqual([['a']]);
});

it('reads again what was written, in any habit', async () => {
  const cell = fc.option(
    fc.string({
      unit: fc.constantFrom('a', 'ж', '<', '&', '"', "'", ' ', '\n', '😀', ']', '>'),
      minLength: 1,
    }),
  );
  const rows = fc.array(fc.array(cell, { maxLength: 30 }), { minLength: 1, maxLength: 12 });
  await fc.assert(
    fc.asyncProperty(rows, fc.constantFrom<Habit[]>(...Object.values(HABITS)), async (written, habit) => {
      const bytes = workbookOf({ habit, sheets: [{ rows: [['x'], ...written] }] });
      const back = new Map((await read(bytes)).rows.map(({ row, cells }) => [row, cells]));
      for (const [at, cells] of written.entries()) {
        const last = cells.findLastIndex((one) => one !== null);
        expect(back.get(at + 2) ?? []).toEqual(cells.slice(0, last + 1).map((one) => unguarded(one ?? '')));
      }
    }),
    { numRuns: 30 },
  );
});
