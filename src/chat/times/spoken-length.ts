import { typedWords } from '../grammar/typed-words.ts';
import { meaningsIn } from '../locale.ts';

/** Numbers in words, and lengths of time that are one (in minutes), as the locale files have them. */
const COUNTS = meaningsIn('count-words');
const LENGTHS = meaningsIn('length-words');

const oneOf = (words: ReadonlyMap<string, string>): string =>
  [...words.keys()].sort((a, b) => b.length - a.length).join('|');

/** `two`, before what is counted. */
export const COUNT = `(?:${oneOf(COUNTS)})`;
/** `half an hour`. */
export const LENGTH = `(?:${oneOf(LENGTHS)})`;

const AFTER = typedWords('typed-later-by');
const COUNTED = new RegExp(`^(${AFTER}) (${COUNT}) (?=\\p{L}+$)`, 'u');
const FROM_NOW = new RegExp(`^(?:\\+|(?:${AFTER}) )`, 'u');
const WHOLE = new RegExp(`^(?:${AFTER}) (${LENGTH})$`, 'u');

/** The same in figures: `in two hours` as `in 2 hours`, `in half an hour` as `+30m`. Takes small letters. */
export function lengthInFigures(words: string): string {
  const whole = WHOLE.exec(words)?.[1];
  if (whole !== undefined) return `+${LENGTHS.get(whole)}m`;
  const figures = FROM_NOW.test(words) ? decimalInMinutes(words) : words;
  return figures.replace(COUNTED, (_, after: string, count: string) => `${after} ${COUNTS.get(count)} `);
}

const HOURS = typedWords('typed-hours');
/** Two figures behind a point are mostly a clock's: of lengths none is said so but a quarter and three. */
const DECIMAL = new RegExp(`(?<![\\d.,:])(\\d{1,3})[.,](\\d|25|75) ?(?:${HOURS})(?![\\p{L}\\d])\\.?`, 'giu');
const BOTH = new RegExp(
  `(?<![\\d.,:])(\\d{1,3}) ?(?:${HOURS})\\.? ?(\\d{1,4}) ?(?:${typedWords('typed-minutes')})(?![\\p{L}\\d])\\.?`,
  'giu',
);

/** `2.5 hours` as 150m. */
const decimalInMinutes = (words: string): string =>
  words.replace(
    DECIMAL,
    (_, hours: string, part: string) => `${Math.round(Number(`${hours}.${part}`) * 60)}m`,
  );

/** `2.5 hours` as 150m, and `1h30m` as 90m. */
export const hoursInMinutes = (words: string): string =>
  decimalInMinutes(words).replace(
    BOTH,
    (_, hours: string, minutes: string) => `${Number(hours) * 60 + Number(minutes)}m`,
  );
