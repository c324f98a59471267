import { describe, expect, test } from 'vitest';
import { mayBeTo } from '../../src/messages/party.ts';
import {
  meantAttempt,
  perhapsMeant,
  submitId,
  type WrittenId,
  waysToMean,
} from '../../src/messages/receipt-id.ts';

const inText = (textId: string, tlv: string | null = null) => ({ id: tlv ?? textId, textId });
const attempts = (...ids: string[]) => ids.map((provider_id) => ({ provider_id }));
const meant = (
  named: ReturnType<typeof inText> | { id: string; textId: null },
  written: WrittenId | null,
  ...ids: string[]
) => meantAttempt(named, attempts(...ids), written)?.provider_id ?? null;

test.each([
  ['the very same', '855469', '855469'],
  ['the same but for case', '0192b8ee-7f3a', '0192B8EE-7F3A'],
  ['the same but for leading zeros', '23', '023'],
  ['a hexadecimal number for a decimal one', 'A1F', '0000002591'],
  ['a decimal number for a hexadecimal one', '281605133', '10C8F40D'],
  ['more zeros than digits', '0000A1F', '2591'],
  ['a long number', 'ffffffffffffffffff', '4722366482869645213695'],
  ['any printable characters', 'a_b-C9x', 'a_b-C9x'],
])('an id that is %s is found however ids are written', (_, receipt, submit) => {
  expect(meant(inText(receipt), null, submit)).toBe(submit);
  expect(meant(inText(receipt), null, 'other')).toBeNull();
});

test.each([
  ['same', 'D0DAD', '855469', false],
  ['same', '00d0dad', 'D0DAD', true],
  ['hex', 'D0DAD', '855469', true],
  ['hex', 'D0DAD', 'D0DAD', false],
  ['hex', '0192b8ee-7f3a', '0192B8EE-7f3a', true],
  ['decimal', '0000855469', 'd0dad', true],
  ['decimal', '855469', '855469', false],
  ['decimal', 'd0dad', 'd0dad', true],
] as const)('written %s, %s means %s: %s', (written, receipt, submit, isMeant) => {
  expect(meant(inText(receipt), written, submit) === submit).toBe(isMeant);
});

test('an id that a receipt has in its TLV alone, or another than in its text, is the one of the answer', () => {
  expect(meant({ id: '855001', textId: null }, 'hex', '855001')).toBe('855001');
  expect(meant(inText('d0dad', '855469'), 'hex', '855469')).toBe('855469');
  expect(meant(inText('10', '16'), null, '10', '16')).toBe('16');
  expect(meant({ id: 'A1F', textId: null }, null, '2591')).toBe('2591');
});

test('a receipt that may be of several submits is of none, until it is known how ids are written', () => {
  expect(meant(inText('10'), null, '10', '16')).toBeNull();
  expect(meant(inText('10'), null, '10', 'a')).toBeNull();
  expect(meant(inText('10'), 'same', '10', '16')).toBe('10');
  expect(meant(inText('10'), 'hex', '10', '16')).toBe('16');
  expect(meant(inText('10'), 'decimal', '10', 'a')).toBe('a');
});

test('of ids that differ in case alone the very same is meant, of those that were given twice the newest', () => {
  expect(meant(inText('aB'), null, 'Ab', 'aB', 'AB')).toBe('aB');
  const twice = [
    { provider_id: '7', n: 1 },
    { provider_id: '7', n: 2 },
  ];
  expect(meantAttempt(inText('7'), twice, null)).toMatchObject({ n: 2 });
});

test('how ids are written shows only where it makes a difference', () => {
  expect(waysToMean(inText('7'), '7')).toEqual(['same', 'hex', 'decimal']);
  expect(waysToMean(inText('855469'), '855469')).toEqual(['same']);
  expect(waysToMean(inText('D0DAD'), '855469')).toEqual(['hex']);
  expect(waysToMean(inText('855469'), 'D0DAD')).toEqual(['decimal']);
});

test("a submit's id is told by a receipt in the way that is known, or as it is", () => {
  expect(submitId(inText('A1F'), { written: 'hex', isSet: false })).toBe('2591');
  expect(submitId(inText('A1F'), { written: null, isSet: false })).toBe('A1F');
  expect(submitId({ id: null, textId: null }, { written: null, isSet: false })).toBeNull();
  expect(perhapsMeant({ id: null, textId: null }, null)).toEqual([]);
});

describe('a receipt', () => {
  test.each([
    [['79991234567', 'SHOP'], true],
    [['SHOP', '+79991234567'], true],
    [['89991234567', 'SHOP'], true],
    [['0079991234567', 'SHOP'], true],
    [['', ''], true],
    [[], true],
    [['79991234568', 'SHOP'], false],
    [['4567', 'SHOP'], false],
    [['', 'SHOP'], false],
  ])('with the addresses %j may be of a message to 79991234567: %s', (parties, may) => {
    expect(mayBeTo(parties, '79991234567')).toBe(may);
  });

  test('may be of an e-mail whose address does not fit into a field', () => {
    expect(mayBeTo(['Olga.Petrova@Shop.Ex'], 'olga.petrova@shop.example.org')).toBe(true);
    expect(mayBeTo(['olga.petrova@shop'], 'olga.petrova@shop.example.org')).toBe(false);
  });
});
