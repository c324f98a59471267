import { expect, test } from 'vitest';
import { readZonedMoment } from '../../src/chat/times/zoned-moment.ts';

/** A Friday, 19:30 in Moscow. */
const NOW = Date.UTC(2026, 10, 27, 16, 30, 20);

const read = (typed: string) => {
  const moment = readZonedMoment(typed, { now: NOW, timeZone: 'Europe/Moscow' });
  return 'at' in moment
    ? [new Date(moment.at).toISOString().slice(0, 16), moment.zone]
    : [moment.no, ...moment.instead];
};

test.each([
  ['23:30 Omsk', '2026-11-27T17:30', 'Asia/Omsk'],
  ['завтра в 9 Омск', '2026-11-28T03:00', 'Asia/Omsk'],
  ['mon 9:00 New York', '2026-11-30T14:00', 'America/New_York'],
  ['tomorrow 9:00 UTC+7', '2026-11-28T02:00', '+07:00'],
  ['21:45+05:00', '2026-11-27T16:45', '+05:00'],
  ['21:45z', '2026-11-27T21:45', 'UTC'],
  ['2026-12-01T09:00+05:00', '2026-12-01T04:00', '+05:00'],
  ['2026-12-01T09:00Z', '2026-12-01T09:00', 'UTC'],
  // What clocks here show as well.
  ['21:45 мск', '2026-11-27T18:45', null],
  ['21:45 UTC+3', '2026-11-27T18:45', null],
  ['21:45', '2026-11-27T18:45', null],
  ['+2h', '2026-11-27T18:30', null],
])('%s is a time, by the clocks of the zone that it names', (typed, at, zone) => {
  expect(read(typed)).toEqual([at, zone]);
});

test.each([
  ['18:30 Omsk', ['past', '2026-11-28T18:30 Omsk']],
  ['10.12 Omsk', ['two', '2026-11-28T10:12 Omsk', '10.12 9:00 Omsk']],
  ['9 Omsk', ['two', '2026-11-28T09:00 Omsk', '+9h', '+9m']],
  ['+2h Omsk', ['unread']],
  ['18:30 Atlantis', ['unread']],
  ['Omsk', ['unread']],
])('%s is none, and what is offered is by the same clocks', (typed, said) => {
  expect(read(typed)).toEqual(said);
});
