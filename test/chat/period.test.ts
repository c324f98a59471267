import { expect, test } from 'vitest';
import { readPeriod, stepsOf } from '../../src/chat/times/period.ts';

const MOSCOW = 'Europe/Moscow';
/** A Friday, 15:40 in Moscow. */
const NOW = Date.UTC(2026, 10, 27, 12, 40);

/** As clocks of Moscow show it. */
const moscow = (at: number) =>
  new Intl.DateTimeFormat('sv', { timeZone: MOSCOW, dateStyle: 'short', timeStyle: 'short' }).format(at);

test.each([
  ['24h', '2026-11-26 16:00', '2026-11-27 16:00', 'hour'],
  ['3 часа', '2026-11-27 13:00', '2026-11-27 16:00', 'hour'],
  ['1d', '2026-11-27 00:00', '2026-11-27 16:00', 'hour'],
  ['7d', '2026-11-21 00:00', '2026-11-27 16:00', 'day'],
  ['7 дней', '2026-11-21 00:00', '2026-11-27 16:00', 'day'],
  ['last 7 days', '2026-11-21 00:00', '2026-11-27 16:00', 'day'],
  ['in the past 24 hours', '2026-11-26 16:00', '2026-11-27 16:00', 'hour'],
  ['за последние 7 дней', '2026-11-21 00:00', '2026-11-27 16:00', 'day'],
  ['2w', '2026-11-14 00:00', '2026-11-27 16:00', 'day'],
  ['1mo', '2026-10-28 00:00', '2026-11-27 16:00', 'day'],
  ['365d', '2025-11-28 00:00', '2026-11-27 16:00', 'week'],
  ['3 года', '2023-11-28 00:00', '2026-11-27 16:00', 'month'],
  ['today', '2026-11-27 00:00', '2026-11-27 16:00', 'hour'],
  ['Вчера', '2026-11-26 00:00', '2026-11-27 00:00', 'hour'],
  ['week', '2026-11-23 00:00', '2026-11-27 16:00', 'day'],
  ['месяц', '2026-11-01 00:00', '2026-11-27 16:00', 'day'],
  ['за неделю', '2026-11-23 00:00', '2026-11-27 16:00', 'day'],
  ['за 7 дней', '2026-11-21 00:00', '2026-11-27 16:00', 'day'],
  ['last week', '2026-11-16 00:00', '2026-11-23 00:00', 'day'],
  ['за прошлую неделю', '2026-11-16 00:00', '2026-11-23 00:00', 'day'],
  ['last month', '2026-10-01 00:00', '2026-11-01 00:00', 'day'],
  ['в прошлом месяце', '2026-10-01 00:00', '2026-11-01 00:00', 'day'],
  ['last year', '2025-01-01 00:00', '2026-01-01 00:00', 'week'],
  ['this month', '2026-11-01 00:00', '2026-11-27 16:00', 'day'],
  ['в мае', '2026-05-01 00:00', '2026-06-01 00:00', 'day'],
  ['нояб.', '2026-11-01 00:00', '2026-11-27 16:00', 'day'],
  ['ноябрь', '2026-11-01 00:00', '2026-11-27 16:00', 'day'],
  ['Oct', '2026-10-01 00:00', '2026-11-01 00:00', 'day'],
  ['за декабрь', '2025-12-01 00:00', '2026-01-01 00:00', 'day'],
  ['2026', '2026-01-01 00:00', '2026-11-27 16:00', 'week'],
  ['2026-11', '2026-11-01 00:00', '2026-11-27 16:00', 'day'],
  ['10.2026', '2026-10-01 00:00', '2026-11-01 00:00', 'day'],
  ['2026-11-05', '2026-11-05 00:00', '2026-11-06 00:00', 'hour'],
  ['05.11.2026', '2026-11-05 00:00', '2026-11-06 00:00', 'hour'],
  ['2026-11-01..2026-11-15', '2026-11-01 00:00', '2026-11-16 00:00', 'day'],
  ['01.11.2026-15.11.2026', '2026-11-01 00:00', '2026-11-16 00:00', 'day'],
  ['2026-09 – 2026-10', '2026-09-01 00:00', '2026-11-01 00:00', 'day'],
  ['с 1 по 15 ноября', '2026-11-01 00:00', '2026-11-16 00:00', 'day'],
  ['за 1-15 ноября', '2026-11-01 00:00', '2026-11-16 00:00', 'day'],
  ['from 1 to 15 November', '2026-11-01 00:00', '2026-11-16 00:00', 'day'],
  ['1–15 Nov', '2026-11-01 00:00', '2026-11-16 00:00', 'day'],
  ['Nov 1 - Nov 15', '2026-11-01 00:00', '2026-11-16 00:00', 'day'],
  ['1st to 15th of November 2025', '2025-11-01 00:00', '2025-11-16 00:00', 'day'],
  ['с 25 декабря по 5 января', '2025-12-25 00:00', '2026-01-06 00:00', 'day'],
  ['с 25 декабря 2024 г. по 5 января', '2024-12-25 00:00', '2025-01-06 00:00', 'day'],
  ['01.11-15.11', '2026-11-01 00:00', '2026-11-16 00:00', 'day'],
  ['01.11 – 15.11.2025', '2025-11-01 00:00', '2025-11-16 00:00', 'day'],
  ['from 2026-11-01 to 2026-11-15', '2026-11-01 00:00', '2026-11-16 00:00', 'day'],
  ['сентябрь – октябрь', '2026-09-01 00:00', '2026-11-01 00:00', 'day'],
  ['5 ноября', '2026-11-05 00:00', '2026-11-06 00:00', 'hour'],
  ['November 5, 2025', '2025-11-05 00:00', '2025-11-06 00:00', 'hour'],
  ['28 ноября', '2025-11-28 00:00', '2025-11-29 00:00', 'hour'],
  ['ноябрь 2025', '2025-11-01 00:00', '2025-12-01 00:00', 'day'],
  ['since 20 November', '2026-11-20 00:00', '2026-11-27 16:00', 'day'],
  ['с 20.11', '2026-11-20 00:00', '2026-11-27 16:00', 'day'],
])('%s goes from %s up to %s, by the %s', (typed, from, to, step) => {
  const period = readPeriod(typed, NOW, MOSCOW);
  if (typeof period === 'string') throw new Error(period);
  expect([moscow(period.from), moscow(period.to), period.step]).toEqual([from, to, step]);
});

