import { expect, test } from 'vitest';
import { isInTime, maySpeakOf, zoneOf } from '../../src/messages/orphan.ts';

const TEXT = 'Mail a_b@c.ru or [click] $5';

const speaks = (quote: string, text = TEXT): boolean =>
  maySpeakOf({ text: quote, submittedAt: null, utcOffset: 180, flags: null }, null, {
    content: { channel: 'sms', text, from: 'SHOP' },
    source: 'SHOP',
    committedAt: 0,
    part: 1,
    pdus: 1,
  });

test.each([
  ['as it is', TEXT],
  ['cut off', 'Mail a_b@'],
  ['in ASCII, and read as GSM 03.38', 'Mail a§b¡c.ru or ÄclickÑ ¤5'],
  ['in GSM 03.38, and read as ASCII', 'Mail a\u0011b\u0000c.ru or'],
  ['not at all', ' '],
])('a receipt may speak of a message that it quotes %s', (_, quote) => {
  expect(speaks(quote)).toBe(true);
});

test.each(['Mail a_b@d', 'Mail ab@c.ru', 'Mail a b', 'Mail axb@c', `${TEXT}!`, 'Mäil'])(
  'a receipt that quotes %j is of another message',
  (quote) => {
    expect(speaks(quote)).toBe(false);
  },
);

const AT = Date.UTC(2026, 0, 1, 12);
const MINUTES = 60_000;
const suspect = {
  content: { channel: 'sms', text: TEXT, from: 'SHOP' },
  source: 'SHOP',
  committedAt: AT,
  part: 1,
  pdus: 1,
} as const;
const isTimely = (submittedAt: number | null, utcOffset: number | null, receivedAt = AT + 5 * MINUTES) =>
  isInTime({ text: null, flags: null, submittedAt, utcOffset }, receivedAt, suspect);

test.each([
  ['at the very time', AT, 180, true],
  ['by a clock that is a minute slow', AT - MINUTES, 180, true],
  ['an hour later', AT + 60 * MINUTES, 180, false],
  ['at no time that is told', null, 180, true],
  ['three hours later, in a time zone that nobody knows', AT + 180 * MINUTES, null, true],
  ['five and three quarter hours later, in a time zone that nobody knows', AT + 345 * MINUTES, null, true],
  ['seven minutes later, in whatever time zone', AT + 7 * MINUTES, null, false],
  ['a day later, in whatever time zone', AT + 24 * 60 * MINUTES, null, false],
])('a receipt of what was submitted %s: in time is %s', (_, submittedAt, utcOffset, isTrue) => {
  expect(isTimely(submittedAt, utcOffset)).toBe(isTrue);
});

test('a receipt may be as much older than its submit as clocks differ', () => {
  expect(isTimely(null, 180, AT - 4_000)).toBe(true);
  expect(isTimely(null, 180, AT - 6_000)).toBe(false);
});

test.each([
  [AT, null, 0],
  [AT - 20_000, null, 0],
  [AT + 180 * MINUTES, null, 180],
  [AT, 180, 180],
  [AT - 300 * MINUTES + 40_000, null, -300],
  [AT + 345 * MINUTES, null, 345],
  [AT + 7 * MINUTES, null, null],
  [AT + 15 * 60 * MINUTES, null, null],
  [null, null, null],
])(
  'a date of %s, read as %s minutes ahead of UTC, shows a clock that is %s minutes ahead',
  (submittedAt, utcOffset, zone) => {
    expect(zoneOf({ submittedAt, utcOffset }, AT)).toBe(zone);
  },
);
