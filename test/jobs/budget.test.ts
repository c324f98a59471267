import { expect, test } from 'vitest';
import { budgetOf } from '../../src/jobs/budget.ts';

/** How many steps a piece of 10 ms does that would take so long (ms), one after the other. */
function steps(...took: number[]): number {
  let at = 1_000;
  const budget = budgetOf(10, () => at);
  for (const [done, ms] of took.entries()) {
    at += ms;
    if (budget.isSpent()) return done + 1;
  }
  throw new Error('it was never spent');
}

test.each([
  ['short steps until they fill it', [2, 2, 2, 2, 2, 2], 5],
  ['none after one that another like it would go beyond', [1, 6, 1], 2],
  ['one at least, however long it takes', [40, 1], 1],
  ['no other when a long one came first', [6, 1], 1],
])('a piece does %s', (_, took, done) => {
  expect(steps(...took)).toBe(done);
});
