import { expect, test } from 'vitest';
import { speedOf, timeLeft } from '../../src/messages/speed.ts';

const NOW = 1_764_000_000_000;
/** So many have left since a message that left so many seconds ago. */
const ago = (...departures: [since: number, seconds: number][]) =>
  departures.map(([since, seconds]) => ({ since, at: NOW - seconds * 1000 }));

test.each([
  ['by the most that left within a minute', ago([1, 0], [512, 5], [1024, 10], [4096, 40], [8192, 80]), 6_144],
  ['less where it went fast and stands now', ago([1, 30], [64, 32]), 120],
  ['nothing of what went longer ago', ago([1, 70], [64, 72]), null],
  ['nothing of the first moments', ago([1, 0], [8, 2]), null],
  ['nothing before any has left', [], null],
])('the speed of a campaign is %s', (_, departures, perMinute) => {
  expect(speedOf(departures, NOW)).toBe(perMinute);
});

test('what is left takes as long as it does at that speed', () => {
  expect(timeLeft(6_000, 1_200)).toBe(300_000);
});
