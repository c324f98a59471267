import { parsePhone } from '../../messages/recipient.ts';
import type { Held } from '../cards/held.ts';
import { WHOLE_NUMBERS } from '../grammar/recipients.ts';
import { isOneOf } from '../locale.ts';
import { asksNobody, asksSomebody, isAside } from './asides.ts';
import { plain, within } from './lists.ts';
import { saysMistaken } from './meant.ts';
import { heldFor, holdsOrder } from './words.ts';

/*
 * A value goes out inside of a text that reads well: nobody sees there what was asked back, said to oneself, or copied from
 * the wrong row. So it goes at once only where it looks like a value; a false guess costs a tap.
 */

const NO_VALUE = within('typed-no-value');
/** No part of an address in the web. */
const ASKS = /\?(?![\p{L}\p{N}_])/u;
const WORD = /\p{L}[\p{L}\p{M}'’-]*/gu;
/** Figures are in addresses, dates and times, and these have small words. */
const LONG_WORD = /\p{L}[\p{L}\p{M}'’-]{2,}/gu;
const MOST_WORDS = 4;
/** `28.11.2026 18` is as long as a number. */
const DATE =
  /(?<!\d|\d[./-])(?:\d{1,2}([./-])\d{1,2}\1(?:\d{4}|\d{2})|\d{4}([./-])\d{1,2}\2\d{1,2})(?!\d|[./-]\d)/gu;

interface Place {
  /** Of the place in the text. */
  readonly name: string;
  readonly value: string;
  /** The numbers that the text goes to. */
  readonly to: readonly string[];
  readonly country: string;
}

/** Why what stands for a place hardly belongs there; null: it may go. */
export function heldValue({ name, value, to, country }: Place): Held | null {
  if (!isOfPhones(name) && holdsPhone(value, to, country)) return 'number';
  const words = plain(value);
  if (ASKS.test(words) || NO_VALUE.test(words) || isLong(words)) return 'aside';
  if (holdsOrder(words)) return 'bot';
  const held = heldFor(value, 'asked');
  if (held === 'team' || held === 'keyboard') return held;
  const isSaid = asksNobody(words) || asksSomebody(words) || saysMistaken(words);
  return isSaid || isAside(words, { isValue: true }) ? 'aside' : null;
}

const isOfPhones = (name: string): boolean =>
  name.split(/[^\p{L}]+/u).some((part) => isOneOf(part, 'typed-phone-label'));

function holdsPhone(value: string, to: readonly string[], country: string): boolean {
  return [...value.replace(DATE, ' / ').matchAll(WHOLE_NUMBERS)].some(([typed]) => {
    const read = parsePhone(typed, country);
    return 'digits' in read && !to.includes(read.digits);
  });
}

/** Whether it is a sentence rather than a name: several are parted by commas, or stand in lines. */
const isLong = (words: string): boolean =>
  words
    .split(/[,;\n]/)
    .some((part) => (part.match(/\d/.test(part) ? LONG_WORD : WORD) ?? []).length > MOST_WORDS);
