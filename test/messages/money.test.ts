import fc from 'fast-check';
import { expect, test } from 'vitest';
import { formatMoney, parseMoney, parseTypedMoney } from '../../src/messages/money.ts';

test.each([
  ['2.5000', 25000],
  ['2.5', 25000],
  ['2,50', 25000],
  ['0.0001', 1],
  ['12', 120000],
  [' 1.20 ', 12000],
  ['0.25000', 2500],
])('%j is %i ten-thousandths', (text, amount) => {
  expect(parseMoney(text)).toBe(amount);
});

test.each(['', '.5', '-1', '1.', '1.00001', '1e3', 'free', '1 000', '99999999999999999'])(
  '%j is no amount',
  (text) => {
    expect(parseMoney(text)).toBeNull();
  },
);

test.each([
  ['1,000', null],
  ['10.000', null],
  ['1,000.50', 10_005_000],
  ['1.000,50', 10_005_000],
  ['1 234,50', 12_345_000],
  ['1\u00a0234,5', 12_345_000],
  ['1 000', 10_000_000],
  ['1,000,00', null],
  ['10 00', null],
  ['1000', 10_000_000],
  ['1000,5', 10_005_000],
  ['2.5000', 25_000],
  ['0.125', 1_250],
])('%j, as somebody types it, is %j', (text, amount) => {
  expect(parseTypedMoney(text)).toBe(amount);
});

test.each([
  [25000, '2.50'],
  [25001, '2.5001'],
  [25010, '2.5010'],
  [0, '0.00'],
  [5, '0.0005'],
  [-25000, '-2.50'],
])('%i is written %s', (amount, text) => {
  expect(formatMoney(amount)).toBe(text);
});

test('an amount that is written reads as the same amount', () => {
  fc.assert(
    fc.property(fc.nat(), (amount) => {
      expect(parseMoney(formatMoney(amount))).toBe(amount);
    }),
  );
});
