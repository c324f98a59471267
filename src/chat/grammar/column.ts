import { beginsWithDate } from '../times/dates.ts';
import { closedAt, recipientsIn } from './around.ts';
import { endOfWords, endsRecipients, withRest } from './options.ts';
import type { BadRecipient, Recipient } from './reading.ts';
import {
  addressOf,
  beginsNearly,
  digitGroups,
  isOne,
  isWholeAddress,
  numbersAt,
  type ParseRecipient,
  recipientAt,
  type Span,
} from './recipients.ts';
import type { CommandSpec } from './spec.ts';

// A column, as it is copied from a table or a messenger: one recipient a line, perhaps with a name beside it, then the
// text. Which of its lines belong to the text is not always clear; then there is a line for each reading.

/** A column of at least two recipients, or lines that say the same in each way in which it can be read. */
export type ColumnReading =
  | { kind: 'column'; found: (Recipient | BadRecipient)[]; beside: string[]; end: number }
  | { kind: 'ambiguous'; typed: string; attempts: string[] };

interface Row {
  readonly found: readonly (Recipient | BadRecipient)[];
  /** The words beside them; null when there are none. */
  readonly words: Span | null;
  /** The words are a cell of their own: a tab, a semicolon or several spaces stand before them. */
  readonly apart: boolean;
  readonly span: Span;
  /** Options or ` -- ` behind the last one end the column here. */
  readonly endedAt: number | null;
}

/** Longer words beside a recipient (UTF-16 units) are a text, no name. */
const LONGEST_WORDS = 200;
/** Lines that are offered where each row says something of its own. */
const LINES = 3;

/** Reads a column at the beginning of the line; null when there is none. */
export function readColumn(
  line: string,
  view: string,
  spec: CommandSpec,
  parse: ParseRecipient,
): ColumnReading | null {
  const rows: Row[] = [];
  let end = 0;
  for (const span of rowsOf(view)) {
    if (isBlank(view, span)) continue;
    const row = readRow(line, view, span, spec, parse);
    if (!row) break;
    rows.push(row);
    end = row.endedAt ?? span.end;
    if (row.endedAt !== null) break;
  }
  const [first] = rows;
  const last = rows.at(-1);
  if (!first || !last || rows.length < 2) return null;
  const found = rows.flatMap((row) => row.found);
  const numbersIn = ({ start, end }: Span) =>
    recipientsIn(line.slice(start, end), view.slice(start, end), spec, parse);
  const wordsOf = ({ words }: Row) => (words === null ? '' : line.slice(words.start, words.end).trimEnd());
  const column: ColumnReading = {
    kind: 'column',
    found,
    beside: rows.map(wordsOf).filter((words) => words !== ''),
    end,
  };
  const isLoose = (row: Row) => row.words !== null && !row.apart;
  const rest = line.slice(end).replace(/^\r?\n/, '');
  const withBehind = (recipients: string) => `${recipients}${last.endedAt === null ? '\n' : ' '}${rest}`;
  const asText = `${listed(first.found)} -- ${line.slice(first.words?.start ?? first.span.end + 1)}`;
  const ambiguous = (attempts: string[]): ColumnReading => ({
    kind: 'ambiguous',
    typed: line.slice(last.span.start, last.span.end).trim(),
    attempts,
  });
  if (rows.some(({ words }) => words !== null && numbersIn(words).length > 0)) {
    // Where nobody is known yet, that is to be mended first.
    if (found.every((one) => 'reason' in one)) return column;
    // Words with numbers in them are no names: a row holds several recipients, or it is the text's.
    const all = numbersIn({ start: 0, end });
    const words = rest.trim() === '' ? last.words : null;
    if (!words) return ambiguous([withBehind(listed(all)), asText]);
    const outside = all.filter(({ span }) => span.end <= words.start);
    const text = line.slice(Math.max(...all.map(({ span }) => closedAt(line, span)))).replace(/^[\s,;]+/, '');
    return ambiguous([`${listed(outside)} -- ${wordsOf(last)}`, withRest(listed(all), text, spec), asText]);
  }
  if (rest.trim() !== '') {
    return isLoose(first) ? ambiguous([withBehind(listed(found)), asText]) : column;
  }
  const others = rows.slice(0, -1);
  // Where no other row has words, a cell of the last one may be the text, however far apart it stands.
  if (last.words === null || (last.apart && others.some(({ words }) => words !== null))) return column;
  // A comma at the end of each row makes it a list like any other.
  const isList = others.every(
    ({ words, span }) => words === null && /[,;] *$/.test(view.slice(span.start, span.end)),
  );
  if (isList) return null;
  if (!others.some(isLoose)) return ambiguous([`${listed(found)} -- ${wordsOf(last)}`, asText]);
  if (found.some((one) => 'reason' in one)) return ambiguous([asText]);
  const alone = rows.map((row) => `${listed(row.found)} -- ${wordsOf(row)}`);
  return ambiguous([...alone.slice(0, LINES - 1), asText]);
}

