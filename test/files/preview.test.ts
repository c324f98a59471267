import { describe, expect, it } from 'vitest';
import { cellReader } from '../../src/chat/grammar/cell.ts';
import { columnNamed, findLayout, sampleOf } from '../../src/files/layout.ts';
import { PreviewCount } from '../../src/files/preview.ts';
import { type Campaign, type Outcome, outcomes } from '../../src/files/recipients.ts';
import { readTable } from '../../src/files/table.ts';
import { readWording } from '../../src/files/wording.ts';
import { SMS } from '../support/command-specs.ts';
import { RUSSIAN, tableFile } from '../support/table-file.ts';
import { numberCell, workbookOf } from '../support/workbook.ts';

const reader = cellReader(SMS, 'RU');

/** What a text to the numbers of a table would do. */
async function preview(bytes: string | Uint8Array, text: string) {
  await using table = await readTable(tableFile(bytes), RUSSIAN);
  const { sample, rows } = await sampleOf(table.rows);
  const layout = await findLayout(sample, reader);
  if (!layout) throw new Error('no numbers');
  const wording = readWording(text, (name) =>
    columnNamed(name, layout, Math.max(...sample.map(({ cells }) => cells.length))),
  );
  if ('unknown' in wording) return wording.unknown;
  const count = new PreviewCount();
  const all: Outcome[] = [];
  for await (const outcome of outcomes(rows, {
    layout,
    wording,
    reader,
    isText: table.about.kind === 'text',
    fit,
  })) {
    count.add(outcome);
    all.push(outcome);
  }
  const first = all.filter((one) => one.kind === 'message').slice(0, 3);
  return { ...count, first, notSent: all.filter((one) => one.kind !== 'message') };
}

const fit: Campaign['fit'] = (text) => {
  if (text.includes('~~~')) return { refused: { kind: 'cut-by-mark', mark: '~~~' } };
  const alphabet = /[а-яё]/i.test(text) ? 'ucs2' : 'gsm';
  return { alphabet, parts: Math.ceil(text.length / 30) };
};

const FIT = { parts: 1, alphabet: 'ucs2' };

type Shown = Exclude<Awaited<ReturnType<typeof preview>>, string[]>;

const TABLE = `Имя;Телефон;Заказ
Мария;+7 999 123-45-67;1042
Пётр;8 916 123-45-67;1043
Анна;8 (495) 123-45-67, 8 916 000-00-01;1044
Мария;89991234567;1045
Олег;7,9991E+10;1046
Инна;+7 999 123-45-6;1047
;+79991234570;1048
Яна;+79991234571;#Н/Д
Итого;;7
Ян;+79991234572;1049
`;

it('counts who gets a message, shows the first as they will read, and says of each other row why it gets none', async () => {
  expect(await preview(TABLE, '{имя}, ваш заказ {C} готов')).toEqual({
    rows: 10,
    messages: 4,
    missing: ['имя'],
    signs: [],
    operators: { '': { messages: 4, parts: 4 } },
    duplicates: 0,
    withBesides: 1,
    withExtension: 0,
    parts: { 1: 4 },
    alphabets: { ucs2: 4 },
    wide: ['М', 'а', 'р', 'и'],
    bad: { 'other-text': 1, 'bad-recipient': 2, missing: 1, unusable: 1, 'no-recipient': 1 },
    first: [
      {
        kind: 'message',
        row: 2,
        typed: '+7 999 123-45-67',
        to: '79991234567',
        text: 'Мария, ваш заказ 1042 готов',
        fit: FIT,
        besides: [],
      },
      {
        kind: 'message',
        row: 3,
        typed: '8 916 123-45-67',
        to: '79161234567',
        text: 'Пётр, ваш заказ 1043 готов',
        fit: FIT,
        besides: [],
      },
      {
        kind: 'message',
        row: 4,
        typed: '8 (495) 123-45-67, 8 916 000-00-01',
        to: '79160000001',
        text: 'Анна, ваш заказ 1044 готов',
        fit: FIT,
        besides: ['74951234567'],
      },
    ],
    notSent: [
      {
        kind: 'bad',
        row: 5,
        typed: '89991234567',
        problem: { kind: 'other-text', first: 2 },
      },
      {
        kind: 'bad',
        row: 6,
        typed: '7,9991E+10',
        problem: { kind: 'bad-recipient', problem: { reason: 'rounded' } },
      },
      {
        kind: 'bad',
        row: 7,
        typed: '+7 999 123-45-6',
        problem: {
          kind: 'bad-recipient',
          problem: { reason: 'too-short', expected: { callingCode: '7', digits: [10], typed: 9 } },
        },
      },
      { kind: 'bad', row: 8, typed: '+79991234570', problem: { kind: 'missing', names: ['имя'] } },
      { kind: 'bad', row: 9, typed: '+79991234571', problem: { kind: 'unusable', name: 'C', value: '#Н/Д' } },
      { kind: 'bad', row: 10, typed: '', problem: { kind: 'no-recipient' } },
    ],
  });
});

