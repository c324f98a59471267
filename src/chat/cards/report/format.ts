import { z } from 'zod';
import { beginWorkbook, type Cell, endWorkbook, type Sheet, writeRows } from '../../../files/xlsx/writing.ts';
import { BYTE_ORDER_MARK, csvDecimal, csvLines } from '../../csv.ts';
import type { Locale } from '../../locale.ts';

/** What a report may be. */
export const FORMATS = ['csv', 'xlsx'] as const;
export type Format = (typeof FORMATS)[number];

/** How far a workbook is written: see Written of src/files. */
export const written = z.object({
  rows: z.number(),
  crc: z.number(),
  packed: z.number(),
  unpacked: z.number(),
});
type Written = z.infer<typeof written>;

/** A piece of a file. `written` is what the next one goes on from; null: it needs to know nothing. */
interface FilePiece {
  readonly bytes: Buffer;
  readonly written: Written | null;
}

/** What a piece of a file is made of. */
interface PieceOfTable {
  readonly header: readonly string[];
  readonly rows: readonly (readonly Cell[])[];
  /** The header goes before its rows. */
  readonly isFirst: boolean;
  readonly isLast: boolean;
  readonly written: Written | null;
}

const csvPiece = (locale: Locale, { header, rows, isFirst }: PieceOfTable): FilePiece => {
  const point = csvDecimal('.', locale);
  const cell = (one: Cell) => (typeof one === 'string' ? one : one.amount.replace('.', point));
  const text = csvLines(
    rows.map((row) => row.map(cell)),
    locale,
  );
  const bytes = Buffer.from(isFirst ? BYTE_ORDER_MARK + csvLines([header], locale) + text : text);
  return { bytes, written: null };
};

/** Characters of a column: as wide as what it is called, and an operator's name can be read. */
const WIDTHS = [12, 40] as const;

const widthOf = (name: string): number => Math.min(Math.max(name.length + 2, WIDTHS[0]), WIDTHS[1]);

async function workbookPiece(
  name: string,
  { header, rows, isLast, written: was }: PieceOfTable,
): Promise<FilePiece> {
  const sheet: Sheet = { name, widths: header.map(widthOf) };
  const before = was === null ? beginWorkbook(sheet) : { bytes: Buffer.alloc(0), written: was };
  const more = await writeRows(was === null ? [header, ...rows] : rows, before.written);
  const end = isLast ? endWorkbook(sheet, more.written) : Buffer.alloc(0);
  return { bytes: Buffer.concat([before.bytes, more.bytes, end]), written: more.written };
}

/** A piece of a file in a format. */
export const pieceOf = async (
  format: Format,
  name: string,
  locale: Locale,
  piece: PieceOfTable,
): Promise<FilePiece> => (format === 'csv' ? csvPiece(locale, piece) : workbookPiece(name, piece));
