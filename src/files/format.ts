import { open, readFile } from 'node:fs/promises';
import { type ForeignFormat, TableRefused } from './refusal.ts';

/** What files of one kind begin with. */
const SIGNATURES: readonly (readonly [format: ForeignFormat, starts: readonly string[]])[] = [
  ['pdf', ['%PDF-']],
  ['image', ['\x89PNG', '\xff\xd8\xff', 'GIF8', 'II*\0', 'MM\0*']],
  ['archive', ['\x1f\x8b', 'Rar!', '7z\xbc\xaf', 'BZh', '\xfd7zXZ', '\x28\xb5\x2f\xfd']],
  ['document', ['{\\rtf']],
];
/** Where the signature stands behind a length. */
const IMAGE = /^(?:RIFF.{4}WEBP|.{4}ftyp(?:heic|heix|mif1|avif)|BM.{4}\0{4})/s;
/** Kinds of dBase and FoxPro. */
const DBASE = [0x03, 0x30, 0x83, 0x8b, 0xf5];
/** What text of one kind begins with, behind a byte order mark perhaps. */
const WORDS: readonly (readonly [format: ForeignFormat | 'vcard', start: RegExp])[] = [
  ['vcard', /^BEGIN:VCARD\s/i],
  // A page, an XML file, or a page with its pictures as browsers and old reports save it (RFC 2557).
  ['markup', /^<(?:\?xml|!doctype|html|head|body|table|meta|style|!--)|^MIME-Version:/i],
  ['json', /^(?:\[\s*)?\{\s*"/],
  // Of a table whose first column is called ID the second line tells.
  ['sylk', /^ID;P[^\n]*\n(?:[BFOP];|C;[A-Z]|N[NEU];)/],
  ['dif', /^TABLE\r?\n0,1\r?\n/],
];
const MARK = /^(?:\xef\xbb\xbf|\xff\xfe|\xfe\xff)?\s*/;
/** Compound File Binary, of Excel 97 to 2003, and of a workbook behind a password. */
const COMPOUND = '\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1';
/** A file's header, and the directory of a zip without files. */
const ZIP = ['PK\x03\x04', 'PK\x05\x06'];
/** The name, in UTF-16, of the stream that an encrypted workbook is in ([MS-OFFCRYPTO] 2.3.4.4). */
const ENCRYPTED = Buffer.from('EncryptedPackage', 'utf16le');
/** Those of a letter of Word and of slides ([MS-DOC] 2.1.1, [MS-PPT] 2.1.2). */
const NO_SHEETS = ['WordDocument', 'PowerPoint Document'].map((name) => Buffer.from(name, 'utf16le'));
/** Bytes by which a format is told. */
const START = 512;

/** Whether a file is a zip, which a workbook is, contacts, or may be plain text. Whatever it is else is refused. */
export async function formatOf(path: string): Promise<'zip' | 'vcard' | 'text'> {
  const bytes = await startOf(path);
  if (bytes.length === 0) throw new TableRefused({ kind: 'empty', hiddenSheets: [] });
  const start = bytes.toString('latin1');
  if (begins(start, ZIP)) return 'zip';
  if (start.startsWith(COMPOUND)) {
    const whole = await readFile(path);
    if (whole.includes(ENCRYPTED)) throw new TableRefused({ kind: 'encrypted' });
    const isDocument = NO_SHEETS.some((name) => whole.includes(name));
    throw new TableRefused({ kind: 'foreign', format: isDocument ? 'document' : 'xls' });
  }
  const [format] = SIGNATURES.find(([, starts]) => begins(start, starts)) ?? [];
  const other = format ?? (IMAGE.test(start) ? 'image' : isDbase(bytes) ? 'dbf' : null);
  if (other) throw new TableRefused({ kind: 'foreign', format: other });
  // Two octets a letter in UTF-16.
  const words = start.replace(MARK, '').replaceAll('\0', '');
  const [written = 'text'] = WORDS.find(([, begins]) => begins.test(words)) ?? [];
  if (written !== 'text' && written !== 'vcard') throw new TableRefused({ kind: 'foreign', format: written });
  return written;
}

/** By its kind, the month and the day of its last change, and two octets that are kept free. */
const isDbase = ([kind = 0, , month = 0, day = 0, ...more]: Buffer): boolean =>
  DBASE.includes(kind) && month > 0 && month <= 12 && day > 0 && day <= 31 && more[8] === 0 && more[9] === 0;

const begins = (start: string, signatures: readonly string[]): boolean =>
  signatures.some((signature) => start.startsWith(signature));

async function startOf(path: string): Promise<Buffer> {
  await using file = await open(path);
  const { buffer, bytesRead } = await file.read(Buffer.alloc(START), 0, START, 0);
  return buffer.subarray(0, bytesRead);
}
