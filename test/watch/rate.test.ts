import { expect, test } from 'vitest';
import { isHigh, shareOf } from '../../src/watch/rate.ts';

const RATE = { share: 20, minutes: 10 };

test.each([
  ['20 % of 30', { failed: 6, total: 30 }, false, true],
  ['less than 20 %', { failed: 6, total: 31 }, false, false],
  ['all of 29', { failed: 29, total: 29 }, false, false],
  ['none of none', { failed: 0, total: 0 }, false, false],
  ['10 % once it was told of', { failed: 10, total: 100 }, true, true],
  ['less than 10 % once it was told of', { failed: 9, total: 100 }, true, false],
] as const)('%s that failed are many, or not', (_, ended, isTold, high) => {
  expect(isHigh(ended, RATE, isTold)).toBe(high);
});

test('a share is in whole percents', () => {
  expect(shareOf({ failed: 190, total: 463 })).toBe(41);
  expect(shareOf({ failed: 0, total: 0 })).toBe(0);
});
