import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { type Encoding, type FoundEncoding, findEncoding, type OfWindows } from './encoding.ts';
import { formatOf } from './format.ts';
import { sampleOf } from './layout.ts';
import { TableRefused, within } from './refusal.ts';
import { counted, type Row, withFirst } from './row.ts';
import { separatorWithin } from './separator.ts';
import type { CardColumns } from './vcard.ts';
import type { SheetName, WorkbookOptions } from './xlsx/rows.ts';

/** What was found out about a table besides its rows. */
export type TableAbout =
  | {
      readonly kind: 'text';
      readonly encoding: FoundEncoding;
      /** Null when each row has only one cell. */
      readonly separator: string | null;
    }
  | { readonly kind: 'workbook'; readonly sheet: string; readonly sheets: readonly SheetName[] }
  /** Contacts, each a row. */
  | { readonly kind: 'contacts' };

export interface TableOptions extends WorkbookOptions {
  /** Read a table of plain text in this one, instead of the one that is found. */
  readonly encoding?: Encoding | undefined;
  /** In which of Windows' it is likelier written, where nothing tells. */
  readonly usual?: OfWindows | undefined;
  /** Rows up to this one are passed over. */
  readonly after?: number | undefined;
  /** What the columns of contacts are called, which have no names of their own. */
  readonly columns: CardColumns;
}

/** A table whose rows are read as they are asked for. */
export interface Table extends AsyncDisposable {
  readonly about: TableAbout;
  /** To be gone through once. Throws {@link TableRefused} where the file turns out to be no good further on. */
  readonly rows: AsyncIterable<Row>;
}

/** Opens the table in a file, whatever the file is called. Throws {@link TableRefused}. */
export async function readTable(path: string, options: TableOptions): Promise<Table> {
  within('bytes', (await stat(path)).size);
  const { rows, ...opened } = await READ[await formatOf(path)](path, options);
  return { ...opened, rows: counted(rows, options.after ?? 0) };
}

async function workbookTable(path: string, options: TableOptions): Promise<Table> {
  // What a table of plain text does without would take 20 MB.
  const { workbookRows } = await import('./xlsx/rows.ts');
  const { sheet, sheets, rows: written, [Symbol.asyncDispose]: dispose } = await workbookRows(path, options);
  const rows = apart(written);
  return {
    about: { kind: 'workbook', sheet, sheets },
    rows,
    async [Symbol.asyncDispose]() {
      await rows.return(undefined);
      await dispose();
    },
  };
}

/** Rows, each of its cells by itself where a sheet has the lines of a file of plain text in its first column. */
async function* apart(all: AsyncIterable<Row>): AsyncGenerator<Row> {
  const { sample, rows } = await sampleOf(all);
  const separator = sample.every(({ cells }) => cells.length === 1)
    ? separatorWithin(sample.map(({ cells: [line = ''] }) => line))
    : null;
  if (separator === null) {
    yield* rows;
    return;
  }
  const { cellsOfLine } = await import('./delimited.ts');
  for await (const row of rows) {
    const [line = '', ...others] = row.cells;
    yield { ...row, cells: [...cellsOfLine(line, separator), ...others] };
  }
}

const READ = { zip: workbookTable, text: textTable, vcard: contactsTable };

async function contactsTable(path: string, { columns, usual }: TableOptions): Promise<Table> {
  const { encoding } = await encodingOf(path, usual);
  const { cardRows } = await import('./vcard.ts');
  const rows = cardRows(path, encoding, columns);
  return {
    about: { kind: 'contacts' },
    rows,
    [Symbol.asyncDispose]: async () => void (await rows.return(undefined)),
  };
}

async function encodingOf(path: string, usual: OfWindows | undefined): Promise<FoundEncoding> {
  const found = await findEncoding(createReadStream(path, { start: 0 }), usual);
  if (!found) throw new TableRefused({ kind: 'foreign', format: 'unknown' });
  return found;
}

async function textTable(path: string, { encoding: wanted, usual }: TableOptions): Promise<Table> {
  const found = await encodingOf(path, usual);
  const encoding = wanted === undefined ? found : chosen(wanted, found);
  const { delimitedRows } = await import('./delimited.ts');
  const { separator, rows } = await delimitedRows(path, encoding.encoding);
  const first = await rows.next();
  if (first.done) throw new TableRefused({ kind: 'empty', hiddenSheets: [] });
  return {
    about: { kind: 'text', encoding, separator },
    rows: withFirst(first.value, rows),
    [Symbol.asyncDispose]: async () => void (await rows.return(undefined)),
  };
}

const chosen = (encoding: Encoding, found: FoundEncoding): FoundEncoding => ({
  encoding,
  certainty: 'certain',
  others: [found.encoding, ...found.others].filter((other) => other !== encoding),
});