test.each([
  ['2026-13', 'unread'],
  ['2026-02-30', 'unread'],
  ['31.04.2026', 'unread'],
  ['0d', 'unread'],
  ['5 parsecs', 'unread'],
  ['2026-11-15..2026-11-01', 'unread'],
  ['500y', 'unread'],
  ['с 1 по 15', 'unread'],
  ['1-15', 'unread'],
  ['с 15 по 1 ноября', 'unread'],
  ['31 ноября', 'unread'],
  ['с 1 по 15 лета', 'unread'],
  ['лето', 'unread'],
  ['маша', 'unread'],
  ['2027', 'ahead'],
  ['28.11.2026', 'ahead'],
])('%s is no period: %s', (typed, why) => {
  expect(readPeriod(typed, NOW, MOSCOW)).toBe(why);
});

test('days are those of the zone, of 23 and of 25 hours where its clocks are changed', () => {
  const hours = (typed: string) => {
    const period = readPeriod(typed, NOW, 'Europe/Berlin');
    if (typeof period === 'string') throw new Error(period);
    return stepsOf({ ...period, step: 'day' }, 'Europe/Berlin').map(
      ({ from, to }) => (to - from) / 3_600_000,
    );
  };
  expect(hours('2026-03-28..2026-03-30')).toEqual([24, 23, 24]);
  expect(hours('2026-10-24..2026-10-26')).toEqual([24, 25, 24]);
});

test.each([
  ['America/Santiago', '2026-09', [4, 5, 6, 7], 30],
  ['America/Havana', '2026-03', [6, 7, 8, 9], 31],
])(
  'a month in %s, where clocks are put forward at midnight, has all its days',
  (zone, typed, days, count) => {
    const period = readPeriod(typed, NOW, zone);
    if (typeof period === 'string') throw new Error(period);
    const steps = stepsOf(period, zone);
    expect(steps).toHaveLength(count);
    const dayOf = (at: number) =>
      Number(new Intl.DateTimeFormat('en', { timeZone: zone, day: 'numeric' }).format(at));
    expect(steps.slice((days[0] ?? 1) - 1, days.at(-1)).map(({ from }) => dayOf(from))).toEqual(days);
  },
);

test('weeks begin on Monday and months on their first, but for the first of them', () => {
  const firsts = (typed: string) => {
    const period = readPeriod(typed, NOW, MOSCOW);
    if (typeof period === 'string') throw new Error(period);
    return stepsOf(period, MOSCOW).map(({ from }) => moscow(from).slice(0, 10));
  };
  expect(firsts('2026').slice(0, 3)).toEqual(['2026-01-01', '2026-01-05', '2026-01-12']);
  expect(firsts('3y').slice(0, 3)).toEqual(['2023-11-28', '2023-12-01', '2024-01-01']);
});
