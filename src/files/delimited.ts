import { pipeline, Readable } from 'node:stream';
import { CsvError, type Options, parse } from 'csv-parse';
import { parse as parseAtOnce } from 'csv-parse/sync';
import type { Encoding } from './encoding.ts';
import { TableRefused, within } from './refusal.ts';
import { type Row, trimmed } from './row.ts';
import { findSeparator, listInLine, withinWrapping } from './separator.ts';
import { textOf } from './text.ts';

/** Characters of a file by which its separator is found. */
const SAMPLE = 64 * 1024;
/** UTF-16 units of a record: a longer one is a quote that is left open, or all of a list in one line. */
const RECORD = 1024 * 1024;
/** Stands in no text: for rows of a single cell. */
const NO_SEPARATOR = '\x1f';
/** How Excel is told in a CSV file that a cell is text. */
const AS_TEXT = /^="(.*)"$/s;

/** Rows of a table of plain text, as they are asked for. */
export interface DelimitedRows {
  /** Null when each row has only one cell. */
  readonly separator: string | null;
  readonly rows: AsyncGenerator<Row>;
}

/** A record of csv-parse's, and how it stood in the file. */
interface RawRecord {
  readonly record: string[];
  readonly raw: string;
}

/** Reads CSV, TSV, or lines of text (RFC 4180, and what Excel, LibreOffice and 1C make of it). */
export async function delimitedRows(path: string, encoding: Encoding): Promise<DelimitedRows> {
  const text = textOf(path, encoding);
  let sample = '';
  while (sample.length < SAMPLE) {
    const { done, value } = await text.next();
    if (done) break;
    sample += value;
  }
  const isWhole = sample.length < SAMPLE;
  const list = isWhole ? listInLine(sample) : null;
  if (list !== null) {
    return { separator: null, rows: rowsOf(behind(list, text), { delimiter: NO_SEPARATOR }) };
  }
  const lastLine = Math.max(sample.lastIndexOf('\n'), sample.lastIndexOf('\r'));
  const { separator, start, isWrapped } = findSeparator(
    isWhole || lastLine < 0 ? sample : sample.slice(0, lastLine),
  );
  const delimiter = separator ?? NO_SEPARATOR;
  const trim = separator !== null && isQuotedBehindSpaces(sample.slice(start), separator);
  return { separator, rows: rowsOf(behind(sample.slice(start), text), { delimiter, trim, isWrapped }) };
}

/** Whether cells in quotes stand behind a separator and a space, as people write lists: else each quote would be a part of its cell. */
const isQuotedBehindSpaces = (sample: string, separator: string): boolean =>
  sample
    .replace(/"(?:[^"]|"")*"/g, '""')
    .split(/[\r\n]/)
    .some((line) =>
      line
        .split(separator)
        .slice(1)
        .some((cell) => /^ +"" *$/.test(cell)),
    );

async function* behind(sample: string, text: AsyncIterable<string>): AsyncGenerator<string> {
  yield sample;
  yield* text;
}

const optionsFor = (delimiter: string, trim = false): Options => ({
  delimiter,
  record_delimiter: ['\r\n', '\n', '\r'],
  relax_column_count: true,
  relax_quotes: true,
  trim,
  max_record_size: RECORD,
});

const cellsIn = (line: string, options: Options): string[] =>
  (parseAtOnce(line, options) as string[][])[0] ?? [];

/** The cells of one line, which stands by itself. */
export const cellsOfLine = (line: string, separator: string): readonly string[] =>
  trimmed(cellsIn(line, optionsFor(separator)).map(cellOf));

async function* rowsOf(
  text: AsyncIterable<string>,
  {
    delimiter,
    trim = false,
    isWrapped = false,
  }: { readonly delimiter: string; readonly trim?: boolean; readonly isWrapped?: boolean },
): AsyncGenerator<Row> {
  const options = optionsFor(delimiter, trim);
  const parser = parse({ ...options, raw: true });
  /** The cells of a line that stands in quotes as a whole. */
  const cellsWithin = (raw: string): string[] | null => {
    const line = isWrapped ? withinWrapping(raw) : null;
    return line?.includes(delimiter) ? cellsIn(line, options) : null;
  };
  let hasQuote = false;
  async function* looked(): AsyncGenerator<string> {
    for await (const some of text) {
      hasQuote ||= some.includes('"');
      yield some;
    }
  }
  // What goes wrong comes out of the iteration.
  const records = pipeline(Readable.from(looked(), { objectMode: false }), parser, () => {});
  let row = 0;
  try {
    for await (const { record, raw } of records as AsyncIterable<RawRecord>) {
      row += 1;
      const inside = cellsWithin(raw);
      if (!inside && record.some((cell) => wasLeftOpen(cell, raw))) {
        throw new TableRefused({ kind: 'open-quote', row });
      }
      const line = (inside ?? record).map(cellOf);
      const cells = trimmed(line);
      if (cells.length === 0) continue;
      within('columns', cells.length, row);
      within('cell', Math.max(...cells.map(({ length }) => length)), row);
      yield { row, cells, hidden: false, ...(line.length > cells.length && { width: line.length }) };
    }
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    // Some rows before it are lost in the stream.
    const at = Number(error.records) + 1;
    if (error.code === 'CSV_MAX_RECORD_SIZE' && !hasQuote) {
      within('columns', Number(error.index), at);
      within('cell', RECORD, at);
    }
    // No other error is left by these options.
    throw new TableRefused({ kind: 'open-quote', row: at }, { cause: error });
  }
}

/**
 * Whether a quote before this cell was closed only by one that another cell, in a line below, began with. The parser
 * then hands out all that stood between as it was; a cell that was closed rightly can be put back as it stood.
 */
const wasLeftOpen = (cell: string, raw: string): boolean =>
  /^"[\s\S]*[\r\n]/.test(cell) && !raw.includes(`"${cell.replaceAll('"', '""')}"`);

/** A number as spreadsheets write it into text, perhaps with a currency. */
const NUMBER = /^[^\d\p{L}]{0,3}\d{1,3}(?:[\u00a0\u202f]\d{3})+(?:[.,]\d+)?\D{0,6}$/u;

function cellOf(typed: string): string {
  const cell = (AS_TEXT.exec(typed)?.[1] ?? typed).replace(/\r\n?/g, '\n').replaceAll('\0', '');
  // As in a workbook: a no-break space would make a text of Latin letters go in another alphabet.
  return NUMBER.test(cell) ? cell.replace(/[\u00a0\u202f]/g, ' ') : cell;
}