it('puts what a text says in place of a value that a row lacks', async () => {
  const { first, bad } = (await preview(
    'Имя;Телефон\n;89161234567\nЯн;89161234568\n',
    'Добрый день, {имя|клиент}!{B|}',
  )) as Shown;
  expect(first.map(({ text }) => text)).toEqual([
    'Добрый день, клиент!89161234567',
    'Добрый день, Ян!89161234568',
  ]);
  expect(bad).toEqual({});
});

it('names each placeholder that is no column, once, and leaves other brackets as they are', async () => {
  expect(await preview(TABLE, '{ФИО} {имя} {Q} {фио}{ФИО}')).toEqual(['ФИО', 'Q', 'фио']);
  const shown = await preview('89161234567;a\n', 'if (x) {\n} {} {{}}');
  expect(shown).toMatchObject({ first: [{ text: 'if (x) {\n} {} {{}}' }] });
});

it('takes doubled brackets for the same, as other programs have them', async () => {
  const shown = await preview('89161234567;a\n', '{{B}}, {{ B |you}} {{{B}}}');
  expect(shown).toMatchObject({ first: [{ text: 'a, a {a}' }] });
});

it('fills a text from the words beside the number of a list', async () => {
  expect(await preview('+79991234567 Мария\n89161234567\n', 'Привет, {B|друг}')).toMatchObject({
    first: [{ text: 'Привет, Мария' }, { text: 'Привет, друг' }],
  });
});

describe('of a workbook', () => {
  it('writes to nobody in a row that a filter hides, and takes the first good row of a number', async () => {
    const rows = [
      ['Телефон', 'Имя'],
      [numberCell(79991234567), 'Мария'],
      [numberCell(79991234568), null],
      [numberCell(79991234568), 'Пётр'],
    ];
    const written = workbookOf({ sheets: [{ rows, rowAttributes: { 2: 'hidden="1"' } }] });
    expect(await preview(written, '{Имя}')).toMatchObject({
      messages: 1,
      duplicates: 0,
      first: [{ row: 4, to: '79991234568', text: 'Пётр' }],
      notSent: [
        { row: 2, problem: { kind: 'hidden' } },
        { row: 3, problem: { kind: 'missing', names: ['Имя'] } },
      ],
    });
  });
});

it.each([
  '#ДЕЛ/0!',
  '#DIV/0!',
  '#ERROR!',
  '#ПЕРЕНОС!',
  'Err:502',
  'Ошибка:522',
  '####',
  '1,23457E+15',
  '1.23457E+15',
])('writes to nobody what a spreadsheet shows in place of a value: %s', async (value) => {
  expect(
    await preview(`Телефон;Сумма\n89161234567;${value}\n89161234568;#SALE 5E\n`, '{Сумма}'),
  ).toMatchObject({
    messages: 1,
    first: [{ text: '#SALE 5E' }],
    notSent: [{ row: 2, problem: { kind: 'unusable', name: 'Сумма', value } }],
  });
});

it('writes no text with characters that are none in the encoding of the file', async () => {
  const spoiled = Buffer.concat([
    Buffer.from('Имя;Телефон\nМария Иванова из Москвы;89161234567\nМа'),
    Buffer.from([0xd1]),
    Buffer.from(';89161234568\n'),
  ]);
  expect(await preview(spoiled, '{Имя}')).toMatchObject({ messages: 1, bad: { unusable: 1 } });
});

it('counts the parts and alphabets of texts, and leaves out one that cannot be sent', async () => {
  const table = `89161234567;Ann\n89161234568;Анна\n89161234569;~~~\n89161234570;${'x'.repeat(31)}\n`;
  expect(await preview(table, '{B}')).toMatchObject({
    messages: 3,
    bad: { refused: 1 },
    parts: { 1: 2, 2: 1 },
    alphabets: { gsm: 2, ucs2: 1 },
    wide: ['А', 'н', 'а'],
    notSent: [{ row: 3, problem: { kind: 'refused', reason: { kind: 'cut-by-mark', mark: '~~~' } } }],
  });
});

it('tells a second text to the same number from a row that comes twice', async () => {
  const table = 'Телефон;Заказ\n+79991234567;1042\n8 999 123-45-67;1042\n+79991234567;1043\n';
  expect(await preview(table, 'Заказ {B} готов')).toMatchObject({
    messages: 1,
    duplicates: 1,
    bad: { 'other-text': 1 },
    notSent: [
      { kind: 'duplicate', row: 3, to: '79991234567', first: 2 },
      { kind: 'bad', row: 4, problem: { kind: 'other-text', first: 2 } },
    ],
  });
});
