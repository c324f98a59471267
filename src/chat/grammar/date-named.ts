import { monthNamed } from '../times/months.ts';
import { typedWords } from './typed-words.ts';

const DAY = `(\\d{1,2})(?:${typedWords('typed-day-ending')})?`;
const MONTH = '(\\p{L}{3,})\\.?';
const YEAR = `(?:,? +(\\d{4})(?![\\d:.])(?: *(?:${typedWords('typed-year-word')})(?!\\p{L}))?)?`;
const NAMED = new RegExp(`^(?:${DAY} +(?:of +)?${MONTH}|${MONTH} +${DAY}(?![\\d:.]))${YEAR},?(?=\\s)`, 'iu');

/** A date by its month's name where words begin and go on: "9 Dec", "December 9th, 2026"; null: none stands there. */
export function dateNamed(words: string): { readonly length: number; readonly figures: string } | null {
  const [whole = '', day, month, monthFirst = month, dayBehind = day, year] = NAMED.exec(words) ?? [];
  const named = monthFirst === undefined ? null : monthNamed(monthFirst);
  if (named === null) return null;
  return { length: whole.length, figures: [dayBehind, named, ...(year ? [year] : [])].join('.') };
}
