/** What a file may hold at most, and what reading it may take. */
export const LIMITS = {
  /** Bytes that Telegram hands to a bot (Bot API, getFile). */
  bytes: 20 * 1024 * 1024,
  /** Rows with anything in them, in the sheet that is read. */
  rows: 1_000_000,
  columns: 1_000,
  /** UTF-16 units in a cell: Excel's own limit. */
  cell: 32_767,
  /** Files in a workbook's zip, which has some dozens. */
  entries: 10_000,
  /** Bytes that a workbook's zip says it unpacks to. */
  unpacked: 300 * 1024 * 1024,
  /** UTF-16 units of the strings that a workbook's cells share, and eight for each: all are kept while it is read. */
  strings: 32 * 1024 * 1024,
} as const;

/** What is no table that can be read, by what it is. */
export type ForeignFormat =
  /** Excel 97 to 2003, or any other document of that time. */
  | 'xls'
  | 'xlsb'
  | 'opendocument'
  | 'numbers'
  | 'document'
  | 'pdf'
  | 'image'
  /** A page or an XML file that a program named .xls. */
  | 'markup'
  | 'json'
  /** Tables of the time before Excel's own (.slk, .dif), and of databases (.dbf), as 1C and banks still write them. */
  | 'sylk'
  | 'dif'
  | 'dbf'
  | 'archive'
  | 'unknown';

/** Why a file is not read, as data: the words are the chat's. A `row` is numbered as spreadsheets do, from 1. */
export type Refusal =
  | { readonly kind: 'foreign'; readonly format: ForeignFormat }
  /** A workbook behind a password. */
  | { readonly kind: 'encrypted' }
  /** Nothing stands in it, or only in hidden sheets. */
  | { readonly kind: 'empty'; readonly hiddenSheets: readonly string[] }
  | { readonly kind: 'no-sheet'; readonly sheet: string }
  | {
      readonly kind: 'limit';
      readonly limit: keyof typeof LIMITS;
      readonly most: number;
      readonly row?: number;
    }
  /** A quote that opens in this row is closed nowhere, or too late. */
  | { readonly kind: 'open-quote'; readonly row: number }
  /** A part of a workbook is cut off, not what it is said to be, or larger than its zip says. */
  | { readonly kind: 'damaged'; readonly part: string }
  /** Reading it took more memory or time than it may. */
  | { readonly kind: 'too-costly'; readonly over: 'memory' | 'time' };

/** A file that is not read, or not to its end. */
export class TableRefused extends Error {
  override name = 'TableRefused';
  readonly refusal: Refusal;

  constructor(refusal: Refusal, options?: ErrorOptions) {
    super(`the table is refused: ${JSON.stringify(refusal)}`, options);
    this.refusal = refusal;
  }
}

/** Throws where there is more of something than may be. */
export function within(limit: keyof typeof LIMITS, count: number, row?: number): void {
  const most = LIMITS[limit];
  if (count > most) throw new TableRefused({ kind: 'limit', limit, most, ...(row !== undefined && { row }) });
}
