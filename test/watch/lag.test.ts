import { expect, test } from 'vitest';
import { isLagging } from '../../src/watch/lag.ts';

test.each([
  [5, 10, false, true],
  [4, 10, false, false],
  [9, 9, false, false],
  [3, 10, true, true],
  [2, 10, true, false],
])('%i of %i late ones, where it was told: %s, are to be told: %s', (late, total, isTold, told) => {
  expect(isLagging({ late, total }, isTold)).toBe(told);
});
