import { expect, it } from 'vitest';
import { cellsOf, read } from '../support/table-file.ts';
import { cp1251 } from '../support/tables.ts';
import { workbookOf } from '../support/workbook.ts';

/* Tables as LibreOffice 7.4 was seen to write them: every attribute is there, also where it says what is usual. */

const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';

const row = (r: number, cells: string, hidden = false): string =>
  `<row r="${r}" customFormat="false" ht="12.8" hidden="${hidden}" customHeight="false" outlineLevel="0" collapsed="false">${cells}</row>`;
const text = (r: string, words: string): string =>
  `<c r="${r}" s="0" t="inlineStr"><is><t xml:space="preserve">${words}</t></is></c>`;
const number = (r: string, value: string, style = 0): string =>
  `<c r="${r}" s="${style}" t="n"><v>${value}</v></c>`;

it('reads its workbooks: numbers in any notation, times to the second, truth values, formulas, hidden rows', async () => {
  const rows = [
    row(1, text('A1', 'Телефон') + text('B1', 'Дата')),
    row(
      2,
      number('A2', '79991234567', 1) +
        number('B2', '46353.7708333333', 2) +
        '<c r="C2" s="0" t="b"><v>1</v></c>' +
        '<c r="D2" s="0" t="str"><f aca="false">CONCATENATE(&quot;x&quot;,B2)</f><v>x0.125</v></c>' +
        number('E2', '1.23456789012346E+019'),
    ),
    row(3, `${number('A3', '79991234568')}<c r="B3" s="0"/><c r="C3" s="0"/>`, true),
    row(4, number('A4', '79991234569')),
  ];
  const sheet = `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<worksheet xmlns="${MAIN}"><sheetPr filterMode="false"><pageSetUpPr fitToPage="false"/></sheetPr><dimension ref="A1:E4"/><cols><col collapsed="false" customWidth="false" hidden="false" outlineLevel="0" max="5" min="1" style="1" width="11.53"/></cols><sheetData>${rows.join('')}</sheetData><printOptions headings="false"/></worksheet>`;
  const book = workbookOf({
    sheets: [{ name: 'Ноябрь', rows: [] }],
    formats: ['General', '0.00E+00', 'dd\\.mm\\.yy\\ hh:mm'],
    parts: [{ name: 'xl/worksheets/sheet1.xml', content: sheet }],
  });
  const found = (await read(book)).rows;
  expect(found.map(({ cells }) => cells)).toEqual([
    ['Телефон', 'Дата'],
    ['79991234567', '27.11.26 18:30', 'ИСТИНА', 'x0.125', '1,23457E+19'],
    ['79991234568'],
    ['79991234569'],
  ]);
  expect(found.map(({ hidden }) => hidden)).toEqual([false, false, true, false]);
});

const CELLS = [
  ['Имя', 'Телефон'],
  ['Мария; "к"', '79991234567'],
  ['Петр\nВторой', '8 916 123-45-67'],
];
/** It quotes what has to be, and ends lines as Unix does. */
const csv = (separator: string): string =>
  ['Имя,Телефон', '"Мария; ""к""",79991234567', '"Петр\nВторой",8 916 123-45-67', '']
    .map((line) => line.replace(/,(?=[^,]*$)/, separator))
    .join('\n');

it.each([
  ['UTF-8 with commas', Buffer.from(csv(','))],
  ['windows-1251 with semicolons', cp1251(csv(';'))],
  ['UTF-16 with tabs', Buffer.from(`\uFEFF${csv('\t')}`, 'utf16le')],
])('reads its text in %s', async (_, bytes) => {
  expect(await cellsOf(bytes)).toEqual(CELLS);
});
