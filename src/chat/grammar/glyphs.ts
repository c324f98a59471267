import { plainDigits } from '../../messages/digits.ts';
import { INVISIBLE } from '../../messages/invisible.ts';

// Keyboards and clipboards put look-alikes into a line: no-break spaces, smart quotes and dashes,
// direction marks around a phone number. The grammar reads a view of the line in which these are plain.
// The view has the length of the line, so a place in one is the same place in the other, and the text
// is always cut from the line itself.

/** But for the selector that makes a key of a figure: 1\ufe0f\u20e3 is a picture. */
const MARKS = new RegExp(`[${INVISIBLE}](?!\\u20e3)`, 'gu');
const LINE_BREAK = /[\u2028\u2029\u0085\v\f]|\r(?!\n)/g;
const SPACE = /[^\S\n]/g;
const HYPHEN = /[\u2010-\u2012\u2212\ufe63\uff0d]/g;
/** "8~10" before a number for abroad: the wave is where one waits for the tone. */
const TONE = /(?<![\d~])(8 ?)~(?= ?10\D?\d)/g;
/** "8~10~49": the same with a second wave. */
const TONES = /(?<![\d~])(8 ?)~( ?10 ?)~(?= ?\d)/g;

/** The line with every space as U+0020, every line break as \n (a \r before it as a space), hyphens and the wave of 8~10 as -, a wide + as +, and the figures of other scripts as 0 to 9. */
export function plainView(line: string): string {
  return plainDigits(line)
    .replace(MARKS, (mark) => ' '.repeat(mark.length))
    .replace(LINE_BREAK, '\n')
    .replace(SPACE, ' ')
    .replace(HYPHEN, '-')
    .replaceAll('\uff0b', '+')
    .replace(TONES, '$1-$2-')
    .replace(TONE, '$1-');
}

/** Pairs in which an option's value may stand. iOS makes any of “ ” „ of a typed ". */
export const QUOTES: readonly { open: string; close: string }[] = [
  { open: '"“”„', close: '"“”' },
  { open: '«', close: '»' },
  { open: "'‘’", close: "'‘’" },
];

/** Two hyphens alone: a dash, which iOS makes of them, may as well be the text's. */
export const TEXT_MARK = /^--(?=\s|$)/;

const SEPARATING = new RegExp(`[${INVISIBLE}]*(?:[ \\t]+|[^\\S\\r\\n][ \\t]*)?`, 'uy');

/**
 * Where the text begins behind a recipient or an option that ends at `at`. A mark that closes what a clipboard put
 * around a number belongs to the number, and one run of spaces separates; all behind it is the text's.
 */
export function textStart(line: string, at: number): number {
  const match = new RegExp(SEPARATING);
  match.lastIndex = at;
  match.exec(line);
  return match.lastIndex;
}

/** A value as it is written behind an option's name. */
export function quoted(value: string): string {
  const bare =
    value !== '' &&
    !/\s/.test(plainView(value)) &&
    !QUOTES.some(({ open }) => open.includes(value.charAt(0)));
  if (bare) return value;
  const pair = QUOTES.find(({ close }) => ![...close].some((mark) => value.includes(mark))) ?? QUOTES[0];
  return `${pair?.open.charAt(0)}${value}${pair?.close.charAt(0)}`;
}
