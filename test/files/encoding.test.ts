import { expect, it } from 'vitest';
import { ENCODINGS, type Encoding, findEncoding } from '../../src/files/encoding.ts';
import { encoded } from '../support/encoded.ts';

const TABLE = 'Имя;Телефон;Город\r\nМария;+79991234567;Москва\r\nПётр;89161234567;Санкт-Петербург\r\n';

async function* chunksOf(bytes: Uint8Array, size = 16) {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
}
const find = (bytes: Uint8Array) => findEncoding(chunksOf(bytes));

const WESTERN: readonly Encoding[] = ['windows-1252', 'iso-8859-15', 'macintosh'];
const RUSSIAN = ENCODINGS.filter((encoding) => !WESTERN.includes(encoding));

it.each(RUSSIAN)('tells that a Russian table without a mark is in %s', async (encoding) => {
  const found = await find(encoded(TABLE, encoding));
  expect(found?.encoding).toBe(encoding);
  expect(found?.certainty).toBe(encoding === 'utf-8' ? 'certain' : 'likely');
  expect(new Set([encoding, ...(found?.others ?? [])])).toEqual(new Set(ENCODINGS));
});

it.each(['utf-8', 'utf-16le', 'utf-16be'] as const)('is certain of %s by its mark', async (encoding) => {
  const found = await find(encoded(`\ufeff${TABLE}`, encoding));
  expect(found).toMatchObject({ encoding, certainty: 'certain' });
});

it.each(['windows-1251', 'koi8-r', 'ibm866'] as const)(
  'tells capitals in %s from small letters of another encoding',
  async (encoding) => {
    const found = await find(
      encoded('ФИО;ТЕЛЕФОН\nИВАНОВ ИВАН;79991234567\nПЕТРОВА АННА;79991234568\n', encoding),
    );
    expect(found).toMatchObject({ encoding, certainty: 'likely' });
  },
);

it.each([
  'Name;Telefon;Ort\r\nJürgen Groß;+4915112345678;München\r\nZoë;+4915112345679;Düsseldorf\r\n',
  'nom,téléphone\nFrançois,+33612345678\n',
  'Ål;79991234567\n',
])('guesses that letters within Latin words are of the West: %s', async (table) => {
  const found = await find(encoded(table, 'windows-1252'));
  expect(found).toMatchObject({ encoding: 'windows-1252', certainty: 'guess' });
  expect(found?.others).toContain('windows-1251');
});

it.each([
  ['phone;sum\r\n79991234567;1\u00a0234,50\r\n', 'windows-1251'],
  ['name;sum\r\nMüller;1\u00a0234,50\r\nZoë;12\u00a0345\u00a0€\r\n', 'windows-1252'],
  ['имя;сумма\r\nЯна;1\u00a0234,50\r\n', 'windows-1251'],
] as const)(
  'takes what stands in 1 234,50 for a space of Windows, as Excel and LibreOffice write it: %s',
  async (table, encoding) => {
    const bytes = encoded(table, encoding);
    const found = await find(bytes);
    expect(found?.encoding).toBe(encoding);
    expect(new TextDecoder(found?.encoding).decode(bytes)).toBe(table);
  },
);

it.each([
  ['phone;hours\r\n79991234567;10 – 20\r\n', 'windows-1251'],
  ['phone;text\r\n79991234567;it’s “done”…\r\n', 'windows-1251'],
  ['phone;hours\r\n79991234567;10 – 20, Café\r\n', 'windows-1252'],
  ['phone;hours\r\n79991234567;10 – 20 Ян\r\n', 'windows-1251'],
] as const)(
  'takes lone marks of print for those of Windows, and goes by the letters: %s',
  async (table, encoding) => {
    const bytes = encoded(table, encoding);
    const found = await find(bytes);
    expect(found).toMatchObject({ encoding, certainty: 'guess' });
    expect(new TextDecoder(encoding).decode(bytes)).toBe(table);
  },
);

it.each([
  '89134567801\n89134567802 не помню\n',
  '89134567801 дом\n',
  '89134567801 мама\n89134567802 зал\n',
  '89134567801 ИП\n89134567802 ООО\n',
])(
  'takes a few letters for those of Windows, where other encodings make words of them too: %s',
  async (list) => {
    const bytes = encoded(list, 'windows-1251');
    expect((await find(bytes))?.encoding).toBe('windows-1251');
  },
);

it.each(['Мария', 'Иванова Анна', 'Пётр, Ольга'])('still knows “%s” in KOI8-R', async (words) => {
  expect((await find(encoded(`89134567801 ${words}\n`, 'koi8-r')))?.encoding).toBe('koi8-r');
});

it('calls a few letters a guess, and puts the likeliest of the other encodings first', async () => {
  const found = await find(encoded('Ян;79991234567\n', 'koi8-r'));
  expect(found?.certainty).toBe('guess');
  expect([found?.encoding, ...(found?.others ?? [])].slice(0, 3)).toContain('koi8-r');
});

it('takes digits alone for UTF-8, which they are in nearly all encodings', async () => {
  expect(await find(Buffer.from('79991234567\n79991234568\n'))).toMatchObject({
    encoding: 'utf-8',
    certainty: 'certain',
  });
});

it('finds letters of another encoding that stand far behind the beginning', async () => {
  const start = encoded('79991234567;1042\n'.repeat(10_000), 'utf-8');
  const found = await findEncoding(chunksOf(Buffer.concat([start, encoded(TABLE, 'windows-1251')]), 65_536));
  expect(found?.encoding).toBe('windows-1251');
});

it('stays with UTF-8, less sure, where a few characters of it are spoiled', async () => {
  const spoiled = Buffer.concat([encoded(TABLE.repeat(5), 'utf-8'), Buffer.from([0xd0, 0x0a])]);
  expect(await find(spoiled)).toMatchObject({ encoding: 'utf-8', certainty: 'likely' });
});

it('takes zero bytes at no fixed side for no text at all', async () => {
  expect(
    await find(Buffer.from([...Array(300).keys()].map((at) => (at % 3 === 0 ? 0 : at % 256)))),
  ).toBeNull();
});

it.each(['name,phone\nMary\0,79161234567\nPete,79161234568\0\n', 'Имя;Тел\nМария\0;79161234567\n'])(
  'takes a zero byte here and there for nothing: %j',
  async (table) => {
    expect((await find(encoded(table, 'utf-8')))?.encoding).toBe('utf-8');
    expect((await find(encoded(table.replaceAll('\0', ''), 'utf-16le')))?.encoding).toBe('utf-16le');
  },
);
