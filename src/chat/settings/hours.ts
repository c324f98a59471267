import { isOneOf } from '../locale.ts';
import { weekdayName, weekdayNamed } from '../weekdays.ts';
import { readClockTimes, withHyphens, writeClockRange } from './clock-range.ts';
import { setting } from './setting.ts';

const WEEK = [1, 2, 3, 4, 5, 6, 7];
/** As many say it: at any hour, on each day. */
const ALWAYS = '24/7';
const WORKDAYS = [1, 2, 3, 4, 5];

/** The days from one to another, over Sunday where need be. */
const between = (first: number, last: number): number[] =>
  WEEK.map((_, at) => ((first - 1 + at) % 7) + 1).slice(0, ((last - first + 7) % 7) + 1);

/** Reads mon-fri, mon,wed,fri, a day, or a word for all of them or those of work; null: it names none. */
function readDays(typed: string): number[] | null {
  const words = typed.trim().toLowerCase();
  if (words === '' || isOneOf(words, 'typed-every-day')) return WEEK;
  if (isOneOf(words, 'typed-workdays')) return WORKDAYS;
  const days: number[] = [];
  for (const piece of words.split(/[\s,]+/)) {
    const [first, last, ...more] = piece.split('-').map(weekdayNamed);
    if (first == null || last === null || more.length > 0) return null;
    days.push(...(last === undefined ? [first] : between(first, last)));
  }
  return [...new Set(days)].toSorted((a, b) => a - b);
}

/** Days as they are typed: neighbours as a range. */
function writeDays(days: readonly number[], language: string): string {
  const runs: number[][] = [];
  for (const day of days) {
    const last = runs.at(-1);
    if (last?.at(-1) === day - 1) last.push(day);
    else runs.push([day]);
  }
  const name = (day: number | undefined) => weekdayName(language, day ?? 1);
  return runs
    .map((run) => (run.length > 2 ? `${name(run[0])}-${name(run.at(-1))}` : run.map(name).join(',')))
    .join(',');
}

/** When somebody is there: days, then from when to when, which is within a day. */
export const hours = setting('hours', {
  name: 'hours',
  read(typed) {
    if (typed.trim() === ALWAYS) return { days: WEEK, from: 0, to: 24 * 60 };
    const written = withHyphens(typed);
    const [, first = '', behind = ''] = /^(\d\S*)\s+(\D.*)$/s.exec(written) ?? [];
    const [, days = '', times = ''] =
      first === '' ? (/^(.*?)(\S*)$/s.exec(written) ?? []) : ['', behind, first];
    const range = readClockTimes(times);
    const read = range && range.from < range.to ? readDays(days) : null;
    return read && range && { days: read, ...range };
  },
  write: ({ days, ...range }, { language }) => `${writeDays(days, language)} ${writeClockRange(range)}`,
  ofBot: () => null,
  choices: ({ language }) =>
    [
      [WORKDAYS, 9, 18],
      [WORKDAYS, 10, 19],
      [WEEK, 9, 21],
    ].map(([days, from, to]) => {
      const typed = `${writeDays(days as number[], language)} ${from}-${to}`;
      return { label: typed, typed };
    }),
  isOpen: true,
  example: 'mon-fri 9-18',
});
