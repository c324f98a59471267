import { expect, test } from 'vitest';
import { isDear, lastHours, usualShare, usualSpend, weeksBefore } from '../../src/watch/usual.ts';

test('the same hours of the last four weeks begin on the same weekday at the same hour', () => {
  const hours = lastHours(2, Date.UTC(2026, 10, 27, 14, 20));
  expect(hours).toEqual({ from: Date.UTC(2026, 10, 27, 13), to: Date.UTC(2026, 10, 27, 15) });
  expect(weeksBefore(hours).map(({ from }) => new Date(from).toISOString())).toEqual([
    '2026-11-20T13:00:00.000Z',
    '2026-11-13T13:00:00.000Z',
    '2026-11-06T13:00:00.000Z',
    '2026-10-30T13:00:00.000Z',
  ]);
});

test.each([
  [
    'all of it together',
    [
      { failed: 3, ended: 100 },
      { failed: 0, ended: 50 },
    ],
    2,
  ],
  ['too few to say', [{ failed: 9, ended: 29 }], null],
  ['no week at all', [], null],
])('the usual share of failures is that of %s', (_, weeks, share) => {
  expect(usualShare(weeks)).toBe(share);
});

test.each([
  ['one week says nothing', [500, 0, 0, 0], null],
  ['of two the lower', [500, 0, 300, 0], 300],
  ['one campaign a month does not make it usual', [300, 9000, 310, 320], 310],
  ['nothing was ever spent', [0, 0, 0, 0], null],
])('usual spending: %s', (_, weeks, usual) => {
  expect(usualSpend(weeks)).toBe(usual);
});

test.each([
  [{ cost: 301, messages: 30 }, false, true],
  [{ cost: 300, messages: 30 }, false, false],
  [{ cost: 900, messages: 29 }, false, false],
  [{ cost: 201, messages: 30 }, true, true],
  [{ cost: 200, messages: 30 }, true, false],
])('beside a usual 100, %o where it was told: %s, is to be told: %s', (sums, isTold, told) => {
  expect(isDear(sums, 100, isTold)).toBe(told);
});
