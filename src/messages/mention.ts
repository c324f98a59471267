import { isNumber } from './recipient.ts';

/** Digits that tell a number, however its country code or prefix is written before them. */
const TELLING = 10;
/** What may stand between two digits of a number as people write it. */
const BETWEEN = '[\\s\\u00a0().\\-\\u2010-\\u2015]{0,3}';

/** How a number may stand in a text. */
export interface Mention {
  /** Digits without +. */
  readonly number: string;
  /** For LIKE: what it does not find does not mention the number. */
  readonly like: string;
  isIn(text: string): boolean;
  /** The text without it. */
  without(text: string): string;
  /** A document without it: what is named by it, texts that mention it, and it as a number. */
  withoutIn(document: unknown): unknown;
}

export function mentionOf(number: string): Mention {
  if (!isNumber(number)) throw new RangeError('no number');
  const digits = [...number.slice(-TELLING)];
  const told = digits.join(BETWEEN);
  const found = new RegExp(told);
  const whole = new RegExp(`\\+?\\d{0,3}${BETWEEN}${told}`, 'g');
  const isIn = (text: string) => found.test(text);
  const without = (text: string) => text.replace(whole, '');
  const withoutIn = (document: unknown): unknown => {
    if (typeof document === 'string') return without(document);
    if (typeof document === 'number') return isIn(String(document)) ? 0 : document;
    if (Array.isArray(document)) return document.map(withoutIn);
    if (typeof document !== 'object' || document === null) return document;
    return Object.fromEntries(
      Object.entries(document).flatMap(([name, value]) => (isIn(name) ? [] : [[name, withoutIn(value)]])),
    );
  };
  return { number, like: `%${digits.join('%')}%`, isIn, without, withoutIn };
}
