import { expect, test } from 'vitest';
import { statusOfHttpError } from '../../src/messages/http-error.ts';
import { guardTimes } from '../../src/messages/in-doubt.ts';
import type { AttemptOutcome } from '../../src/messages/standing.ts';
import { overdueAfterMs, retryDelayMs } from '../../src/messages/waits.ts';

const THROTTLED = 0x58;
const QUEUE_FULL = 0x14;

const after = (...tries: [AttemptOutcome, number | null][]): number =>
  retryDelayMs(
    tries.map(([outcome, command_status]) => ({ outcome, command_status })),
    guardTimes(60),
  );

test('a throttled message waits for a second, however often: the rate slows down instead', () => {
  const once: [AttemptOutcome, number] = ['deferred', THROTTLED];
  expect(after(once)).toBe(1000);
  expect(after(once, once, once, once)).toBe(1000);
});

test('after a temporary error it waits twice as long each time, up to a minute', () => {
  const full: [AttemptOutcome, number] = ['deferred', QUEUE_FULL];
  const delays = Array.from({ length: 9 }, (_, index) => after(...Array(index + 1).fill(full)));
  expect(delays).toEqual([1000, 2000, 4000, 8000, 16_000, 32_000, 60_000, 60_000, 60_000]);
});

test('what the HTTP API refused as one too many waits for the whole minute, and the guard beyond it', () => {
  expect(after(['deferred', statusOfHttpError(9)])).toBe(65_000);
  expect(after(['deferred', QUEUE_FULL], ['deferred', statusOfHttpError(9)])).toBe(65_000);
});

test('what was not written goes again at once', () => {
  expect(after(['not_written', null])).toBe(0);
  expect(after(['deferred', QUEUE_FULL], ['not_written', null])).toBe(0);
});

test('a part that was taken does not shorten the wait of one that was not', () => {
  expect(after(['deferred', THROTTLED], ['accepted', 0])).toBe(1000);
});

test('what was taken for a duplicate of its throttled try waits until the minute is over', () => {
  expect(after(['deferred', THROTTLED], ['duplicate', 0x45])).toBe(65_000);
});

test('a status is waited for as long as the message is tried, a day at the least, and a little longer', () => {
  const HOUR_MS = 3_600_000;
  const least = overdueAfterMs(null);
  expect(least).toBeGreaterThan(24 * HOUR_MS);
  expect(overdueAfterMs(1)).toBe(least);
  expect(overdueAfterMs(72) - least).toBe(48 * HOUR_MS);
});
