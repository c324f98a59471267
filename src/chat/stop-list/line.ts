import { parsePhone } from '../../messages/recipient.ts';
import { firstWord, isName } from '../book/names.ts';
import { resolve } from '../book/resolve.ts';
import type { Context } from '../context.ts';
import { plainView } from '../grammar/glyphs.ts';
import { typedWords } from '../grammar/typed-words.ts';
import { correspondentOf } from '../talks/correspondent.ts';

/** Numbers, and what is said of them. */
export interface StopLine {
  /** Digits without +, each once. */
  readonly numbers: readonly string[];
  /** null: nothing. */
  readonly why: string | null;
  /** The contact's by which the number was typed; null: it was typed itself. */
  readonly name: string | null;
  /** The name that is all of it and nobody's; null: there is none. */
  readonly nobody: string | null;
}

/** A number as people type it, at the beginning of a text. */
const NUMBER = /^[\s,;]*(\+?\d[\d\s().-]*\d)(?!\p{L})/u;
/** Before the last of several, where no comma is. */
const AND = new RegExp(
  `^[\\s,]*(?:(?:${typedWords('typed-and')})(?!\\p{L})|&)\\s*(?=\\+?\\d[\\d\\s().-]{5,})`,
  'iu',
);
/** UTF-16 units of what is said of a number. */
const WHY_LENGTH = 200;

/**
 * Reads numbers by commas or lines, or the name of a contact, and behind the last of them why; of a reply to a card, of
 * whom it is.
 */
export async function readStopLine(context: Context, typed: string): Promise<StopLine> {
  const numbers = new Set<string>();
  let rest = plainView(typed);
  for (let found = NUMBER.exec(rest); found; found = NUMBER.exec(rest)) {
    const [whole, text = ''] = found;
    const first = longestNumber(text, context.settings.country);
    if (!first) break;
    numbers.add(first.digits);
    const behind = rest.slice(whole.length - text.length + first.length);
    rest = behind.replace(AND, ', ');
    if (!/^\s*[,;\n]/.test(rest)) break;
  }
  if (numbers.size === 0 && context.repliedTo) {
    const whom = await correspondentOf(context.tx.db, context.repliedTo);
    if (whom) numbers.add(whom.to);
  }
  const { word, rest: behind } = firstWord(rest);
  let name: string | null = null;
  let nobody: string | null = null;
  if (numbers.size === 0 && isName(word)) {
    const { known, double } = await resolve(context, [word]);
    const contact = double ? undefined : known.get(word)?.[0];
    if (contact) {
      numbers.add(contact.number);
      name = contact.name;
      rest = behind;
    } else if (!double && behind === '') nobody = word;
  }
  const why = rest
    .replace(/^[\s,;:—–-]+/, '')
    .trim()
    .slice(0, WHY_LENGTH);
  return { numbers: [...numbers], why: why === '' ? null : why, name, nobody };
}

/** Digits behind a number may be the beginning of what is said of it, or of the next one on its own line. */
function longestNumber(text: string, country: string): { digits: string; length: number } | null {
  for (let length = text.length; length > 0; length = text.slice(0, length).search(/[\s,;]\S*$/)) {
    const parsed = parsePhone(text.slice(0, length), country);
    if ('digits' in parsed) return { digits: parsed.digits, length };
  }
  return null;
}
