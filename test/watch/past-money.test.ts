import { expect, test } from 'vitest';
import { beyondLimit, beyondUsual, type HourSpend } from '../../src/watch/past-money.ts';

const HOUR = 3_600_000;
const WEEK = 7 * 24;
/** Since 1970. */
const H0 = 500_000;

const spend = (hour: number, cost: number, messages = 40): HourSpend => ({ hour, cost, messages });
const at = (hour: number): number => hour * HOUR;

test('a limit is told of from the hour that reaches it, with the most that was spent, until the day is another', () => {
  const hours = [spend(H0, 400), spend(H0 + 2, 700), spend(H0 + 3, 100)];
  /** A day begins with the hour H0, and another twelve hours later. */
  const hoursAt = (now: number) => ({ from: at(now < at(H0 + 12) ? H0 : H0 + 12), to: now + 1 });
  const spans = beyondLimit(hours, { limit: 1_000, hoursAt }, { from: at(H0), to: at(H0 + 20) });
  expect(spans).toEqual([{ since: at(H0 + 2), until: at(H0 + 12), spent: 1_200, measure: 1_000 }]);
});

test('three times the usual of the weeks before is told of until it is twice as much, and nothing where nothing is usual', () => {
  const weeks = [1, 2, 3, 4].map((week) => spend(H0 - week * WEEK, 100));
  const hours = [...weeks, spend(H0, 290), spend(H0 + 1, 20)];
  const span = { from: at(H0), to: at(H0 + 30) };
  expect(beyondUsual(hours, 24, span)).toEqual([
    { since: at(H0 + 1), until: at(H0 + 24), spent: 310, measure: 100 },
  ]);
  expect(beyondUsual(hours.slice(3), 24, span)).toEqual([]);
});
