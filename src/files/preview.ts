import { type Alphabet, unencodable } from '../messages/alphabet.ts';
import type { OperatorShare } from '../messages/estimate.ts';
import type { Outcome, RowProblem } from './recipients.ts';

/** What a campaign would do. */
interface Preview {
  /** Rows in which anything stands, but for those above the first recipient's. */
  readonly rows: number;
  /** Recipients, each of whom gets one message. */
  readonly messages: number;
  readonly duplicates: number;
  readonly bad: Readonly<Partial<Record<RowProblem['kind'], number>>>;
  /** Placeholders for which rows had nothing, the first of them. */
  readonly missing: readonly string[];
  /** Signs as web pages have them, such as `&amp;`, that go as they are in a text, the first of them. */
  readonly signs: readonly string[];
  /** Rows with more than one recipient in their cell. */
  readonly withBesides: number;
  /** Rows with an extension behind their number. */
  readonly withExtension: number;
  /** How many messages have so many parts each. */
  readonly parts: Readonly<Record<string, number>>;
  readonly alphabets: Readonly<Partial<Record<Alphabet, number>>>;
  /** Characters because of which texts take UCS-2, the first of them. */
  readonly wide: readonly string[];
  /** Messages and their parts, by the operators of their numbers; '': not known. */
  readonly operators: Readonly<Record<string, OperatorShare>>;
}

/** Enough to tell slips from a language. */
const WIDE = 4;
/** So many placeholders and signs are named. */
const NAMED = 3;
/** What pages of the web have in place of a character, and tables that were made of them. */
const SIGN = /&(?:amp|lt|gt|quot|apos|nbsp|[lr]aquo|[mn]dash|hellip|#\d{1,6}|#x[\da-f]{1,5});/gi;

/** Counts what becomes of rows, as they come. */
export class PreviewCount implements Preview {
  rows = 0;
  messages = 0;
  duplicates = 0;
  readonly bad: Partial<Record<RowProblem['kind'], number>> = {};
  readonly missing: string[] = [];
  readonly signs: string[] = [];
  withBesides = 0;
  withExtension = 0;
  readonly parts: Record<string, number> = {};
  readonly alphabets: Partial<Record<Alphabet, number>> = {};
  readonly wide: string[] = [];
  readonly operators: Record<string, OperatorShare> = {};

  /** @param operator of the number of a message, '' where that is not known */
  add(outcome: Outcome, operator = ''): void {
    this.rows += 1;
    if (outcome.kind === 'duplicate') this.duplicates += 1;
    else if (outcome.kind === 'bad') {
      increment(this.bad, outcome.problem.kind);
      if (outcome.problem.kind === 'missing') keepFirst(this.missing, outcome.problem.names);
    } else this.addMessage(outcome, operator);
  }

  private addMessage(
    { besides, isExtended, fit, text }: Extract<Outcome, { kind: 'message' }>,
    operator: string,
  ): void {
    this.messages += 1;
    if (besides.length > 0) this.withBesides += 1;
    if (isExtended) this.withExtension += 1;
    increment(this.parts, String(fit.parts));
    increment(this.alphabets, fit.alphabet);
    if (this.signs.length < NAMED && text.includes('&')) keepFirst(this.signs, text.match(SIGN) ?? []);
    const { messages, parts } = this.operators[operator] ?? { messages: 0, parts: 0 };
    this.operators[operator] = { messages: messages + 1, parts: parts + fit.parts };
    if (fit.alphabet !== 'ucs2' || this.wide.length >= WIDE) return;
    const beyondLatin = new Set(unencodable(text, 'latin1'));
    const wide = unencodable(text, 'gsm').filter((one) => beyondLatin.has(one) && !this.wide.includes(one));
    this.wide.push(...wide.slice(0, WIDE - this.wide.length));
  }
}

/** Adds what is not there yet, up to as many as are named. */
function keepFirst(kept: string[], found: readonly string[]): void {
  for (const one of found) if (kept.length < NAMED && !kept.includes(one)) kept.push(one);
}

function increment<Key extends string>(counts: Partial<Record<Key, number>>, key: Key): void {
  counts[key] = (counts[key] ?? 0) + 1;
}
