import { promisify } from 'node:util';
import { constants, crc32, deflateRaw, deflateRawSync } from 'node:zlib';
import { lettersOf } from '../columns.ts';

/*
 * A workbook of one sheet (ECMA-376, part 1, 18), written in pieces that nobody has to keep: what was written so far is
 * told by a few numbers. Strings stand in their cells, so that no cell is a formula, whatever it begins with.
 */

/** What stands in a cell; an amount, with a point before its decimals, is a number that can be added up. */
export type Cell = string | { readonly amount: string };

/** How far the sheet of a workbook is written, in bytes, and in rows. */
export interface Written {
  readonly rows: number;
  readonly crc: number;
  readonly packed: number;
  readonly unpacked: number;
}

/** What a sheet is called, and how wide its columns are (characters). */
export interface Sheet {
  readonly name: string;
  readonly widths: readonly number[];
}

const SHEET = 'xl/worksheets/sheet1.xml';
const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const RELATIONS = 'http://schemas.openxmlformats.org/package/2006/relationships';
const OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const TYPE = 'application/vnd.openxmlformats-officedocument.spreadsheetml';
const XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
/** Excel takes no more (UTF-16 units): ECMA-376 leaves it open. */
const CELL_LENGTH = 32_767;
const NAME_LENGTH = 31;
/** The style of the header, in `cellXfs`. */
const BOLD = 1;

/** Characters that XML 1.0 has not (2.2), halves of pairs among them; and U+FFFD in their place. */
const NO_XML = /[^\t\n\r\u{20}-\u{d7ff}\u{e000}-\u{fffd}\u{10000}-\u{10ffff}]/gu;

