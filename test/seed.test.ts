import fc from 'fast-check';
import { expect, test } from 'vitest';
import { SEED } from './support/seed.ts';

test('what chance decides in tests is decided by one seed, which TEST_SEED sets', () => {
  expect(fc.readConfigureGlobal().seed).toBe(SEED);
  expect(SEED).toBe(Number(process.env.TEST_SEED ?? 1));
});
