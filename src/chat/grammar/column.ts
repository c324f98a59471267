import { endsRecipients } from './options.ts';
import type { BadRecipient, Recipient } from './reading.ts';
import { addressOf, isWholeAddress, type ParseRecipient, recipientAt, type Span } from './recipients.ts';
import type { CommandSpec } from './spec.ts';

// A column, as it is copied from a table or a messenger: one recipient a line, perhaps with a name beside it, then the
// text. Which of its lines belong to the text is not always clear; then there is a line for each reading.

/** A column of at least two recipients, or lines that say the same in each way in which it can be read. */
export type ColumnReading =
  | { kind: 'column'; found: (Recipient | BadRecipient)[]; beside: string[]; end: number }
  | { kind: 'ambiguous'; typed: string; attempts: string[] };

interface Row {
  readonly found: readonly (Recipient | BadRecipient)[];
  /** Where the words beside them begin; null when there are none. */
  readonly wordsAt: number | null;
  /** The words are a cell of their own: a tab, a semicolon or several spaces stand before them. */
  readonly apart: boolean;
  readonly span: Span;
  /** Options or ` -- ` behind the last one end the column here. */
  readonly endedAt: number | null;
}

/** A longer row (UTF-16 units) is a sentence, no recipient with a name. */
const LONGEST_ROW = 200;
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
  const wordsOf = ({ wordsAt, span }: Row) =>
    wordsAt === null ? '' : line.slice(wordsAt, span.end).trimEnd();
  const column: ColumnReading = {
    kind: 'column',
    found,
    beside: rows.map(wordsOf).filter((words) => words !== ''),
    end,
  };
  const isLoose = (row: Row) => row.wordsAt !== null && !row.apart;
  const rest = line.slice(end).replace(/^\r?\n/, '');
  const asText = `${listed(first.found)} -- ${line.slice(first.wordsAt ?? first.span.end + 1)}`;
  const ambiguous = (attempts: string[]): ColumnReading => ({
    kind: 'ambiguous',
    typed: line.slice(last.span.start, last.span.end).trim(),
    attempts,
  });
  if (rest.trim() !== '') {
    return isLoose(first) ? ambiguous([`${listed(found)} -- ${rest}`, asText]) : column;
  }
  if (!isLoose(last)) return column;
  // A comma at the end of each row makes it a list like any other.
  const isList = rows.slice(0, -1).every(({ span }) => /[,;] *$/.test(view.slice(span.start, span.end)));
  if (isList) return null;
  if (!rows.slice(0, -1).some(isLoose)) return ambiguous([`${listed(found)} -- ${wordsOf(last)}`, asText]);
  const alone = rows.map((row) => `${listed(row.found)} -- ${wordsOf(row)}`);
  return ambiguous([asText, ...alone].slice(0, LINES));
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
  if (span.end - span.start > LONGEST_ROW) return null;
  const found: (Recipient | BadRecipient)[] = [];
  for (const { cell, apart } of cellsOf(line, span)) {
    for (let at = cell.start; at < cell.end; ) {
      if (found.length > 0 && endsRecipients(view, at, spec)) {
        return { found, wordsAt: null, apart, span, endedAt: at };
      }
      const one = recipientInRow(line, view, { start: at, end: cell.end }, span, parse);
      if (!one) {
        return found.length > 0
          ? { found, wordsAt: at, apart: apart && at === cell.start, span, endedAt: null }
          : null;
      }
      found.push(one.recipient);
      at = one.end + (/^ */.exec(view.slice(one.end, cell.end))?.[0].length ?? 0);
    }
  }
  return found.length > 0 ? { found, wordsAt: null, apart: true, span, endedAt: null } : null;
}

/** The cells of a row, and whether what stands before each sets it apart as a table would. */
function* cellsOf(line: string, span: Span): Generator<{ cell: Span; apart: boolean }> {
  const separator = /[,;|\t]|[^\S\n]{2,}/g;
  const row = line.slice(span.start, span.end);
  let start = 0;
  let apart = false;
  for (;;) {
    const match = separator.exec(row);
    const cell = row.slice(start, match?.index);
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
  if ('to' in whole && /^[+(]*\d.*\d$|@.*[\p{L}\d]$/u.test(writing) && (isRow || isWholeAddress(writing))) {
    return {
      recipient: { to: whole.to, typed: line.slice(region.start, region.end) },
      end: region.end,
    };
  }
  const one = recipientAt(view, region.start, parse);
  if (one && one.end <= region.end && isWholeAddress(view.slice(region.start, one.end))) {
    return { recipient: { to: one.to, typed: line.slice(region.start, one.end) }, end: one.end };
  }
  if ('reason' in whole && /^(?:\+[\d ().-]{4,}|[\d ().-]{10,})$/.test(writing)) {
    return {
      recipient: { typed: line.slice(region.start, region.end), ...whole },
      end: region.end,
    };
  }
  return null;
}
