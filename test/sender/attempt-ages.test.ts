import { expect, test } from 'vitest';
import { guardTimes } from '../../src/messages/in-doubt.ts';
import { AttemptAges } from '../../src/sender/attempt-ages.ts';

/** ms since 1970 */
const NOW = 1_764_000_000_000;
const attempt = (id: number, committed_at: number) => ({ id, committed_at });

const [OLD, FUTURE, NEW, UNKNOWN] = [1, 2, 3, 4];

test('an attempt of this process is as old as the clock says that shows more', () => {
  const ages = new AttemptAges(guardTimes(60));
  ages.put(1, 1_000);

  expect(ages.of(attempt(1, NOW), NOW + 10_000, 11_000)).toBe(10_000);
  expect(ages.of(attempt(1, NOW), NOW - 3_600_000, 11_000), 'the wall clock was set back').toBe(10_000);
  expect(ages.of(attempt(1, NOW), NOW + 90_000, 11_000), 'the machine was suspended').toBe(90_000);
});

test('an attempt of another process counts as 5 s older, and a clock that is set back later changes nothing', () => {
  const ages = new AttemptAges(guardTimes(60));
  ages.inherit(attempt(1, NOW - 20_000), NOW, 500);

  expect(ages.of(attempt(1, NOW - 20_000), NOW, 500)).toBe(25_000);
  expect(ages.of(attempt(1, NOW - 20_000), NOW - 15_000, 5_500)).toBe(30_000);
});

test('an attempt from the future, an unknown one, and one of long ago are too old for anything', () => {
  const ages = new AttemptAges(guardTimes(60));
  ages.inherit(attempt(FUTURE, NOW + 1), NOW, 500);
  ages.put(OLD, 500);
  ages.put(NEW, 60_500);

  for (const id of [FUTURE, UNKNOWN, OLD]) {
    expect(ages.of(attempt(id, NOW), NOW, 60_500)).toBe(Number.POSITIVE_INFINITY);
  }
  expect(ages.of(attempt(NEW, NOW), NOW, 60_500)).toBe(0);
});
