import { expect, test } from 'vitest';
import { asTold, lagsOf, type PastMessage, ratesOf, silencesOf } from '../../src/watch/replay.ts';

const MINUTE = 60_000;
/** A full hour, so that minutes are told by their number. */
const T0 = 1_800_000_000_000 - (1_800_000_000_000 % 3_600_000);
const SPAN = { from: T0, to: T0 + 120 * MINUTE };
const at = (minute: number): number => T0 + minute * MINUTE;

const message = (acceptedAt: number, endedAt: number | null, end: PastMessage['end']): PastMessage => ({
  account: 'demo',
  acceptedAt: at(acceptedAt),
  endedAt: endedAt === null ? null : at(endedAt),
  end,
});

const many = (count: number, one: PastMessage): PastMessage[] => Array.from({ length: count }, () => one);

/** From which minute to which. */
const minutesOf = (told: readonly { since: number; until: number | null }[]) =>
  told.map(({ since, until }) => [(since - T0) / MINUTE, until === null ? null : (until - T0) / MINUTE]);

test('many failures are told of from the minute in which they are a share, until they are half of it, with the worst', () => {
  const messages = [
    ...many(30, message(9, 10, 'delivered')),
    ...many(10, message(9, 10, 'failed')),
    ...many(60, message(11, 12, 'delivered')),
    ...many(60, message(15, 16, 'delivered')),
    ...many(50, message(39, 40, 'failed')),
  ];
  const told = ratesOf(messages, { share: 20, minutes: 10 }, SPAN);
  expect(minutesOf(told)).toEqual([
    [11, 17],
    [41, 51],
  ]);
  expect(told.map(({ what }) => what)).toEqual([
    { failed: 10, total: 40 },
    { failed: 50, total: 50 },
  ]);
});

test('what lasts by the end has no end, and too few messages are no share', () => {
  const messages = [...many(29, message(9, 10, 'failed')), ...many(30, message(118, 119, 'failed'))];
  expect(minutesOf(ratesOf(messages, { share: 20, minutes: 10 }, SPAN))).toEqual([[120, null]]);
});

test('receipts that came late, or had not come by then, are told of while they are half of what is looked at', () => {
  const late = [...many(12, message(10, 40, 'delivered')), ...many(4, message(10, 11, 'delivered'))];
  const told = lagsOf(late, 5, SPAN);
  expect(minutesOf(told)).toEqual([
    [16, 26],
    [41, 51],
  ]);
  expect(told[0]?.what).toEqual({ late: 12, total: 16 });
  expect(lagsOf(many(12, message(10, 14, 'delivered')), 5, SPAN)).toEqual([]);
  expect(lagsOf(many(9, message(10, 40, 'delivered')), 5, SPAN)).toEqual([]);
});

test('no receipt at all is told of an account while enough messages wait for one', () => {
  const patient = { patience: 5 * MINUTE, fewest: 5 };
  const messages = [
    message(1, 2, 'delivered'),
    ...many(6, message(10, 30, 'delivered')),
    ...many(4, message(60, null, null)),
  ];
  const told = silencesOf(messages, patient, SPAN);
  expect(minutesOf(told)).toEqual([[10, 30]]);
  expect(told[0]?.what).toEqual({ account: 'demo', awaiting: 6, firstAt: at(10) });
});

test('what came back within a minute was one message, later another', () => {
  const what = 'lost';
  expect(
    asTold([
      { since: at(1), until: at(2), what },
      { since: at(2.5), until: at(12), what },
      { since: at(30), until: null, what },
    ]),
  ).toEqual([
    { since: at(1), until: at(12), what },
    { since: at(30), until: null, what },
  ]);
});
