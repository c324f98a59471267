import { z } from 'zod';
import { beginningOf, type Day, dayAt, weekdayOf } from '../../messages/zone.ts';
import { isTypoOf } from '../grammar/options.ts';
import { typedWords } from '../grammar/typed-words.ts';
import { isOneOf, LANGUAGES, wordsIn } from '../locale.ts';
import { type Days, daysSaid, isDay } from './dates-named.ts';
import { monthNamed } from './months.ts';

const HOUR_MS = 3600 * 1000;
const DAY_MS = 24 * HOUR_MS;

/** From a moment up to another (ms), which is not of it any more. */
export interface Span {
  readonly from: number;
  readonly to: number;
}

export const period = z.object({
  /** ms */
  from: z.number(),
  /** ms; not of it any more. */
  to: z.number(),
  /** What it is shown by. */
  step: z.enum(['hour', 'day', 'week', 'month']),
});
export type Period = Readonly<z.infer<typeof period>>;
export type Step = Period['step'];

/** Why something that was typed is no period: nobody can tell what it means, or it has not begun. */
export type NoPeriod = 'unread' | 'ahead';

/** What a period is shown by, by how long it is at the most (ms). */
const STEPS: readonly (readonly [step: Step, upTo: number])[] = [
  ['hour', 49 * HOUR_MS],
  ['day', 63 * DAY_MS],
  ['week', 740 * DAY_MS],
  ['month', 20 * 366 * DAY_MS],
];

/** How many of a unit reach back from now, the present one with them: days and longer begin at midnight. */
const BACK: Readonly<Record<string, (n: number, today: Day) => Day>> = {
  'typed-days': (n, { year, month, day }) => ({ year, month, day: day - n + 1 }),
  'typed-weeks': (n, { year, month, day }) => ({ year, month, day: day - 7 * n + 1 }),
  'typed-months': (n, { year, month, day }) => ({ year, month: month - n, day: day + 1 }),
  'typed-years': (n, { year, month, day }) => ({ year: year - n, month, day: day + 1 }),
};

const next = ({ year, month, day }: Day): Day => ({ year, month, day: day + 1 });

/** A year, a month or a day as it is written with figures. */
function datesOf(typed: string): Days | null {
  const [, y1, m1, d1] = /^(\d{4})(?:-(\d{1,2})(?:-(\d{1,2}))?)?$/.exec(typed) ?? [];
  const [, d2, m2, y2] = /^(?:(\d{1,2})\.)?(\d{1,2})\.(\d{4})$/.exec(typed) ?? [];
  const written = y1 ? [y1, m1, d1] : y2 ? [y2, m2, d2] : [];
  const [year, month, day] = written.map((one) => (one === undefined ? null : Number(one)));
  if (year === undefined || year === null) return null;
  const first = { year, month: month ?? 1, day: day ?? 1 };
  if (!isDay(first)) return null;
  if (month === null) return { first, end: { ...first, year: year + 1 } };
  return { first, end: day === null ? { ...first, month: first.month + 1 } : next(first) };
}

const BEFORE = new RegExp(`^(?:(?:${typedWords('typed-during')})\\s+)+(?=\\S)`, 'u');

/** Days by a word of any language; a month is the last one of that name that has begun. */
function daysNamed(typed: string, today: Day): Days | null {
  const end = next(today);
  const month = monthNamed(typed);
  if (month !== null) {
    const first = { year: month > today.month ? today.year - 1 : today.year, month, day: 1 };
    return { first, end: { ...first, month: month + 1 } };
  }
  if (isOneOf(typed, 'typed-today')) return { first: today, end };
  if (isOneOf(typed, 'typed-yesterday')) return { first: { ...today, day: today.day - 1 }, end: today };
  if (isOneOf(typed, 'typed-week')) return { first: { ...today, day: today.day - weekdayOf(today) }, end };
  if (isOneOf(typed, 'typed-month')) return { first: { ...today, day: 1 }, end };
  const { year, day } = today;
  if (isOneOf(typed, 'typed-last-week')) {
    const monday = { ...today, day: day - weekdayOf(today) };
    return { first: { ...monday, day: monday.day - 7 }, end: monday };
  }
  if (isOneOf(typed, 'typed-last-month'))
    return { first: { ...today, month: today.month - 1, day: 1 }, end: { ...today, day: 1 } };
  if (isOneOf(typed, 'typed-last-year'))
    return { first: { year: year - 1, month: 1, day: 1 }, end: { year, month: 1, day: 1 } };
  if (isOneOf(typed, 'typed-year')) return { first: { ...today, month: 1, day: 1 }, end };
  return null;
}

