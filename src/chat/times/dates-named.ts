import { type Day, isDate } from '../../messages/zone.ts';
import { typedWords } from '../grammar/typed-words.ts';
import { monthNamed } from './months.ts';

/*
 * Days as people say them: "1 November", "Nov 1, 2025", "from 1 to 15 November", "1–15 Nov". What one end leaves out the
 * other says; a year that neither says is the last in which they have begun.
 */

/** A day, or a month, with what was said of it. */
interface Said {
  readonly year: number | null;
  readonly month: number | null;
  readonly day: number | null;
}

export interface Days {
  readonly first: Day;
  /** The day behind the last. */
  readonly end: Day;
}

const YEAR = String.raw`(?:,?\s+(?<year>\d{4})(?:\s*(?:${typedWords('typed-year-word')}))?)?`;
const DAY = String.raw`(?<day>\d{1,2})(?:${typedWords('typed-day-ending')})?`;
const MONTH = String.raw`(?<month>\p{L}{3,})\.?`;
const WRITTEN = [
  String.raw`(?<year>\d{4})-(?<month>\d{1,2})(?:-(?<day>\d{1,2}))?`,
  String.raw`(?<day>\d{1,2})\.(?<month>\d{1,2})(?:\.(?<year>\d{4}))?`,
  String.raw`(?<month>\d{1,2})\.(?<year>\d{4})`,
  String.raw`${DAY}(?:\s+(?:of\s+)?${MONTH}${YEAR})?`,
  `${MONTH}(?:\\s+${DAY})?${YEAR}`,
].map((pattern) => new RegExp(`^${pattern}$`, 'iu'));

/** What stands between two ends: words that say so before signs, which may be within a date. */
const BETWEEN = [
  new RegExp(`\\s+(?:${typedWords('typed-range-to')})\\s+`, 'u'),
  /\s*(?:\.\.+|…|[–—])\s*/u,
  /\s+-\s+/u,
  /-/u,
];
const FROM = new RegExp(`^(?:${typedWords('typed-range-from')})\\s+(?=\\S)`, 'u');

function saidOf(typed: string): Said | null {
  const said = WRITTEN.map((pattern) => pattern.exec(typed)?.groups).find((groups) => groups !== undefined);
  if (!said) return null;
  const { year, month, day } = said;
  const of = (figures: string | undefined) => (figures === undefined ? null : Number(figures));
  const named = month === undefined || /^\d/.test(month) ? of(month) : monthNamed(month);
  return month !== undefined && named === null ? null : { year: of(year), month: named, day: of(day) };
}

const at = ({ year, month, day }: Day): number => Date.UTC(year, month - 1, day);

/** Whether it is a day of these centuries. */
export const isDay = (day: Day): boolean => day.year >= 2000 && day.year < 2200 && isDate(day);

/** The days from one on up to another, both with what they leave out; null: there are none, or nobody can tell which. */
function between(from: Said, to: Said, today: Day): Days | null {
  const { month } = to;
  if (month === null || (from.day === null && from.month === null)) return null;
  const begun = from.month ?? month;
  const later = Number(begun > month);
  const said = to.year ?? (from.year === null ? null : from.year + later);
  for (const year of said === null ? [today.year, today.year - 1] : [said]) {
    const first = { year: from.year ?? year - later, month: begun, day: from.day ?? 1 };
    const last = { year, month, day: to.day ?? 1 };
    if (!isDay(first) || !isDay(last)) return null;
    if (said === null && year === today.year && at(first) > at(today)) continue;
    return {
      first,
      end: to.day === null ? { year, month: month + 1, day: 1 } : { ...last, day: to.day + 1 },
    };
  }
  return null;
}

/** Days that are said by their names, or from one to another; null: they are not said so. */
export function daysSaid(typed: string, today: Day): Days | null {
  const words = typed.replace(FROM, '');
  const isSince = words !== typed;
  for (const sign of BETWEEN) {
    const [from = '', to = '', ...more] = words.split(sign);
    const ends = more.length === 0 && to !== '' ? [saidOf(from), saidOf(to)] : [];
    const [first, last] = ends;
    if (first && last) return between(first, last, today);
  }
  const one = saidOf(words);
  if (!one) return null;
  const found = between(one, one, today);
  const { year, month, day } = today;
  return found && isSince ? { first: found.first, end: { year, month, day: day + 1 } } : found;
}
