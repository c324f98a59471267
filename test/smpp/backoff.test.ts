import { expect, test } from 'vitest';
import { Backoff } from '../../src/smpp/backoff.ts';

const longest = (): number => 0.999999;
const notConnected = { boundMs: null, worked: false, refused: false };

test('a connection that had served is made again at once, to the same host', () => {
  const backoff = new Backoff(2, 500, 30_000, longest);
  expect(backoff.next({ boundMs: 60_000, worked: false, refused: false })).toEqual({ host: 0, delayMs: 499 });
});

test('hosts are tried in turn without delay, and the delay doubles with each round up to the longest', () => {
  const backoff = new Backoff(2, 500, 30_000, longest);
  const retries = Array.from({ length: 16 }, () => backoff.next(notConnected));
  expect(retries.map(({ host }) => host)).toEqual(Array(8).fill([1, 0]).flat());
  expect(retries.filter((_, index) => index % 2 === 0).every(({ delayMs }) => delayMs === 0)).toBe(true);
  const rounds = retries.filter((_, index) => index % 2 === 1).map(({ delayMs }) => delayMs);
  expect(rounds).toEqual([999, 1_999, 3_999, 7_999, 15_999, 29_999, 29_999, 29_999]);
});

test('a connection that binds and dies at once is back within 2 s the first time, and backs off', () => {
  const backoff = new Backoff(1, 500, 30_000, longest);
  const delays = Array.from(
    { length: 3 },
    () => backoff.next({ boundMs: 100, worked: false, refused: false }).delayMs,
  );
  expect(delays).toEqual([999, 1_999, 3_999]);
});

test('a refused bind reaches the longest delay within two tries', () => {
  const backoff = new Backoff(1, 500, 30_000, longest);
  const delays = Array.from(
    { length: 2 },
    () => backoff.next({ boundMs: null, worked: false, refused: true }).delayMs,
  );
  expect(delays).toEqual([3_999, 29_999]);
});

test('a connection that had served makes the delay short again', () => {
  const backoff = new Backoff(1, 500, 30_000, longest);
  for (let tries = 0; tries < 10; tries += 1) backoff.next(notConnected);
  expect(backoff.next({ boundMs: 10, worked: true, refused: false }).delayMs).toBe(499);
  expect(backoff.next({ boundMs: 5_000, worked: false, refused: false }).delayMs).toBe(499);
});

test('the delay is spread over the whole span', () => {
  const backoff = new Backoff(1, 500, 30_000, () => 0);
  expect(backoff.next(notConnected).delayMs).toBe(0);
});
