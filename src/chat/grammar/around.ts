import { beginsWithDate } from '../times/dates.ts';
import { plainView, textStart } from './glyphs.ts';
import { endsWords, readOptions } from './options.ts';
import type { BadRecipient } from './reading.ts';
import {
  abroadAsPlus,
  addressOf,
  candidatesAt,
  digitGroups,
  digitsOf,
  endingIn,
  type Found,
  isWholeAddress,
  type ParseRecipient,
  type Span,
} from './recipients.ts';
import type { CommandSpec } from './spec.ts';
import { linesOfTable, readTable } from './table.ts';
import { timeFirst } from './time-first.ts';
import { typedWords } from './typed-words.ts';

// Numbers are copied from sites, tables and messengers with what stands around them there. They are found wherever
// they stand, to offer a line that is right: never to send one that was not typed so.

/** Words before a number that say no more than that it is one. */
const LABEL = new RegExp(`(?:^|[\\s(,;])(?:${typedWords('typed-phone-label')})(?:[.:=№ ]*|:/*)$`, 'iu');
/** Digits as they are grouped, with a letter O here and there, Latin or Cyrillic, in place of a 0. */
const NUMBER =
  /(?:\+ *)?(?:00)?\(?\d(?:[\d ().\-–/]|(?<=[\d().\-–Oo\u041e\u043e])[Oo\u041e\u043e](?![\p{L}\p{M}'’])){0,48}(?<=[\dOo\u041e\u043e])/gu;
const ADDRESS = /(?<![^\s,;|<>()"«»:@*])[^\s,;|<>()"«»:@*]+@[^\s,;|<>()"«»@]+(?<=[\p{L}\d])/gu;
/** Quotes and brackets that a number stands in. */
const AROUND = new Map(
  ['()', '<>', '[]', '""', "''", '«»', '“”', '„“', '‘’'].map(([open, close]) => [open, close]),
);
const OPEN = /[(<[«"'“„‘]\p{Cf}*$/u;
/** So much before a number is looked at for its label and marks (UTF-16 units). */
const BEFORE = 40;
/** So many words before a number begin a sentence. */
const SENTENCE_WORDS = 3;
/** Figures of the shortest numbers that messages go to. */
const FEWEST_FIGURES = 7;
/** Lines offered at most. */
const LINES = 3;

/** The last figures of another number behind a whole one; and no longer piece is looked at for them (UTF-16 units). */
const BY_SLASH = /^ ?\/ ?(\d{2,4})(?![\d/.:–-])/;
const LONGEST_PAIR = 10;

/**
 * Lines in which the recipients that stand somewhere in this one stand first, and all its other words behind them:
 * one for all of them, then one for each.
 */
export function linesAround(line: string, view: string, spec: CommandSpec, parse: ParseRecipient): string[] {
  const all = recipientsBeforeMark(line, view, spec, parse);
  if (spec.text === 'none') return all.length === 0 ? [] : [listOf(all)];
  const others = all.filter((one, at) => !isOfSentence(view, one, all[at - 1]?.span.end ?? 0));
  const found = others.length > 0 ? others : all;
  const lines = found.length > 1 && spec.recipients === 'list' ? [withFirst(line, found, spec)] : [];
  const table = lines.length > 0 ? readTable(line, view, found) : null;
  // A row's number is no part of what the others are sent.
  if (table) return [...linesOfTable(table), ...lines].slice(0, LINES);
  const single = found.slice(0, LINES - lines.length);
  return [
    ...inPlace(line, view, found, spec),
    ...behindNames(line, view, all, spec),
    ...lines,
    ...single.map((one) => withFirst(line, [one], spec)),
  ];
}

/** Whether a number is what a sentence tells, which without it is none: "call us on 0161 496 0123 to book". */
function isOfSentence(view: string, { span, label }: Found, behind: number): boolean {
  const row = view.lastIndexOf('\n', span.start) + 1;
  const words = view.slice(Math.max(row, behind), span.start - label).match(/\p{L}[\p{L}\p{M}'’]*/gu) ?? [];
  return words.length >= SENTENCE_WORDS && /^(?:,? \p{Ll}|[.!?])/u.test(view.slice(span.end));
}

/** The line in which all its recipients stand first, and the one in which those do before which no words stand. */
export function linesForAll(line: string, view: string, spec: CommandSpec, parse: ParseRecipient): string[] {
  const found = recipientsBeforeMark(line, view, spec, parse);
  const leading = leadingOf(line, view, found);
  const all = withFirst(line, found, spec);
  return leading.length === 0 ? [all] : [all, withFirst(line, leading, spec)];
}

/** Behind the mark all is text. */
function recipientsBeforeMark(line: string, view: string, spec: CommandSpec, parse: ParseRecipient): Found[] {
  const marked = / --(?=\s)/.exec(view)?.index ?? view.length;
  const found = recipientsIn(line.slice(0, marked), view.slice(0, marked), spec, parse);
  return found.flatMap((one) => [one, ...besideIt(view, one, parse)]);
}

/** The other number of a pair that is written by its last figures: 8 999 123-45-95/96. */
function besideIt(view: string, one: Found, parse: ParseRecipient): Found[] {
  const { end } = one.span;
  const [whole = '', figures = ''] = BY_SLASH.exec(view.slice(end, end + LONGEST_PAIR)) ?? [];
  const to = whole === '' ? null : endingIn(figures, one.to, parse);
  return to === null ? [] : [{ to, typed: whole, label: 0, span: { start: end, end: end + whole.length } }];
}

/** The recipients that the line begins with. */
function leadingOf(line: string, view: string, found: readonly Found[]): Found[] {
  let end = 0;
  const leading: Found[] = [];
  for (const one of found) {
    if (/[^\s\p{P}\p{Cf}<>]/u.test(view.slice(end, one.span.start - one.label))) break;
    leading.push(one);
    end = closedAt(line, one.span);
  }
  return leading;
}

/** The recipients that the line begins with, all of them and the first alone, as they are dialled: the rest is verbatim. */
function inPlace(line: string, view: string, found: readonly Found[], spec: CommandSpec): string[] {
  const leading = leadingOf(line, view, found);
  const [first] = leading;
  const last = leading.at(-1);
  if (!first || !last) return [];
  const all = verbatim(line, leading, closedAt(line, last.span), spec);
  return last === first ? all : [...all, ...verbatim(line, [first], closedAt(line, first.span), spec)];
}

/**
 * Lines for addresses that stand behind somebody's name, as mail programs write them, and before the options: without
 * that name, and where it stands beside its address unmarked (RFC 5322, 3.4, has that in <>) with it in the text, too.
 */
function behindNames(line: string, view: string, found: readonly Found[], spec: CommandSpec): string[] {
  const last = found.at(-1);
  if (spec.recipientKind !== 'email' || !last || leadingOf(line, view, found).length > 0) return [];
  const closed = closedAt(line, last.span);
  const at = closed + (/^\s*/.exec(view.slice(closed))?.[0].length ?? 0);
  const read = readOptions(line, view, at, spec);
  if (!read.ok || Object.keys(read.options).length === 0) return [];
  const list = listOf(found);
  const before = withFirst(line.slice(0, closed), found, spec).slice(list.length);
  const isMarked = found.every((one) => isMarkedAddress(view, one));
  const isNamed = isMarked || wordsIn(before) < SENTENCE_WORDS;
  const options = writtenOptions(line.slice(at, read.text.at)).trim();
  return [
    ...(isNamed ? [`${list} ${line.slice(at)}`] : []),
    ...(isMarked ? [] : [`${list} ${options}${before} ${line.slice(read.text.at)}`]),
  ];
}

const isMarkedAddress = (view: string, { span }: Found): boolean => view[span.start - 1] === '<';

const wordsIn = (text: string): number => (text.match(/\p{L}+/gu) ?? []).length;

/** Whether a line begins with an address behind its owner's name, and with no sentence that tells of one. */
export function isAddressed(line: string, view: string, spec: CommandSpec, parse: ParseRecipient): boolean {
  const [first] = spec.recipientKind === 'email' ? recipientsBeforeMark(line, view, spec, parse) : [];
  return (
    first !== undefined &&
    (isMarkedAddress(view, first) || wordsIn(view.slice(0, first.span.start)) < SENTENCE_WORDS)
  );
}

/** The line from this place on behind these recipients, as it stands there and as nothing but a text. */
function verbatim(line: string, recipients: readonly Found[], end: number, spec: CommandSpec): string[] {
  const rest = line.slice(end);
  const list = listOf(recipients);
  const asItStands = `${list}${/^[\p{L}\d]/u.test(rest) ? ' ' : ''}${rest}`;
  if (!/^\s/.test(rest) || endsWords(plainView(rest.trimStart()), 0, spec)) return [asItStands];
  const lineBreak = /^[^\S\n]*\n/.exec(rest)?.[0];
  const start = lineBreak === undefined ? textStart(line, end) : end + lineBreak.length;
  return [asItStands, `${list} -- ${line.slice(start)}`];
}

/** Every recipient that stands in a stretch of a line, in order. */
export function recipientsIn(line: string, view: string, spec: CommandSpec, parse: ParseRecipient): Found[] {
  return spec.recipientKind === 'email' ? addresses(line, view, parse) : numbers(line, view, parse);
}

function addresses(line: string, view: string, parse: ParseRecipient): Found[] {
  return [...view.matchAll(ADDRESS)].flatMap(({ index, 0: typed }) => {
    const parsed = parse(typed);
    const span = { start: index, end: index + typed.length };
    const typedAs = line.slice(span.start, span.end);
    return 'to' in parsed ? [{ to: parsed.to, typed: typedAs, span, label: labelAt(view, index) }] : [];
  });
}

function numbers(line: string, view: string, parse: ParseRecipient): Found[] {
  const found: Found[] = [];
  const number = new RegExp(NUMBER);
  /** Where a number with its + begins that is none. */
  let noneAt: number | null = null;
  for (let match = number.exec(view); match; match = number.exec(view)) {
    const { index, 0: typed } = match;
    const digits = typed
      .replace(/[Oo\u041e\u043e]/gu, '0')
      .replaceAll('/', ' ')
      .replace(/^(\+)( +)/, '$2$1');
    const start = digits.search(/\S/);
    const abroad = abroadIn(digits, parse);
    const best = longestIn(digits, start, parse) ?? abroad ?? behindPlus(digits, start, parse);
    // "810" may be a list's number as well, with a number of this country behind it.
    if (best && best === abroad && digits.startsWith('810 ') && longestIn(digits, 4, parse)) {
      number.lastIndex = index + best.end;
      continue;
    }
    const isRestOfNone = noneAt !== null && isLessThanOne(view.slice(noneAt, index));
    if (!best || isRestOfNone) {
      if (typed.startsWith('+')) noneAt = index;
      // A list's number, perhaps, stands before it.
      const group = /^[^ ]+ +/.exec(typed)?.[0].length ?? typed.length;
      number.lastIndex = index + group;
      continue;
    }
    const isOpen = /\([^)]*$/.test(typed.slice(0, best.end)) && view[index + best.end] === ')';
    const span = { start: index, end: index + best.end + (isOpen ? 1 : 0) };
    found.push({ to: best.to, typed: line.slice(span.start, span.end), span, label: labelAt(view, index) });
    number.lastIndex = span.end;
  }
  return found;
}

/** So few figures that what stands behind them is the rest of their number, which nobody has typed as one of its own. */
const isLessThanOne = (typed: string): boolean =>
  digitsOf(typed).length < FEWEST_FIGURES && !typed.includes('\n');

/** The longest number of another country behind what is dialled before it. */
function abroadIn(digits: string, parse: ParseRecipient) {
  const found = abroadAsPlus(digits).map((plus) => longestIn(plus, plus.indexOf('+'), parse));
  return found.find((one) => one !== undefined);
}

/** The longest whole number that begins at this place. */
const longestIn = (digits: string, start: number, parse: ParseRecipient) =>
  candidatesAt(digits, start, digitGroups(digits, start), parse).findLast(({ end }) => {
    const writing = digits.slice(start, end);
    // A sentence ends, and another begins with a figure.
    return isWholeAddress(writing) && !/\. /.test(writing);
  });

/** "+8 999 123-45-67": dialled as at home, and a + before it. */
function behindPlus(digits: string, start: number, parse: ParseRecipient) {
  if (digits[start] !== '+') return undefined;
  const found = longestIn(digits.replace('+', ' '), start + 1, parse);
  const typed = digits.slice(start, found?.end).replace(/\D/g, '');
  return found?.to.slice(1) === typed.slice(1) && !/^0/.test(typed) ? found : undefined;
}

function labelAt(view: string, at: number): number {
  const label = LABEL.exec(view.slice(Math.max(0, at - BEFORE), at))?.[0] ?? '';
  return /^[\s(,;]/.test(label) ? label.length - 1 : label.length;
}

/** Where the marks that close what a recipient stands in end, of those that it stands in. */
export function closedAt(line: string, { start, end }: Span): number {
  const open = OPEN.exec(line.slice(Math.max(0, start - BEFORE), start))?.[0][0] ?? '';
  const marks = /^\p{Cf}*/u.exec(line.slice(end))?.[0].length ?? 0;
  const close = AROUND.get(open);
  if (close === undefined || line[end + marks] !== close) return end + marks;
  return end + marks + 1 + (/^\p{Cf}*/u.exec(line.slice(end + marks + 1))?.[0].length ?? 0);
}

const listOf = (found: readonly Found[]): string => found.map(({ to }) => addressOf(to)).join(', ');

/** Options as they were typed, without the mark behind them. */
const writtenOptions = (typed: string): string =>
  typed
    .trimEnd()
    .replace(/--$/, '')
    .replace(/(?<=\S)$/, ' ');

/** The line with these recipients at its beginning, options behind them, and the rest as it was. */
function withFirst(line: string, found: readonly Found[], spec: CommandSpec): string {
  let text = '';
  let at = 0;
  for (const { span, label } of found) {
    text = joined(text, line.slice(at, Math.max(at, span.start - label)));
    at = span.end;
  }
  text = joined(text, line.slice(at)).trim();
  const list = listOf(found);
  if (text === '') return list;
  const options = readOptions(text, plainView(text), 0, spec);
  if (!options.ok) return `${list} ${text}`;
  const { at: behindOptions, mark } = options.text;
  const start = mark === null && Object.keys(options.options).length === 0 ? 0 : behindOptions;
  // It is asked whether that is when it goes.
  if (start === 0 && timeFirst(text)) return `${list} ${text}`;
  return start === 0
    ? `${list} -- ${text}`
    : `${list} ${writtenOptions(text.slice(0, start))}-- ${text.slice(start)}`;
}

/** What stood before a number and behind it, which it kept apart. */
function joined(before: string, behind: string): string {
  let start = before.replace(/\p{Cf}+$/u, '');
  let end = behind.replace(/^\p{Cf}+/u, '');
  while (OPEN.test(start) && AROUND.get(OPEN.exec(start)?.[0][0] ?? '') === end[0]) {
    start = start.replace(OPEN, '').replace(/\p{Cf}+$/u, '');
    end = end.slice(1).replace(/^\p{Cf}+/u, '');
  }
  start = start.replace(/(?<![\p{Cf} \t(<'])[\p{Cf} \t(<']+$/u, '');
  end = end.replace(/^[ \t)>]+/, '');
  if (start.trim() === '') return end.replace(/^[\s,;:.]+/, '');
  if (/[\p{P}\n]$/u.test(start) && /^[.,;:]/.test(end)) return joined(start, end.slice(1));
  return /^(?:[.,;:!?\n]|$)/.test(end) || start.endsWith('\n') ? start + end : `${start} ${end}`;
}

/** What cannot be a recipient at all: a word without a digit, # or @, or a date. */
export const belongsToText = (typed: string): boolean =>
  (typed !== '' && !/[\d#@]/.test(typed)) || beginsWithDate(typed);

/**
 * Whether a bad recipient was meant as one: what is short of digits belongs to the text, as a date does and a word with
 * figures that are no number.
 */
export function wasMeant({ typed }: BadRecipient, spec: CommandSpec, parse: ParseRecipient): boolean {
  if (/^[#+]|@/.test(typed)) return true;
  if (typed.replace(/\D/g, '').length < 7 || beginsWithDate(typed)) return false;
  return !/^(?:\p{L}{2}|№)/u.test(typed) || recipientsIn(typed, plainView(typed), spec, parse).length > 0;
}