function* rowsOf(view: string): Generator<Span> {
  for (let start = 0; start < view.length; ) {
    const found = view.indexOf('\n', start);
    const end = found < 0 ? view.length : found;
    yield { start, end };
    start = end + 1;
  }
}

const isBlank = (view: string, { start, end }: Span): boolean => view.slice(start, end).trim() === '';

const listed = (found: readonly (Recipient | BadRecipient)[]): string =>
  found.map((one) => ('to' in one ? addressOf(one.to) : one.typed)).join(', ');

/** One row; null when it does not begin with a recipient. */
function readRow(
  line: string,
  view: string,
  span: Span,
  spec: CommandSpec,
  parse: ParseRecipient,
): Row | null {
  const found: (Recipient | BadRecipient)[] = [];
  const endedAt = endOfWords(view, span, spec);
  const row = { start: span.start, end: endedAt ?? span.end };
  for (const { cell, apart } of cellsOf(line, view, row)) {
    for (let at = cell.start; at < cell.end; ) {
      if (found.length > 0 && endsRecipients(view, at, spec)) {
        return { found, words: null, apart, span, endedAt: at };
      }
      const one = recipientInRow(line, view, { start: at, end: cell.end }, span, parse);
      if (!one) {
        if (found.length === 0 || row.end - at > LONGEST_WORDS) return null;
        const words = { start: at, end: row.end };
        return { found, words, apart: apart && at === cell.start, span, endedAt };
      }
      found.push(one.recipient);
      at = one.end + (/^ */.exec(view.slice(one.end, cell.end))?.[0].length ?? 0);
    }
  }
  return found.length > 0 ? { found, words: null, apart: true, span, endedAt } : null;
}

/** The cells of a row, and whether what stands before each sets it apart as a table would. */
function* cellsOf(line: string, view: string, span: Span): Generator<{ cell: Span; apart: boolean }> {
  const separator = /[,;|\t]|[^\S\n]{2,}/g;
  const row = line.slice(span.start, span.end);
  let start = 0;
  let apart = false;
  for (;;) {
    const match = separator.exec(row);
    const cell = view.slice(span.start + start, match ? span.start + match.index : span.end);
    const words = cell.trim();
    if (words !== '') {
      const at = span.start + start + cell.indexOf(words);
      yield { cell: { start: at, end: at + words.length }, apart };
      apart = false;
    }
    if (!match) return;
    apart ||= match[0] !== ',';
    start = match.index + match[0].length;
  }
}

/** A recipient at the beginning of a region of a row; one that fills the region may be a bad one. */
function recipientInRow(
  line: string,
  view: string,
  region: Span,
  row: Span,
  parse: ParseRecipient,
): { recipient: Recipient | BadRecipient; end: number } | null {
  const writing = view.slice(region.start, region.end);
  const whole = parse(writing);
  // A few digits are an amount or a code, unless nothing else stands in the row.
  const isRow = writing === view.slice(row.start, row.end).trim();
  const isSure = writing.includes('@') || isOne(region, view, parse);
  if (
    'to' in whole &&
    isSure &&
    /^[+(]*\d|@.*[\p{L}\d]$/u.test(writing) &&
    (isRow || isWholeAddress(writing))
  ) {
    return {
      recipient: { to: whole.to, typed: line.slice(region.start, region.end) },
      end: region.end,
    };
  }
  const one = recipientAt(view, region.start, parse);
  if (one && one.end <= region.end && isWholeAddress(view.slice(region.start, one.end))) {
    return { recipient: { to: one.to, typed: line.slice(region.start, one.end) }, end: one.end };
  }
  // Which of several numbers begins here is a question, and no mistyped one.
  const groups = digitGroups(view, region.start);
  if (numbersAt(view, region.start, groups, parse).length > 1) return null;
  if ('reason' in whole && !beginsWithDate(writing) && /^\+?(?:[ ().-]*\d){7,15}[ ().-]*$/.test(writing)) {
    return {
      recipient: { typed: line.slice(region.start, region.end), ...whole },
      end: region.end,
    };
  }
  // With a digit too few or too many it is nobody's number, and the words beside it are no text for the others.
  const end = groups.at(-1)?.end ?? region.start;
  const nearly = view.slice(region.start, end);
  const why = parse(nearly);
  return end < region.end && 'reason' in why && isWholeAddress(nearly) && beginsNearly(nearly, parse)
    ? { recipient: { typed: line.slice(region.start, end), ...why }, end }
    : null;
}
