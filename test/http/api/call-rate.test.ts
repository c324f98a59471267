import { expect, test } from 'vitest';
import { CallRate } from '../../../src/http/api/call-rate.ts';

test('as many calls as a minute may hold go at once, and the next when one is earned', () => {
  const rate = new CallRate(3, 0);
  expect([rate.take(0), rate.take(0), rate.take(0)]).toEqual([0, 0, 0]);
  expect(rate.take(0)).toBeCloseTo(20_000);
  expect(rate.take(10_000)).toBeCloseTo(10_000);
  expect(rate.take(20_000)).toBe(0);
  expect(rate.take(20_000)).toBeCloseTo(20_000);
});

test('what is not used for an hour is no more than a minute may hold', () => {
  const rate = new CallRate(2, 0);
  const hour = 3_600_000;
  expect([rate.take(hour), rate.take(hour)]).toEqual([0, 0]);
  expect(rate.take(hour)).toBeGreaterThan(0);
});