/** What stands in XML as it is: nearly all that is written. */
const HARMLESS = /^[\t\n !#-%'-;=?-^`-\ud7ff\ue000-\ufffd]*$/;

const escaped = (text: string): string => (HARMLESS.test(text) ? text : spelled(text));

const spelled = (text: string): string =>
  text
    .replace(NO_XML, '\ufffd')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    // An XML parser makes a line feed of it; and so written it stands for a character (18.3.1.96, ST_Xstring).
    .replaceAll('\r', '&#13;')
    .replace(/_(?=x[\dA-Fa-f]{4}_)/g, '_x005F_');

function cellXml(cell: Cell, at: string, style: number): string {
  const styled = style === 0 ? '' : ` s="${style}"`;
  if (typeof cell !== 'string') return `<c r="${at}"${styled}><v>${cell.amount}</v></c>`;
  if (cell === '') return '';
  const text = escaped(cell.slice(0, CELL_LENGTH));
  return `<c r="${at}"${styled} t="inlineStr"><is><t xml:space="preserve">${text}</t></is></c>`;
}

const rowXml = (cells: readonly Cell[], row: number): string =>
  `<row r="${row}">${cells
    .map((cell, column) => cellXml(cell, `${lettersOf(column)}${row}`, row === 1 ? BOLD : 0))
    .join('')}</row>`;

const columnXml = (width: number, at: number): string =>
  `<col min="${at + 1}" max="${at + 1}" width="${width}" customWidth="1"/>`;

/** What stands in the sheet before its rows: the first of them stays in sight. */
const openingXml = ({ widths }: Sheet): string =>
  `${XML}<worksheet xmlns="${MAIN}"><sheetViews><sheetView workbookViewId="0">` +
  '<pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews>' +
  `<cols>${widths.map(columnXml).join('')}</cols><sheetData>`;

/** What stands behind them: numbers of phones are texts, and meant to be. */
const closingXml = ({ widths }: Sheet, { rows }: Written): string =>
  `</sheetData><ignoredErrors><ignoredError sqref="A1:${lettersOf(widths.length - 1)}${rows}" ` +
  'numberStoredAsText="1"/></ignoredErrors></worksheet>';

/** Signs that the name of a sheet must not have (Excel). */
const nameOf = (name: string): string => escaped(name.replace(/[[\]:*?/\\]/g, ' ').slice(0, NAME_LENGTH));

/** The other files of a workbook. */
const partsOf = (sheet: Sheet): readonly (readonly [name: string, xml: string])[] => [
  [
    '[Content_Types].xml',
    `${XML}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">` +
      '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>' +
      `<Override PartName="/xl/workbook.xml" ContentType="${TYPE}.sheet.main+xml"/>` +
      `<Override PartName="/xl/styles.xml" ContentType="${TYPE}.styles+xml"/>` +
      `<Override PartName="/${SHEET}" ContentType="${TYPE}.worksheet+xml"/></Types>`,
  ],
  [
    '_rels/.rels',
    `${XML}<Relationships xmlns="${RELATIONS}"><Relationship Id="rId1" Type="${OFFICE}/officeDocument" ` +
      'Target="xl/workbook.xml"/></Relationships>',
  ],
  [
    'xl/workbook.xml',
    `${XML}<workbook xmlns="${MAIN}" xmlns:r="${OFFICE}"><sheets>` +
      `<sheet name="${nameOf(sheet.name)}" sheetId="1" r:id="rId1"/></sheets></workbook>`,
  ],
  [
    'xl/_rels/workbook.xml.rels',
    `${XML}<Relationships xmlns="${RELATIONS}">` +
      `<Relationship Id="rId1" Type="${OFFICE}/worksheet" Target="worksheets/sheet1.xml"/>` +
      `<Relationship Id="rId2" Type="${OFFICE}/styles" Target="styles.xml"/></Relationships>`,
  ],
  [
    'xl/styles.xml',
    `${XML}<styleSheet xmlns="${MAIN}"><fonts count="2"><font><sz val="11"/><name val="Calibri"/></font>` +
      '<font><b/><sz val="11"/><name val="Calibri"/></font></fonts>' +
      '<fills count="2"><fill><patternFill patternType="none"/></fill>' +
      '<fill><patternFill patternType="gray125"/></fill></fills>' +
      '<borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders>' +
      '<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>' +
      '<cellXfs count="2"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/>' +
      '<xf numFmtId="0" fontId="1" fillId="0" borderId="0" xfId="0" applyFont="1"/></cellXfs></styleSheet>',
  ],
];

const number = (value: number, bytes: 2 | 4): Buffer => {
  const buffer = Buffer.alloc(bytes);
  buffer.writeUIntLE(value, 0, bytes);
  return buffer;
};

/** Flags of a zip's file (APPNOTE.TXT 4.4.4): its name is UTF-8; its sizes stand behind it. */
const UTF8 = 0x800;
const SIZES_BEHIND = 0x8;
/** 1 January 1980: a workbook is the same whenever it is written. */
const DATE = 0x21;

/** A file of the zip, as its directory has it. */
interface Entry {
  readonly name: string;
  readonly crc: number;
  readonly packed: number;
  readonly unpacked: number;
}

const sizesOf = ({ crc, packed, unpacked }: Entry): Buffer =>
  Buffer.concat([number(crc, 4), number(packed, 4), number(unpacked, 4)]);

/** What the header of a file and its line in the directory have in common (APPNOTE.TXT 4.3.7, 4.3.12). */
function headerOf(entry: Entry, sizes: Buffer): Buffer {
  const flags = entry.name === SHEET ? UTF8 | SIZES_BEHIND : UTF8;
  const fixed = [number(20, 2), number(flags, 2), number(8, 2), number(0, 2), number(DATE, 2)];
  return Buffer.concat([...fixed, sizes, number(Buffer.byteLength(entry.name), 2), number(0, 2)]);
}

const packedParts = (sheet: Sheet): (Entry & { readonly bytes: Buffer })[] =>
  partsOf(sheet).map(([name, xml]) => {
    const bytes = deflateRawSync(xml);
    const unpacked = Buffer.byteLength(xml);
    return { name, bytes, crc: crc32(xml), packed: bytes.length, unpacked };
  });

const localHeader = (entry: Entry, sizes = sizesOf(entry)): Buffer =>
  Buffer.concat([Buffer.from('PK\x03\x04'), headerOf(entry, sizes), Buffer.from(entry.name)]);

/** What has been said of the sheet is packed by itself: pieces of deflate that end at a byte are one behind another. */
const BY_ITSELF = { finishFlush: constants.Z_SYNC_FLUSH };

/** In a thread: it takes as long as all else that is done for a file. */
const packedAside = promisify<Buffer, typeof BY_ITSELF, Buffer>(deflateRaw);

/** How far it is written with these bytes, which were packed to so many. */
const writtenWith = (was: Written, xml: Buffer, packed: number, rows = 0): Written => ({
  rows: was.rows + rows,
  crc: crc32(xml, was.crc),
  packed: was.packed + packed,
  unpacked: was.unpacked + xml.length,
});

function packed(text: string, was: Written): WrittenPiece {
  const xml = Buffer.from(text);
  const bytes = deflateRawSync(xml, BY_ITSELF);
  return { bytes, written: writtenWith(was, xml, bytes.length) };
}

/** Bytes of a workbook, and how far it is written with them. */
export interface WrittenPiece {
  readonly bytes: Buffer;
  readonly written: Written;
}

/** The beginning of a workbook, which has no rows yet: the first that comes is its header. */
export function beginWorkbook(sheet: Sheet): WrittenPiece {
  const parts = packedParts(sheet).map((entry) => Buffer.concat([localHeader(entry), entry.bytes]));
  const opening = packed(openingXml(sheet), { rows: 0, crc: 0, packed: 0, unpacked: 0 });
  const own = { name: SHEET, crc: 0, packed: 0, unpacked: 0 };
  return {
    bytes: Buffer.concat([...parts, localHeader(own, Buffer.alloc(12)), opening.bytes]),
    written: opening.written,
  };
}

/** More of its rows. */
export async function writeRows(rows: readonly (readonly Cell[])[], was: Written): Promise<WrittenPiece> {
  const xml = Buffer.from(rows.map((row, nth) => rowXml(row, was.rows + nth + 1)).join(''));
  const bytes = await packedAside(xml, BY_ITSELF);
  return { bytes, written: writtenWith(was, xml, bytes.length, rows.length) };
}

/** The end of a workbook. */
export function endWorkbook(sheet: Sheet, was: Written): Buffer {
  const closing = packed(closingXml(sheet, was), was);
  const last = deflateRawSync(Buffer.alloc(0));
  const { crc, unpacked } = closing.written;
  const own = { name: SHEET, crc, packed: closing.written.packed + last.length, unpacked };
  const behind = Buffer.concat([Buffer.from('PK\x07\x08'), sizesOf(own)]);
  const lines: Buffer[] = [];
  let at = 0;
  for (const entry of [...packedParts(sheet), own]) {
    const place = Buffer.concat([Buffer.alloc(10), number(at, 4), Buffer.from(entry.name)]);
    lines.push(Buffer.from('PK\x01\x02'), number(20, 2), headerOf(entry, sizesOf(entry)), place);
    at += localHeader(entry).length + entry.packed + (entry.name === SHEET ? behind.length : 0);
  }
  const directory = Buffer.concat(lines);
  const count = partsOf(sheet).length + 1;
  const counts = [number(0, 4), number(count, 2), number(count, 2), number(directory.length, 4)];
  const end = [Buffer.from('PK\x05\x06'), ...counts, number(at, 4), number(0, 2)];
  return Buffer.concat([closing.bytes, last, behind, directory, ...end]);
}
