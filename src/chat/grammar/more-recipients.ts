import { beginsWithDate } from '../times/dates.ts';
import { closedAt, linesAround, recipientsIn } from './around.ts';
import { endOfWords, withRest } from './options.ts';
import type { BadRecipient, Recipient, Refusal } from './reading.ts';
import { addressOf, beginsNearly, endingIn, type ParseRecipient, type Span } from './recipients.ts';
import type { CommandSpec } from './spec.ts';
import { typedWords } from './typed-words.ts';

// Recipients where the text would begin: it may name them, or they may be further ones that are written in another
// way than the first, such as in quotes, behind a list's number or a name. One text with the other customers' numbers
// in it is the worst that can be made of them, so it is asked which it is.

/** Words of a name, at most; of so many all begin with a capital, if their alphabet has any. */
const NAME_WORDS = 3;
/** Nine digits or more, grouped as those of a number are, that are none: by these a mistyped number is known. */
const LIKE_NUMBER = /[+(]{0,2}\d(?:[ ().–-]{0,3}\d){8,}/g;

/** All that stands before a further recipient of the same line, where a sentence would have it. */
const AND = new RegExp(`^[\\s,;]*(?:${typedWords('typed-and')})\\s+$`, 'iu');

/** A row with a recipient has one so near its beginning (UTF-16 units). */
const BEGINNING = 200;
/** So many rows with a recipient each are a column. */
const COLUMN_ROWS = 2;

/** The recipients that were read, and where they end. */
interface Before {
  readonly found: readonly (Recipient | BadRecipient)[];
  readonly end: number;
}

/** Asks whether the first rows of a text are further recipients; null where nothing in them looks so. */
export function moreRecipients(
  line: string,
  view: string,
  list: Before,
  at: number,
  spec: CommandSpec,
  parse: ParseRecipient,
): Refusal | null {
  // Where nobody is known yet, that is to be mended first.
  if (list.found.every((one) => 'reason' in one)) return null;
  const pair = pairWithLast(line, view, list, at, spec, parse);
  if (pair) return pair;
  const more: string[] = [];
  /** How many of them no words stand between, and where the last of these ends. */
  let bare = { count: 0, end: at };
  let end = at;
  let rest = at;
  let isNamed = false;
  /** The names stand in rows of their own, below the numbers. */
  let isBelow = false;
  for (const whole of rowsFrom(view, at)) {
    const stop = endOfWords(view, whole, spec);
    const row = { start: whole.start, end: stop ?? whole.end };
    const isOpen = row.start === at && view[at - 1] !== '\n';
    const here = rowOf(line, view, row, isOpen, spec, parse, list.found.length > 1);
    // Behind the last recipient its name may stand.
    if (!here && isOpen && stop === null && isName(view.slice(row.start, row.end))) {
      isNamed = true;
      continue;
    }
    // So it may below it, and what stands there for a number that is not known.
    if (!here && !isOpen && stop === null && isNameBetween(line, view, { row, isNamed }, spec, parse)) {
      isNamed = isBelow = true;
      continue;
    }
    if (!here) {
      // What stands below each of the others is no text for all of them.
      if (isBelow && isNameBelow(view, row)) rest = row.end;
      break;
    }
    if (!isNamed && here.bare.count > 0) bare = { count: more.length + here.bare.count, end: here.bare.end };
    isNamed ||= here.isNamed;
    more.push(...here.numbers);
    end = here.end;
    // A name stands behind the last number, too, where a text follows in the next row.
    rest = stop ?? (isNamed && view.slice(row.end).trim() !== '' ? row.end : end);
    if (stop !== null) break;
  }
  if (end === at) return columnBelow(line, view, list, at, spec, parse);
  const options = optionsBetween(line, list.end, at);
  const listed = list.found.map((one) => ('to' in one ? addressOf(one.to) : one.typed));
  const headOf = (numbers: readonly string[]) =>
    [[...listed, ...numbers].join(', '), options].filter((piece) => piece !== '').join(' ');
  const lineOf = (numbers: readonly string[], place: number) => {
    const text = line.slice(place).replace(/^(?:[\s,;]|[:.](?=\s))+/, '');
    return withRest(headOf(numbers), text, spec);
  };
  return {
    problem: { kind: 'ambiguous', typed: line.slice(at, end) },
    attempts: [
      ...(bare.count > 0 ? [lineOf(more.slice(0, bare.count), bare.end)] : []),
      lineOf(more, rest),
      lineOf(more, end),
      `${headOf([])} -- ${textFrom(line, at)}`,
    ],
  };
}

/** `8 999 123-45-95 and 96 Come at ten`: the last figures of another number, or how the text begins. */
const AND_FIGURES = new RegExp(`^(?:${typedWords('typed-and')}|&) (\\d{2,4})(?=\\s+\\p{L})`, 'iu');

function pairWithLast(
  line: string,
  view: string,
  { found, end }: Before,
  at: number,
  spec: CommandSpec,
  parse: ParseRecipient,
): Refusal | null {
  const last = found.at(-1);
  const [typed = '', figures = ''] = AND_FIGURES.exec(view.slice(at)) ?? [];
  const isPair = typed !== '' && spec.recipientKind === 'phone' && line.slice(end, at).trim() === '';
  const other = isPair && last && 'to' in last ? endingIn(figures, last.to, parse) : null;
  if (other === null) return null;
  const listed = found.map((one) => ('to' in one ? addressOf(one.to) : one.typed)).join(', ');
  return {
    problem: { kind: 'ambiguous', typed },
    attempts: [
      withRest(`${listed}, ${addressOf(other)}`, line.slice(at + typed.length).trimStart(), spec),
      `${listed} -- ${textFrom(line, at)}`,
    ],
  };
}

/** All that follows, from the first row in which something is seen. */
const textFrom = (line: string, at: number): string => line.slice(at).replace(/^[\s\p{Cf}]*\n/u, '');

/** A column that begins with something else than a recipient, such as a mistyped one. */
function columnBelow(
  line: string,
  view: string,
  { found, end }: Before,
  at: number,
  spec: CommandSpec,
  parse: ParseRecipient,
): Refusal | null {
  const rows: Row[] = [];
  for (const span of rowsFrom(view, at)) {
    const stop = endOfWords(view, span, spec);
    const isOpen = span.start === at && view[at - 1] !== '\n';
    const row = rowOf(line, view, { start: span.start, end: stop ?? span.end }, isOpen, spec, parse, true);
    if (row) rows.push(row);
    if (stop !== null || rows.length === COLUMN_ROWS) break;
  }
  if (rows.length < COLUMN_ROWS || rows.every(({ numbers }) => numbers.length === 0)) return null;
  const [all = ''] = linesAround(line, view, spec, parse);
  const listed = found.map((one) => ('to' in one ? addressOf(one.to) : one.typed)).join(', ');
  const options = optionsBetween(line, end, at);
  return {
    problem: { kind: 'ambiguous', typed: line.slice(at).trim() },
    attempts: [all, `${listed}${options === '' ? '' : ` ${options}`} -- ${textFrom(line, at)}`],
  };
}

/** What ends a sentence, or announces a number that is the text's own. */
const SAYS_ON = /[.:!?…]$/u;

/** Whether a row is a name at most, with more below it. */
function isNameBelow(view: string, { start, end }: Span): boolean {
  const row = view.slice(start, end).trimEnd();
  const [next] = rowsFrom(view, end);
  return next !== undefined && !/\d/.test(row) && !SAYS_ON.test(row) && isName(row);
}

/** Whether such a row stands between recipients: one behind it is nothing but that, or its name behind it, and a text follows. */
function isNameBetween(
  line: string,
  view: string,
  { row, isNamed }: { readonly row: Span; readonly isNamed: boolean },
  spec: CommandSpec,
  parse: ParseRecipient,
): boolean {
  const below = [row, ...rowsFrom(view, row.end)];
  const at = below.findIndex((one) => !isNameBelow(view, one));
  const [next, text] = below.slice(at);
  if (at <= 0 || !next || !text) return false;
  const [only, another] = recipientsIn(stretch(line, next), stretch(view, next), spec, parse);
  if (!only || another || stretch(line, next).slice(0, only.span.start).trim() !== '') return false;
  const behind = stretch(view, next).slice(only.span.end).trim();
  return behind === '' || (isNamed && !/\d/.test(behind) && isName(behind));
}

/** Options between the recipients and the text, as they were typed. */
const optionsBetween = (line: string, end: number, at: number): string =>
  line
    .slice(end, at)
    .replace(/^[\s,;]+/, '')
    .trim()
    .replace(/^--$/, '');

/** Whether what stands before a number sets it apart, as a table would. */
const isCell = (before: string): boolean => /[,;|\t][^\p{L}\d]*$/u.test(before);

function isName(before: string): boolean {
  const words = before.match(/\p{L}[\p{L}\p{M}]*/gu) ?? [];
  return (
    words.length < NAME_WORDS || (words.length === NAME_WORDS && words.every((word) => /^\P{Ll}/u.test(word)))
  );
}

const stretch = (words: string, { start, end }: Span): string => words.slice(start, end);

function* rowsFrom(view: string, at: number): Generator<Span> {
  for (let start = at; start < view.length; ) {
    const found = view.indexOf('\n', start);
    const end = found < 0 ? view.length : found;
    if (view.slice(start, end).trim() !== '') yield { start, end };
    start = end + 1;
  }
}

interface Row {
  readonly numbers: readonly string[];
  /** Where the last of them ends. */
  readonly end: number;
  /** How many of them no words stand before, and where the last of these ends. */
  readonly bare: { readonly count: number; readonly end: number };
  readonly isNamed: boolean;
}

/**
 * The recipients of a row; null where it is not one of them. One begins with a number, whatever marks stand before it,
 * or with a name: behind other recipients in the same line (`isOpen`) only if something sets the number apart from it.
 */
function rowOf(
  line: string,
  view: string,
  row: Span,
  isOpen: boolean,
  spec: CommandSpec,
  parse: ParseRecipient,
  isColumn = false,
): Row | null {
  const numbers: string[] = [];
  let isNamed = false;
  let end = row.start;
  let bare = { count: 0, end };
  const beginning = { start: row.start, end: Math.min(row.end, row.start + BEGINNING) };
  const isBegun = recipientsIn(stretch(line, beginning), stretch(view, beginning), spec, parse).length > 0;
  const text = stretch(view, isBegun ? row : beginning);
  for (const { to, span, label } of isBegun ? recipientsIn(stretch(line, row), text, spec, parse) : []) {
    const start = row.start + span.start;
    const before = view.slice(end, start).slice(0, label === 0 ? undefined : -label);
    const isBare = !/\p{L}/u.test(before) || AND.test(before);
    const isApart = !isOpen || isCell(line.slice(end, start - label)) || numbers.length > 0;
    if (!isBare && !(isApart && isName(before))) break;
    isNamed ||= !isBare;
    numbers.push(addressOf(to));
    end = closedAt(line, { start, end: row.start + span.end });
    if (!isNamed) bare = { count: numbers.length, end };
  }
  if (numbers.length > 0) return { numbers, end, bare, isNamed };
  if (spec.recipientKind !== 'phone') return null;
  for (const { index, 0: like } of text.matchAll(LIKE_NUMBER)) {
    if (beginsWithDate(like)) continue;
    const at = row.start + index;
    const isApart = isCell(line.slice(row.start, at));
    const isNumber = like.startsWith('+') || beginsNearly(like, parse);
    const mayBeNamed = isApart || (!isOpen && (isColumn || isNumber));
    const before = view.slice(row.start, at);
    const isMeant = !/\p{L}/u.test(before) || (mayBeNamed && isName(before));
    const end = at + like.length;
    const isAll = /^ *(?:[,;]|$)/.test(view.slice(end, row.end)) && view.slice(end).trim() !== '';
    const isTold = !isOpen || isAll || isApart || isColumn || isNumber || like.startsWith('(');
    if (!isMeant || !isTold) return null;
    return { numbers, end, bare, isNamed };
  }
  return null;
}
