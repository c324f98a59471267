import { expect, it } from 'vitest';
import { cellReader } from '../../../src/chat/grammar/cell.ts';
import { EMAIL, SMS } from '../../support/command-specs.ts';

const phones = cellReader(SMS, 'RU');

/** The recipients of a cell and the words around the first, or the reason why there is none. */
function read(cell: string, reader = phones) {
  const reading = reader.read(cell);
  return 'found' in reading
    ? [...reading.found.map(({ to }) => to), ...(reading.words === '' ? [] : [`«${reading.words}»`])]
    : reading.problem.reason;
}

it.each([
  ['+7 999 123-45-67', ['79991234567']],
  ['8(916)1234567', ['79161234567']],
  ['\u00a0+7\u00a0999\u00a01234567 ', ['79991234567']],
  ["'+79991234567", ['79991234567', "«'»"]],
  ['тел. 8 916 123-45-67, доб. 12', ['79161234567', '«доб. 12»']],
  ['Мария: +79991234567', ['79991234567', '«Мария»']],
  ['+79991234567 — Мария, офис', ['79991234567', '«Мария, офис»']],
  ['8 (495) 123-45-67; 8 916 123-45-67', ['74951234567', '79161234567', '«8 916 123-45-67»']],
  ['+79991234567\n+79991234568', ['79991234567', '79991234568', '«+79991234568»']],
  ['+7999123456O, +79991234567', ['79991234567', '«+7999123456O»']],
  ['+7 999 123-45-67/68', ['79991234567', '«/68»']],
  ['+7\ufe0d 999-123-45-67', ['79991234567']],
  ['+79991234567 5', ['79991234567', '«5»']],
  ['+79991234567 12.05.2026', ['79991234567', '«12.05.2026»']],
  ['79991234567.0', ['79991234567']],
  ['79991234567,00', ['79991234567']],
  ['+393331234567.0', ['393331234567']],
  ['79,991,234,567', ['79991234567']],
  ['+7 8 999 123-45-67', ['79991234567']],
  ['3. 8 999 123-45-67', ['79991234567', '«3.»']],
  ['3 89991234567', ['79991234567', '«3»']],
])('finds the recipients of %j', (cell, wanted) => {
  expect(read(cell)).toEqual(wanted);
});

it.each([
  ['7.9991E+10', 'rounded'],
  ['7,99912E+10', 'rounded'],
  ['+7 999 123-45-6', 'too-short'],
  ['799912345678', 'too-long'],
  ['Мария', 'not-a-number'],
  ['8999123456.0', 'too-short'],
  ['+7999123456O', 'not-a-number'],
  ['8 (999) 123-45-6О', 'not-a-number'],
  ['+7 999 123 45 67 1', 'too-long'],
  ['8 999 123-45-67 (12)', 'too-long'],
  // What stands before a number may be more of it, too.
  ['+7 7 999 123 45 67', 'too-long'],
  ['+7 79991234567', 'too-long'],
  ['8 8 999 123-45-67', 'too-long'],
  ['+1 123 123 12321', 'too-long'],
])('says why %j has none', (cell, reason) => {
  expect(read(cell)).toBe(reason);
});

it('looks at the beginning of a long text alone, and cuts no number there', () => {
  const text = `${'слово '.repeat(24)}+49 30 123456`;
  expect(read(`+79991234567 ${text}`)).toEqual(['79991234567', `«${text}»`]);
  expect(read(text)).toBe('not-a-number');
});

it('finds the addresses of a command that writes to such', () => {
  const emails = cellReader(EMAIL, 'RU');
  expect(read('Мария <maria@example.com>', emails)[0]).toBe('maria@example.com');
  expect(read('+79991234567', emails)).toBe('not-an-address');
});

it.each([
  ['Телефон', true],
  ['Моб. тел.', true],
  ['phone number', true],
  ['Отель', false],
  ['Telegram', false],
])('tells whether the column %j is named after them', (name, wanted) => {
  expect(phones.isLabel(name)).toBe(wanted);
});