function daysOf(typed: string, today: Day): Days | null {
  const [from, to, ...more] = typed.split(/\s*(?:\.\.+|…|[–—]|(?<=\d\.\d{4})-)\s*/);
  if (from && to && more.length === 0) {
    const [first, last] = [datesOf(from), datesOf(to)];
    if (first && last) return { first: first.first, end: last.end };
  }
  return datesOf(typed) ?? daysNamed(typed, today) ?? daysSaid(typed, today);
}

const BACK_WRITTEN = new RegExp(
  `^(?:(?:${typedWords('typed-last-so-many')})\\s+)?(\\d{1,4}) ?(\\p{L}+)\\.?$`,
  'u',
);

/** So many hours, days, weeks, months or years up to now, as "7d" or "last 7 days". */
function reachingBack(typed: string, now: number, timeZone: string): Span | null {
  const [, count = '', unit = ''] = BACK_WRITTEN.exec(typed) ?? [];
  const n = Number(count);
  if (n === 0) return null;
  const to = (Math.floor(now / HOUR_MS) + 1) * HOUR_MS;
  if (isOneOf(unit, 'typed-hours')) return { from: to - n * HOUR_MS, to };
  const back = Object.entries(BACK).find(([id]) => isOneOf(unit, id))?.[1];
  return back ? { from: beginningOf(back(n, dayAt(now, timeZone)), timeZone), to } : null;
}

/**
 * Reads what was typed for a period: "24h", "7d", "2026-11", "2026-11-05", "05.11.2026", "2026-11-01..2026-11-15", a word
 * such as "yesterday". Days are those of the zone. What is still to come of it is left out.
 */
export function readPeriod(typed: string, now: number, timeZone: string): Period | NoPeriod {
  const words = typed.trim().toLowerCase().replace(BEFORE, '');
  const span = reachingBack(words, now, timeZone) ?? spanOf(daysOf(words, dayAt(now, timeZone)), timeZone);
  if (!span || span.to <= span.from) return 'unread';
  if (span.from > now) return 'ahead';
  const to = Math.min(span.to, (Math.floor(now / HOUR_MS) + 1) * HOUR_MS);
  const step = STEPS.find(([, upTo]) => to - span.from <= upTo)?.[0];
  return step ? { from: span.from, to, step } : 'unread';
}

/** Words for days, each of them a period. */
const DAY_WORDS = ['typed-today', 'typed-yesterday', 'typed-week', 'typed-month', 'typed-year'];

/** What was meant by something that is nearly a period: a word mistyped, or a number without its unit; null: nobody can tell. */
export function nearPeriods(typed: string): string[] | null {
  if (/^\d{1,3}$/.test(typed)) return [`${typed}h`, `${typed}d`];
  const words = DAY_WORDS.flatMap((id) => LANGUAGES.flatMap((language) => wordsIn(language, id)));
  const near = words.filter((word) => isTypoOf(typed.toLowerCase(), word));
  return near.length > 0 ? [...new Set(near)] : null;
}

const spanOf = (days: Days | null, timeZone: string): Span | null =>
  days && { from: beginningOf(days.first, timeZone), to: beginningOf(days.end, timeZone) };

/** Cuts a period into its steps, by the calendar of the zone: the first and the last may be shorter. */
export function stepsOf({ from, to, step }: Period, timeZone: string): Span[] {
  const spans: Span[] = [];
  for (let at = from; at < to; ) {
    const end = Math.min(endOfStep(at, step, timeZone), to);
    spans.push({ from: at, to: end });
    at = end;
  }
  return spans;
}

function endOfStep(at: number, step: Step, timeZone: string): number {
  if (step === 'hour') return at + HOUR_MS;
  const day = dayAt(at, timeZone);
  switch (step) {
    case 'day':
      return beginningOf(next(day), timeZone);
    case 'week':
      return beginningOf({ ...day, day: day.day + 7 - weekdayOf(day) }, timeZone);
    case 'month':
      return beginningOf({ ...day, month: day.month + 1, day: 1 }, timeZone);
  }
}
