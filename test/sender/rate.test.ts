import fc from 'fast-check';
import { expect, test } from 'vitest';
import { Rate } from '../../src/sender/rate.ts';

/** Takes messages one after another, each as early as the rate allows and not before it comes. */
function run(
  rate: Rate,
  messages: readonly { parts: number; gapMs: number }[],
): { at: number; parts: number }[] {
  let now = 0;
  return messages.map(({ parts, gapMs }) => {
    now += gapMs;
    for (let tries = 0; !rate.take(parts, now); tries += 1) {
      if (tries > 20) throw new Error(`take does not keep the promise of waitMs at ${now}`);
      now += rate.waitMs(parts, now);
    }
    return { at: now, parts };
  });
}

test('no rolling second holds more parts than the rate', () => {
  const message = fc.record({
    parts: fc.integer({ min: 1, max: 12 }),
    gapMs: fc.integer({ min: 0, max: 400 }),
  });
  const messages = fc.array(message, { minLength: 1, maxLength: 150 });
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 300 }), messages, (setting, all) => {
      const taken = run(new Rate(setting), all);
      taken.forEach(({ at, parts }, index) => {
        const others = taken.slice(0, index).filter((one) => at - one.at <= 1_000);
        const sum = others.reduce((total, one) => total + one.parts, parts);
        expect(sum).toBeLessThanOrEqual(Math.max(setting, parts));
      });
    }),
  );
});

test('single parts flow at 95 of 100 parts per second or better', () => {
  const taken = run(new Rate(100), Array(1_000).fill({ parts: 1, gapMs: 0 }));
  expect(taken.at(-1)?.at).toBeLessThan(10_600);
});

test('a message of more parts than the whole rate goes, and those behind it pay the debt', () => {
  const taken = run(new Rate(2), [
    { parts: 7, gapMs: 0 },
    { parts: 1, gapMs: 0 },
  ]);
  expect(taken[0]?.at).toBe(0);
  expect(taken[1]?.at).toBeGreaterThan(3_000);
});

test('a message of more parts than the whole rate waits until the second before it is empty', () => {
  const taken = run(new Rate(2), [
    { parts: 1, gapMs: 5_000 },
    { parts: 7, gapMs: 0 },
  ]);
  expect(taken[1]?.at).toBeGreaterThan(6_000);
});

test('nothing is taken by a take that has to wait', () => {
  const rate = new Rate(1);
  expect(rate.take(1, 0)).toBe(true);
  expect(rate.take(1, 500)).toBe(false);
  expect(rate.waitMs(1, 500)).toBeLessThanOrEqual(520);
  expect(rate.take(1, 1_020)).toBe(true);
});

test('throttling halves the rate, once a second at most, and never below 1', () => {
  const rate = new Rate(100);
  rate.throttled(0);
  rate.throttled(10);
  expect(rate.current(10)).toBeLessThan(51);
  for (let second = 1; second < 20; second += 1) rate.throttled(second * 1_000);
  expect(rate.current(19_000)).toBeGreaterThanOrEqual(1);
  expect(rate.current(19_000)).toBeLessThan(5);
});

test('a throttled rate climbs back to the setting within a minute, and no further', () => {
  const rate = new Rate(100);
  rate.throttled(0);
  expect(rate.current(15_000)).toBeCloseTo(75);
  expect(rate.current(60_000)).toBe(100);
  expect(rate.current(600_000)).toBe(100);
});

test('a throttled rate is what really flows', () => {
  const rate = new Rate(100);
  rate.throttled(0);
  const taken = run(rate, Array(60).fill({ parts: 1, gapMs: 0 }));
  expect(taken.at(-1)?.at).toBeGreaterThan(1_000);
});

test('a rate below one part per second is refused', () => {
  expect(() => new Rate(0)).toThrow(RangeError);
  expect(() => new Rate(Number.NaN)).toThrow(RangeError);
});
