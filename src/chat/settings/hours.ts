import type { Hours } from '../../desk/working-hours.ts';
import { typedWords } from '../grammar/typed-words.ts';
import { isOneOf } from '../locale.ts';
import { weekdayName, weekdayNamed } from '../times/weekdays.ts';
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

/** The hours of some days, and what stands between them and others: "mon-fri 9-18, sat 10-14". */
const EACH = new RegExp(
  `\\s*(\\D*?)\\s*(\\d{1,2}(?:[:.]\\d{2})?-\\d{1,2}(?:[:.]\\d{2})?)(?:\\s*[,;\\n]+\\s*(?:(?:${typedWords('typed-and')})\\s+)?|\\s+(?:${typedWords('typed-and')})\\s+|\\s+(?=\\p{L})|$)`,
  'iuy',
);

const AND = new RegExp(`(?<=\\s)(?:${typedWords('typed-and')})(?=\\s)`, 'giu');
/** Days behind the others on which nobody is there: `, sun closed`. */
const CLOSED = new RegExp(
  `^(.*\\d)[\\s,;]+(?:(?:${typedWords('typed-and')})\\s+)?(\\D+?)[\\s:-]+(?:${typedWords('typed-closed')})[\\s.]*$`,
  'isu',
);

type Shift = Pick<Hours, 'days' | 'from' | 'to'>;

/** Reads hours that differ from day to day; days that are not said are those before. Null: they are none, or twice on a day. */
function readEach(written: string): Hours | null {
  const shifts: Shift[] = [];
  EACH.lastIndex = 0;
  while (EACH.lastIndex < written.length) {
    const [, said = '', times = ''] = EACH.exec(written) ?? [];
    const range = readClockTimes(times);
    const before = shifts.at(-1)?.days;
    const days = said === '' && before ? before : readDays(said);
    if (!range || range.from >= range.to || !days || (said === '' && !before)) return null;
    const shift = { days, ...range };
    if (shifts.some((one) => isTwice(one, shift))) return null;
    shifts.push(shift);
  }
  const [first, ...also] = shifts;
  return first === undefined || also.length === 0 ? null : { ...first, also };
}

const isTwice = (one: Shift, other: Shift): boolean =>
  one.days.some((day) => other.days.includes(day)) && one.from < other.to && other.from < one.to;

/** Reads the same hours on some days, or what `readEach` does. */
function readHours(written: string): Hours | null {
  const [, first = '', behind = ''] = /^(\d\S*)\s+(\D.*)$/s.exec(written) ?? [];
  const [, days = '', times = ''] =
    first === '' ? (/^(.*?)(\S*)$/s.exec(written) ?? []) : ['', behind, first];
  const range = readClockTimes(times);
  const read = range && range.from < range.to ? readDays(days) : null;
  return read && range ? { days: read, ...range } : readEach(written);
}

/** Hours that end before they begin by a clock of 24, as by one of 12: `9-5` is 9-17. */
const afternoons = (typed: string): string =>
  withHyphens(typed).replace(
    /(?<![\d:.])(\d{1,2})((?:[:.]\d{2})?-)(\d{1,2})(?![\d])/g,
    (whole, from: string, mark: string, to: string) =>
      Number(to) <= Number(from) && Number(to) < 12 ? `${from}${mark}${Number(to) + 12}` : whole,
  );

/** When somebody is there: days, then from when to when, which is within a day. */
export const hours = setting('hours', {
  name: 'hours',
  read(typed) {
    if (typed.trim() === ALWAYS) return { days: WEEK, from: 0, to: 24 * 60 };
    const written = withHyphens(typed);
    const [, open = '', off = ''] = CLOSED.exec(written) ?? [];
    if (open === '') return readHours(written);
    const [read, closed] = [readHours(open), readDays(off.replace(AND, ','))];
    const isBoth = [read, ...(read?.also ?? [])].some((one) =>
      one?.days.some((day) => closed?.includes(day)),
    );
    return closed && !isBoth ? read : null;
  },
  write: ({ also = [], ...first }, { language }) =>
    [first, ...also]
      .map(({ days, ...range }) => `${writeDays(days, language)} ${writeClockRange(range)}`)
      .join(', '),
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
  near: (typed) => {
    const meant = afternoons(typed);
    return meant !== typed && readHours(meant) ? [meant] : [];
  },
  isOpen: true,
  example: 'mon-fri 9-18, sat 10-14',
});
