import { expect, test } from 'vitest';
import { type Histogram, quantile, sumOf, TOOK_UP_TO, tookIndex } from '../../src/messages/delivery-time.ts';

const of = (...times: readonly number[]): Histogram =>
  times.reduce((sum, ms) => {
    const one = sum.map(() => 0);
    one[tookIndex(ms)] = 1;
    return sumOf([sum, one]);
  }, sumOf([]));

test.each([
  ['nothing came', [], 0.5, null],
  ['one came within a second', [400], 1, 1_000],
  ['half came within 2 s', [900, 1_500, 4_000, 9_000], 0.5, 2_000],
  ['what lies within bounds is spread over them', [6_000, 7_000, 8_000, 9_000], 0.5, 7_500],
  ['a clock that went back is no time at all', [-5], 1, 1_000],
  ['a week is said to be the longest time that is told apart', [7 * 86_400_000], 0.95, 86_400_000],
])('%s', (_, times, share, expected) => {
  expect(quantile(of(...times), share)).toBe(expected);
});

test('every time has its figure, its bound included', () => {
  expect(TOOK_UP_TO.map(tookIndex)).toEqual(TOOK_UP_TO.map((_, index) => index));
  expect(tookIndex(86_400_001)).toBe(TOOK_UP_TO.length);
});
