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
const WHOLE = new RegExp(`^(?:${AFTER}) (${LENGTH})$`, 'u');

/** The same in figures: `in two hours` as `in 2 hours`, `in half an hour` as `+30m`. Takes small letters. */
export function lengthInFigures(words: string): string {
  const whole = WHOLE.exec(words)?.[1];
  if (whole !== undefined) return `+${LENGTHS.get(whole)}m`;
  return words.replace(COUNTED, (_, after: string, count: string) => `${after} ${COUNTS.get(count)} `);
}
