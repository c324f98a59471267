/*
 * Figures as Arabic, Persian and other keyboards write them, and the wide ones of Japanese, are digits as any (Unicode, Nd):
 * of each script ten of them stand in a row, 0 first.
 */

const NO_ASCII = /[\u0080-\uffff]/;

const DIGITS: ReadonlyMap<string, string> = new Map(
  [...Array(0xffff - 0x80).keys()]
    .map((at) => String.fromCharCode(0x80 + at))
    .filter((sign) => /\p{Nd}/u.test(sign))
    .map((sign, at) => [sign, String(at % 10)]),
);

const DIGIT = new RegExp(`[${[...DIGITS.keys()].join('')}]`, 'g');

/** A line of the same length with those figures as 0 to 9. */
export const plainDigits = (line: string): string =>
  NO_ASCII.test(line) ? line.replace(DIGIT, (digit) => DIGITS.get(digit) ?? digit) : line;
