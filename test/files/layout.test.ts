import { expect, it } from 'vitest';
import { cellReader } from '../../src/chat/grammar/cell.ts';
import { lettersOf } from '../../src/files/columns.ts';
import { columnNamed, findLayout, sampleOf } from '../../src/files/layout.ts';
import type { Row } from '../../src/files/row.ts';
import { SMS } from '../support/command-specs.ts';

const reader = cellReader(SMS, 'RU');
const rowsOf = (...rows: string[][]): Row[] =>
  rows.map((cells, at) => ({ row: at + 1, cells, hidden: false }));
const find = (rows: Row[], column?: number) => findLayout(rows, reader, column);

it('finds the column of numbers by its content, and the row that names the columns', async () => {
  expect(await find(rowsOf(['Имя', 'Куда'], ['Мария', '+79991234567'], ['Пётр', '89161234567']))).toEqual({
    column: 1,
    others: [],
    names: ['Имя', 'Куда'],
    header: 1,
    width: 2,
    first: 2,
    isList: false,
  });
});

it('takes the first row for a recipient where it holds one, or one that is mistyped', async () => {
  expect(await find(rowsOf(['+79991234567', 'Мария'], ['89161234567', 'Пётр']))).toMatchObject({
    header: null,
    first: 1,
  });
  expect(await find(rowsOf(['+7999123456', 'Мария'], ['89161234567', 'Пётр']))).toMatchObject({
    header: null,
    first: 1,
  });
});

it('passes over the title of a report, but not over mistyped recipients below the names', async () => {
  const report = rowsOf(
    ['Отчёт за ноябрь', '27.11.2026'],
    ['', ''],
    ['№', 'Клиент', 'Телефон', 'Сумма'],
    ['1', 'Мария', 'нет', '10'],
    ['2', 'Пётр', '89161234567', '20'],
    ['', 'Итого', '', '30'],
  );
  expect(await find(report)).toMatchObject({
    column: 2,
    header: 3,
    first: 4,
    names: ['№', 'Клиент', 'Телефон', 'Сумма'],
  });
});

it('takes the widest row above for the names where none is called after numbers', async () => {
  const report = rowsOf(['Список', 'новый'], ['Имя', 'Куда', 'Заказ'], ['Мария', '+79991234567', '7']);
  expect(await find(report)).toMatchObject({ header: 2, first: 3 });
});

it('prefers the column that is named after numbers, then mobile numbers, and tells the others', async () => {
  const digits = ['0', '1', '2'];
  const named = rowsOf(
    ['Директор', 'Телефон'],
    ...digits.map((one) => [`8926123456${one}`, `8495123456${one}`]),
  );
  expect(await find(named)).toMatchObject({ column: 1, others: [0] });
  const two = rowsOf(...digits.map((one) => [`8495123456${one}`, `8916123456${one}`]));
  expect(await find(two)).toMatchObject({ column: 1, others: [0] });
  expect(await find(two, 0)).toMatchObject({ column: 0, others: [1] });
});

it('takes no column by its name alone', async () => {
  const rows = rowsOf(
    ['Телефон', 'Куда'],
    ['да', '+79991234567'],
    ['нет', '89161234567'],
    ['89161234568', '89161234569'],
  );
  expect(await find(rows)).toMatchObject({ column: 1 });
});

it('finds none where there are no numbers', async () => {
  expect(await find(rowsOf(['Имя', 'Город'], ['Мария', 'Москва']))).toBeNull();
  expect(await find([])).toBeNull();
});

it('reads rows of one cell as a list, with words beside the number as a second column', async () => {
  const layout = await find(rowsOf(['+79991234567 Мария'], ['89161234567']));
  expect(layout).toMatchObject({ column: 0, isList: true, header: null });
  expect(layout && columnNamed('B', layout, 1)).toBe(1);
  expect(layout && columnNamed('C', layout, 1)).toBeNull();
});

it('looks at no row that is hidden', async () => {
  const [first, second] = rowsOf(['+79991234567', 'x'], ['Мария', '89161234567']);
  expect(
    await find([{ row: 1, cells: [], ...first, hidden: true }, ...(second ? [second] : [])]),
  ).toMatchObject({
    column: 1,
  });
});

it('calls columns by their names, whatever their case and spaces, else by their letters, of either alphabet', () => {
  const names = ['Имя', ' Номер  заказа ', 'Счёт', 'A'];
  const layout = { column: 0, others: [], names, header: 1, width: 4, first: 2, isList: false };
  const at = (name: string) => columnNamed(name, layout, 30);
  expect(['имя', 'номер заказа', 'счет'].map(at)).toEqual([0, 1, 2]);
  expect(['b', 'С', 'В', 'AA', 'AD'].map(at)).toEqual([1, 2, 1, 26, 29]);
  expect(at('a')).toBe(3);
  expect(['AE', 'Ж', 'город', ''].map(at)).toEqual([null, null, null, null]);
});

it('knows a name whose letters a Mac wrote in two characters each, on either side', () => {
  const layout = { column: 0, others: [], header: 1, width: 2, first: 2, isList: false };
  const [composed, apart] = (['NFC', 'NFD'] as const).map((form) => 'Район'.normalize(form));
  expect(columnNamed(composed as string, { ...layout, names: ['Телефон', apart as string] }, 2)).toBe(1);
  expect(columnNamed(apart as string, { ...layout, names: ['Телефон', composed as string] }, 2)).toBe(1);
});

it('reads the names of columns composed, and the one of mobile numbers whichever way it is written', async () => {
  const mobile = 'Мобильный'.normalize('NFD');
  const rows = rowsOf(['Имя', 'Рабочий', mobile], ['Мария', '+74951234567', '+79991234567']);
  expect(await find(rows)).toMatchObject({ column: 2, names: ['Имя', 'Рабочий', 'Мобильный'] });
});

it('calls a column by its name without dots and spaces, where one alone has it', () => {
  const layout = { column: 0, others: [], header: 1, width: 2, first: 2, isList: false };
  const at = (name: string, names: string[]) => columnNamed(name, { ...layout, names }, 30);
  expect(at('фио', ['Тел.', 'Ф. И. О.'])).toBe(1);
  expect(at('сумма долга', ['Тел.', 'Сумма, долга'])).toBe(1);
  expect(at('фио', ['Ф.И.О.', 'Ф. И. О.'])).toBeNull();
  expect(at('A', ['Тел.', '№ A'])).toBe(0);
  expect(at('!', ['Тел.', '?'])).toBeNull();
});

it('names columns by letters as spreadsheets do', () => {
  expect([0, 25, 26, 701, 702].map(lettersOf)).toEqual(['A', 'Z', 'AA', 'ZZ', 'AAA']);
});

it('leaves the rows that a layout is found by to be gone through with the others', async () => {
  async function* many() {
    for (let row = 1; row <= 1_000; row++) yield { row, cells: [String(row)], hidden: false };
  }
  const { sample, rows } = await sampleOf(many());
  expect(sample).toHaveLength(200);
  let next = 1;
  for await (const { row } of rows) expect(row).toBe(next++);
  expect(next).toBe(1_001);
});
