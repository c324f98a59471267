import { expect, test } from 'vitest';
import { allowedAt, type Quiet, readQuiet, writeQuiet, zonesOf } from '../../src/messages/quiet.ts';
import { minuteAt } from '../../src/messages/zone.ts';

const NIGHT: Quiet = { from: 22 * 60, to: 9 * 60, zone: 'Europe/Moscow' };
/** Over noon, and from 20 to 9. */
const TWICE: Quiet = { from: 780, to: 840, besides: { from: 1200, to: 540 }, zone: 'UTC' };

const RUSSIAN = '79991234567';
const GEORGIAN = '995555123456';
const GERMAN = '4915112345678';
const KAZAKH = '77011234567';
const AMERICAN = '12125551234';

const allowed = (quiet: Quiet, recipient: string, now: string, ahead?: number): string =>
  new Date(allowedAt(quiet, recipient, Date.parse(now), ahead)).toISOString().slice(0, 16);

test('a country of one clock has one zone, others have all that they have', () => {
  expect(zonesOf(GEORGIAN)).toEqual(['Asia/Tbilisi']);
  expect(zonesOf(GERMAN)).toHaveLength(1);
  expect(zonesOf(RUSSIAN)).toHaveLength(11);
  expect(zonesOf(KAZAKH).length).toBeLessThan(3);
  expect(zonesOf(AMERICAN).length).toBeGreaterThan(5);
  expect(zonesOf('a@b.ru')).toEqual([]);
});

test.each([
  ['one zone, by day', NIGHT, GEORGIAN, '2026-11-27T10:00Z', '2026-11-27T10:00'],
  ['one zone, in the evening', NIGHT, GEORGIAN, '2026-11-27T18:30Z', '2026-11-28T05:00'],
  ['one zone, after midnight', NIGHT, GEORGIAN, '2026-11-27T22:30Z', '2026-11-28T05:00'],
  ['the minute at which it begins', NIGHT, GEORGIAN, '2026-11-27T18:00Z', '2026-11-28T05:00'],
  ['the minute at which it ends', NIGHT, GEORGIAN, '2026-11-28T05:00Z', '2026-11-28T05:00'],
  ['all zones of Russia are awake', NIGHT, RUSSIAN, '2026-11-27T08:30Z', '2026-11-27T08:30'],
  ['Kamchatka sleeps', NIGHT, RUSSIAN, '2026-11-27T10:00Z', '2026-11-28T07:00'],
  ['Kaliningrad sleeps', NIGHT, RUSSIAN, '2026-11-27T05:00Z', '2026-11-27T07:00'],
  [
    'no hour suits all of Russia',
    { ...NIGHT, from: 18 * 60 },
    RUSSIAN,
    '2026-11-27T20:00Z',
    '2026-11-28T06:00',
  ],
  ['an address', NIGHT, 'a@b.ru', '2026-11-27T20:00Z', '2026-11-28T06:00'],
  ['within a day', { from: 780, to: 840, zone: 'UTC' }, GEORGIAN, '2026-11-27T09:30Z', '2026-11-27T10:00'],
  ['in the first of two', TWICE, GEORGIAN, '2026-11-27T09:30Z', '2026-11-27T10:00'],
  ['in the second of two', TWICE, GEORGIAN, '2026-11-27T16:30Z', '2026-11-28T05:00'],
  ['between two', TWICE, GEORGIAN, '2026-11-27T10:30Z', '2026-11-27T10:30'],
  // Clocks go back at 3:00 on 25 October, and forward at 2:00 on 29 March.
  ['in the longest night', NIGHT, GERMAN, '2026-10-24T21:00Z', '2026-10-25T08:00'],
  ['in the shortest night', NIGHT, GERMAN, '2026-03-28T22:00Z', '2026-03-29T07:00'],
])('nothing goes before it is allowed: %s', (_, quiet, recipient, now, at) => {
  expect(allowed(quiet, recipient, now)).toBe(at);
});

/** What clocks in a zone show at midnight UTC, in winter and in summer. */
const clocksIn = (zone: string) => [0, 6].map((month) => minuteAt(Date.UTC(2026, month, 15), zone) / 60);

test.each([
  ['one of eleven', RUSSIAN, 420, [[7, 7]]],
  ['in summer, and asked then', AMERICAN, -240, [[19, 20]]],
  ['none that the country has', RUSSIAN, -300, zonesOf(RUSSIAN).map(clocksIn)],
  ['of an address', 'a@b.ru', 180, []],
])('of the zones of a country those are left whose clocks are known: %s', (_, recipient, ahead, clocks) => {
  expect(zonesOf(recipient, ahead).map(clocksIn)).toEqual(clocks);
});

test.each([
  ['in Novosibirsk it is evening', RUSSIAN, 420, '2026-11-27T10:00Z', '2026-11-27T10:00'],
  ['in Novosibirsk it is night', RUSSIAN, 420, '2026-11-27T16:00Z', '2026-11-28T02:00'],
  ['in Kamchatka it is night', RUSSIAN, 720, '2026-11-27T11:00Z', '2026-11-27T21:00'],
  // It was asked in winter, when clocks there are five hours behind UTC.
  ['in New York it is summer by now', AMERICAN, -300, '2026-07-01T02:00Z', '2026-07-01T14:00'],
])('where clocks are known they decide: %s', (_, recipient, ahead, now, at) => {
  expect(allowed(NIGHT, recipient, now, ahead)).toBe(at);
});

test('hours that are kept are read as they were', () => {
  expect(readQuiet(writeQuiet(NIGHT))).toEqual(NIGHT);
  expect(readQuiet(writeQuiet(TWICE))).toEqual(TWICE);
  expect(readQuiet('1320-540 Europe/Moscow')).toEqual(NIGHT);
});
