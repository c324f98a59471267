import { expect, test } from 'vitest';
import { beginningOf, type Day, dayAt, minuteAt, momentOf } from '../../src/messages/zone.ts';

const iso = (at: number): string => new Date(at).toISOString().slice(0, 16);
const day = (year: number, month: number, of: number): Day => ({ year, month, day: of });

test.each([
  // Clocks are put forward at midnight, west of Greenwich and east of it.
  ['America/Santiago', day(2026, 9, 6), '2026-09-06T04:00', 60],
  ['America/Havana', day(2026, 3, 8), '2026-03-08T05:00', 60],
  ['Atlantic/Azores', day(2027, 3, 28), '2027-03-28T01:00', 60],
  ['Asia/Beirut', day(2026, 3, 29), '2026-03-28T22:00', 60],
  ['Africa/Cairo', day(2026, 4, 24), '2026-04-23T22:00', 60],
  // They are put back over it, and show it twice.
  ['America/Havana', day(2026, 11, 1), '2026-11-01T04:00', 0],
  // They are put forward later on that day.
  ['Australia/Sydney', day(2026, 10, 4), '2026-10-03T14:00', 0],
  ['America/New_York', day(2027, 3, 14), '2027-03-14T05:00', 0],
  // A day that there was none of.
  ['Pacific/Apia', day(2011, 12, 30), '2011-12-30T10:00', 0],
] as const)('in %s %o begins at %s UTC', (zone, which, at, minute) => {
  const begins = beginningOf(which, zone);
  expect(iso(begins)).toBe(at);
  expect(minuteAt(begins, zone)).toBe(minute);
});

test.each([
  ['America/New_York', day(2027, 3, 14), '2027-03-14T07:30'],
  ['Europe/Berlin', day(2027, 3, 28), '2027-03-28T01:30'],
  ['America/Santiago', day(2026, 9, 6), '2026-09-06T05:30'],
] as const)(
  'half past two on the day on which clocks are put forward in %s, %o, is no time of before',
  (zone, which, at) => {
    expect(iso(momentOf(which, 150, zone))).toBe(at);
  },
);

test.each([
  'America/Santiago',
  'America/Havana',
  'Atlantic/Azores',
  'Asia/Beirut',
  'Africa/Cairo',
  'America/Nuuk',
  'Australia/Lord_Howe',
  'Europe/Moscow',
])('in %s each day begins on itself, and behind the day before', (zone) => {
  for (let at = 0, before = 0; at < 366; at++) {
    const which = dayAt(Date.UTC(2026, 8, 1 + at, 12), 'UTC');
    const begins = beginningOf(which, zone);
    expect(dayAt(begins, zone)).toEqual(which);
    expect(begins).toBeGreaterThan(before);
    before = begins;
  }
});
