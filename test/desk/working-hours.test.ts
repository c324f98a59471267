import { describe, expect, test } from 'vitest';
import { dueOf } from '../../src/desk/threads.ts';
import { afterWorking, shiftAt } from '../../src/desk/working-hours.ts';

const MOSCOW = 'Europe/Moscow';
const BERLIN = 'Europe/Berlin';
const WEEKDAYS = { days: [1, 2, 3, 4, 5], from: 9 * 60, to: 18 * 60 };
const HOUR = 3_600_000;

/** 27 November 2026 is a Friday. */
const moscow = (time: string) => Date.parse(`2026-11-${time}+03:00`);

describe('a shift', () => {
  test.each([
    ['27T09:00', 'begins at its first minute', true],
    ['27T08:59', 'has not begun before', false],
    ['27T17:59', 'lasts to its end', true],
    ['27T18:00', 'is over then', false],
    ['28T12:00', 'is not on a day that is none of work', false],
  ])('at %s %s', (time, _, isOn) => {
    expect(shiftAt(WEEKDAYS, MOSCOW, moscow(time)) !== null).toBe(isOn);
  });

  test('says from when to when it lasts', () => {
    const shift = shiftAt(WEEKDAYS, MOSCOW, moscow('27T12:00'));
    expect(shift).toEqual({ from: moscow('27T09:00'), to: moscow('27T18:00') });
  });

  test.each([
    ['27T12:00', '27T09:00', '27T13:00'],
    ['27T14:30', '27T14:00', '27T18:00'],
    ['28T12:00', '28T10:00', '28T14:00'],
  ])('at %s is that of its day and hour', (time, from, to) => {
    const [days, sat] = [WEEKDAYS.days, { days: [6], from: 10 * 60, to: 14 * 60 }];
    const hours = { days, from: 14 * 60, to: 18 * 60, also: [sat, { days, from: 9 * 60, to: 13 * 60 }] };
    expect(shiftAt(hours, MOSCOW, moscow(time))).toEqual({ from: moscow(from), to: moscow(to) });
    expect(afterWorking(hours, MOSCOW, moscow('27T17:00'), 3 * HOUR)).toBe(moscow('28T12:00'));
  });

  test('that ends with the day lasts until midnight', () => {
    const late = { days: [5], from: 18 * 60, to: 1440 };
    expect(shiftAt(late, MOSCOW, moscow('27T23:59'))?.to).toBe(moscow('28T00:00'));
  });
});

describe('working time', () => {
  test.each([
    ['27T10:00', 2, '27T12:00', 'goes by within a day'],
    ['27T17:00', 2, '30T10:00', 'stands still over the weekend'],
    ['27T20:00', 1, '30T10:00', 'begins with the next shift'],
    ['28T12:00', 1, '30T10:00', 'begins with the next working day'],
    ['27T08:00', 9, '30T09:00', 'of a whole shift is over when the next begins'],
    ['24T09:00', 18, '26T09:00', 'goes on for days'],
  ])('from %s, %i h are over at %s: it %s', (since, hours, until) => {
    expect(afterWorking(WEEKDAYS, MOSCOW, moscow(since), hours * HOUR)).toBe(moscow(until));
  });

  test('never goes by where nobody is ever there', () => {
    expect(afterWorking({ ...WEEKDAYS, days: [] }, MOSCOW, moscow('27T10:00'), HOUR)).toBe(Infinity);
  });

  test('is by the clocks of that day where they are changed in between', () => {
    // On 25 October 2026 clocks in Berlin go back an hour at 3:00.
    const saturday = Date.parse('2026-10-24T17:00+02:00');
    const all = { ...WEEKDAYS, days: [1, 2, 3, 4, 5, 6, 7] };
    expect(afterWorking(all, BERLIN, saturday, 2 * HOUR)).toBe(Date.parse('2026-10-25T10:00+01:00'));
  });
});

describe('what waits', () => {
  const room = { hours: WEEKDAYS, answerWithin: 30, returnAfter: 60 };
  const since = moscow('27T17:45');
  test.each([
    ['27T17:59', { takenAt: null, isTold: false }, null, 'is not told of before its time'],
    ['29T12:00', { takenAt: null, isTold: false }, null, 'nor at the weekend'],
    ['30T09:15', { takenAt: null, isTold: false }, 'tell', 'is told of once so much of working time is over'],
    ['30T12:00', { takenAt: null, isTold: true }, null, 'is told of once'],
    ['30T09:44', { takenAt: since, isTold: false }, null, 'is left to whoever took it'],
    ['30T09:45', { takenAt: since, isTold: true }, 'return', 'goes back once they were silent for so long'],
    ['30T10:59', { takenAt: moscow('30T10:00'), isTold: true }, null, 'is theirs from when they took it'],
    [
      '30T09:45',
      { takenAt: moscow('20T10:00'), isTold: false },
      'return',
      'or from when it came, if that was later',
    ],
  ] as const)('at %s, with %o: %s, it %s', (time, waiting, due, _) => {
    expect(dueOf({ since, ...waiting }, room, MOSCOW, moscow(time))).toBe(due);
  });

  test('is left alone for ever where that is set', () => {
    const never = { ...room, answerWithin: 0, returnAfter: 0 };
    for (const takenAt of [null, since]) {
      expect(dueOf({ since, takenAt, isTold: false }, never, MOSCOW, moscow('30T18:00'))).toBeNull();
    }
  });

  test.each([
    ['28T10:59', null],
    ['28T11:00', 'tell'],
  ] as const)('where no hours are set nobody is called at night: at %s %s', (time, due) => {
    const waiting = { since: moscow('28T10:00'), takenAt: null, isTold: false };
    expect(dueOf(waiting, {}, MOSCOW, moscow(time))).toBe(due);
    const night = { ...waiting, since: moscow('27T23:00') };
    expect(dueOf(night, {}, MOSCOW, moscow('28T09:59'))).toBeNull();
    expect(dueOf(night, {}, MOSCOW, moscow('28T10:00'))).toBe('tell');
  });
});
