import type { BadRecipient, Recipient } from './reading.ts';
import {
  addressOf,
  digitGroups,
  isWholeAddress,
  numbersAt,
  type ParseRecipient,
  type Span,
} from './recipients.ts';
import type { CommandSpec } from './spec.ts';
import { typedWords } from './typed-words.ts';

// Numbers are copied from sites, tables and messengers with what stands around them there. They are found wherever
// they stand, to offer a line that is right: never to send one that was not typed so.

/** Words before a number that say no more than that it is one. */
const LABEL = new RegExp(`(?:^|[\\s(,;])(?:${typedWords('typed-phone-label')})(?:[.:=№ ]*|:/*)$`, 'iu');
/** Digits as they are grouped, with a letter O here and there, Latin or Cyrillic, in place of a 0. */
const NUMBER = /\+?(?:00)?\(?\d(?:[\d ().\-–/]|[Oo\u041e\u043e](?!\p{L}))*(?<=[\dOo\u041e\u043e])/gu;
const ADDRESS = /(?<![^\s,;|<>()"«»:@])[^\s,;|<>()"«»:@]+@[^\s,;|<>()"«»@]+(?<=[\p{L}\d])/gu;
/** Up to four words without a number or a sentence's marks. */
const NAME = /^[^\s\d,;!?]+(?: +[^\s\d,;!?]+){0,3}$/u;
/** Lines offered at most. */
const LINES = 3;

interface Found extends Recipient {
  readonly span: Span;
}

/**
 * Lines in which the recipients that stand somewhere in this one stand first, and all its other words behind them:
 * one for all of them, then one for each.
 */
export function linesAround(line: string, view: string, spec: CommandSpec, parse: ParseRecipient): string[] {
  const found = spec.recipientKind === 'email' ? addresses(line, view, parse) : numbers(line, view, parse);
  const lines = found.length > 1 && spec.recipients === 'list' ? [withFirst(line, view, found)] : [];
  const table = lines.length > 0 ? readTable(line, view, found) : null;
  // A row's number is no part of what the others are sent.
  if (table) return [...linesOfTable(table), ...lines].slice(0, LINES);
  const single = found.slice(0, LINES - lines.length);
  return [...lines, ...single.map((one) => withFirst(line, view, [one]))];
}

/** A table with names before its recipients, as it is copied: Telegram makes a space of a tab. */
interface Table {
  readonly rows: readonly { readonly to: string; readonly name: string }[];
  /** What stands below it. */
  readonly text: string;
}

/** Reads a table of at least two rows at the beginning of the line; null when there is none. */
function readTable(line: string, view: string, found: readonly Found[]): Table | null {
  const rows: { to: string; name: string }[] = [];
  let at = 0;
  for (const { to, span } of found) {
    const newline = view.indexOf('\n', span.end);
    const end = newline < 0 ? view.length : newline;
    const name = line
      .slice(at, span.start)
      .trim()
      .replace(/[\s,;|:]+$/, '');
    if (!NAME.test(name) || !/^[\s,;|]*$/.test(view.slice(span.end, end))) break;
    rows.push({ to, name });
    at = end + 1;
  }
  return rows.length > 1 ? { rows, text: line.slice(at).trim() } : null;
}

/** What stands below goes to all; where nothing does, each row may say something of its own. */
function linesOfTable({ rows, text }: Table): string[] {
  if (text === '') return rows.map(({ to, name }) => `${addressOf(to)} -- ${name}`);
  return [`${rows.map(({ to }) => addressOf(to)).join(', ')} -- ${text}`];
}

function addresses(line: string, view: string, parse: ParseRecipient): Found[] {
  return [...view.matchAll(ADDRESS)].flatMap(({ index, 0: typed }) => {
    const parsed = parse(typed);
    const span = { start: index, end: index + typed.length };
    return 'to' in parsed ? [{ to: parsed.to, typed: line.slice(span.start, span.end), span }] : [];
  });
}

function numbers(line: string, view: string, parse: ParseRecipient): Found[] {
  return [...view.matchAll(NUMBER)].flatMap(({ index, 0: typed }) => {
    const digits = typed.replace(/[Oo\u041e\u043e]/gu, '0').replace(/^00/, ' +');
    const start = digits.startsWith(' ') ? 1 : 0;
    const best = numbersAt(digits, start, digitGroups(digits, start), parse).findLast(({ end }) =>
      isWholeAddress(digits.slice(start, end)),
    );
    if (!best) return [];
    const span = { start: index, end: index + best.end };
    return [{ to: best.to, typed: line.slice(span.start, span.end), span }];
  });
}

/** The line with these recipients at its beginning, and the rest as it was. */
function withFirst(line: string, view: string, found: readonly Found[]): string {
  let text = '';
  let at = 0;
  for (const { span } of found) {
    const label = LABEL.exec(view.slice(at, span.start));
    const end = label ? at + label.index + (/^[\s(,;]/.test(label[0]) ? 1 : 0) : span.start;
    text = joined(text, line.slice(at, end));
    at = span.end;
  }
  text = joined(text, line.slice(at)).trim();
  const list = found.map(({ to }) => addressOf(to)).join(', ');
  return text === '' ? list : `${list} -- ${text}`;
}

/** What stood before a number and behind it, which it kept apart. */
function joined(before: string, behind: string): string {
  const start = before.replace(/(?<![ \t(<])[ \t(<]+$/, '');
  const end = behind.replace(/^[ \t)>]+/, '');
  if (start.trim() === '') return end.replace(/^[\s,;:.]+/, '');
  if (/[\p{P}\n]$/u.test(start) && /^[.,;:]/.test(end)) return joined(start, end.slice(1));
  return /^(?:[.,;:!?\n]|$)/.test(end) || start.endsWith('\n') ? start + end : `${start} ${end}`;
}

/** What cannot be a recipient at all: a word without a digit, # or @. */
export const isWord = (typed: string): boolean => typed !== '' && !/[\d#@]/.test(typed);

/** Whether a bad recipient was meant as one: a word that is short of digits belongs to the text. */
export const wasMeant = ({ typed }: BadRecipient): boolean =>
  /^[#+]|@/.test(typed) || typed.replace(/\D/g, '').length >= 7;
