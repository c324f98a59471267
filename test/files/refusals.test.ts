import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import type { Refusal } from '../../src/files/refusal.ts';
import { Random } from '../support/random.ts';
import { read, refusalOf } from '../support/table-file.ts';
import { HABITS, numberCell, workbookOf } from '../support/workbook.ts';
import { zipOf } from '../support/zip.ts';

const COMPOUND = Buffer.concat([Buffer.from('d0cf11e0a1b11ae1', 'hex'), Buffer.alloc(2_000)]);
const contentTypes = { name: '[Content_Types].xml', content: '<Types/>' };
const named = (...names: string[]) => zipOf([contentTypes, ...names.map((name) => ({ name, content: 'x' }))]);

describe('tells what is no table that it reads', () => {
  it.each<readonly [what: string, bytes: Uint8Array | string, refusal: Refusal]>([
    ['a workbook of Excel 97', COMPOUND, { kind: 'foreign', format: 'xls' }],
    [
      'a workbook behind a password',
      Buffer.concat([COMPOUND, Buffer.from('EncryptedPackage', 'utf16le')]),
      { kind: 'encrypted' },
    ],
    ['a binary workbook', named('xl/workbook.bin'), { kind: 'foreign', format: 'xlsb' }],
    ['a sheet of LibreOffice', named('mimetype', 'content.xml'), { kind: 'foreign', format: 'opendocument' }],
    ['a table of Numbers', named('Index/Document.iwa'), { kind: 'foreign', format: 'numbers' }],
    ['a letter of Word', named('word/document.xml'), { kind: 'foreign', format: 'document' }],
    [
      'a zip of anything',
      zipOf([{ name: 'table.csv', content: 'a' }]),
      { kind: 'foreign', format: 'archive' },
    ],
    ['an empty zip', zipOf([]), { kind: 'foreign', format: 'archive' }],
    ['a packed table', gzipSync('a;b\n'), { kind: 'foreign', format: 'archive' }],
    ['a PDF', '%PDF-1.7\n', { kind: 'foreign', format: 'pdf' }],
    ['a photo', Buffer.from('ffd8ffe000104a46', 'hex'), { kind: 'foreign', format: 'image' }],
    ['a picture', Buffer.from('89504e470d0a1a0a', 'hex'), { kind: 'foreign', format: 'image' }],
    ['a page that is called .xls', '\ufeff\n<html><table>', { kind: 'foreign', format: 'markup' }],
    ['an XML table of Excel 2003', '<?xml version="1.0"?><Workbook/>', { kind: 'foreign', format: 'markup' }],
    [
      'a table of Excel in SYLK',
      'ID;PWXL;N;E\r\nP;PGeneral\r\nC;Y1;X1;K"Имя"\r\nE\r\n',
      { kind: 'foreign', format: 'sylk' },
    ],
    ['one of LibreOffice', 'ID;PCALCOOO32\nB;Y2;X2\nC;X1;Y1;K1\nE\n', { kind: 'foreign', format: 'sylk' }],
    ['contacts in JSON', '[\n  { "phone": "+79991234567" }\n]', { kind: 'foreign', format: 'json' }],
    [
      'a letter of Word 97',
      Buffer.concat([COMPOUND, Buffer.from('WordDocument', 'utf16le')]),
      { kind: 'foreign', format: 'document' },
    ],
    [
      'a table of dBase',
      Buffer.concat([Buffer.from('037a0b1c020000006100', 'hex'), Buffer.alloc(22), Buffer.from('PHONE')]),
      { kind: 'foreign', format: 'dbf' },
    ],
    [
      'a table in DIF',
      'TABLE\r\n0,1\r\n"EXCEL"\r\nVECTORS\r\n0,2\r\n""\r\n',
      { kind: 'foreign', format: 'dif' },
    ],
    [
      'a report that a browser saved with its pictures',
      'MIME-Version: 1.0\r\nContent-Type: multipart/related\r\n',
      { kind: 'foreign', format: 'markup' },
    ],
    [
      'a page in UTF-16',
      Buffer.from('\ufeff<html><table>', 'utf16le'),
      { kind: 'foreign', format: 'markup' },
    ],
    ['a sound', Buffer.from([73, 68, 51, 0, 0, 0, 1, 2, 3, 0]), { kind: 'foreign', format: 'unknown' }],
    ['nothing', '', { kind: 'empty', hiddenSheets: [] }],
    ['blank lines', '\n;;\n\n', { kind: 'empty', hiddenSheets: [] }],
    [
      'a workbook without cells',
      workbookOf({ sheets: [{ rows: [[]] }] }),
      { kind: 'empty', hiddenSheets: [] },
    ],
    [
      'more than Telegram hands to a bot',
      Buffer.alloc(20 * 1024 * 1024 + 1, '7'),
      { kind: 'limit', limit: 'bytes', most: 20_971_520 },
    ],
  ])('%s', async (_, bytes, refusal) => {
    expect(await refusalOf(read(bytes))).toEqual(refusal);
  });

  it('and reads a table whose columns are called as the beginning of one', async () => {
    expect(await refusalOf(read('ID;Phone\n1;+79991234567\n'))).toBeNull();
    expect(await refusalOf(read('ID;P\nB-17;+79991234567\n'))).toBeNull();
    expect(await refusalOf(read('TABLE\n+79991234567\n'))).toBeNull();
    expect(await refusalOf(read('{name}, your order;+79991234567\n'))).toBeNull();
  });
});

const sheet = (inner: string) => ({
  name: 'xl/worksheets/sheet1.xml',
  content: `<worksheet><sheetData>${inner}</sheetData></worksheet>`,
});
const withSheet = (inner: string) => workbookOf({ sheets: [{ rows: [] }], parts: [sheet(inner)] });
const damaged = { kind: 'damaged', part: 'xl/worksheets/sheet1.xml' };

describe('of a workbook', () => {
  it('adds up what its zip says that it unpacks to before unpacking anything', async () => {
    const parts = [1, 2].map((at) => ({ name: `xl/media/${at}`, content: 'x', saidSize: 160 * 1024 * 1024 }));
    expect(await refusalOf(read(workbookOf({ sheets: [{ rows: [['a']] }], parts })))).toEqual({
      kind: 'limit',
      limit: 'unpacked',
      most: 300 * 1024 * 1024,
    });
  });

  it('unpacks no more of a part than its zip says, which may be a lie', async () => {
    const lie = { ...sheet(`<row><c><v>1</v></c></row>${' '.repeat(4_000_000)}`), saidSize: 1_000 };
    expect(await refusalOf(read(workbookOf({ sheets: [{ rows: [] }], parts: [lie] })))).toEqual(damaged);
  });

  it('misses what its zip says is there and is not', async () => {
    const lie = { ...sheet('<row><c><v>1</v></c></row>'), saidSize: 1_000_000 };
    expect(await refusalOf(read(workbookOf({ sheets: [{ rows: [] }], parts: [lie] })))).toEqual(damaged);
  });

  it('refuses one with more files than any has, or says that it has', async () => {
    const zip = zipOf([contentTypes]);
    // The count in the end of its directory (APPNOTE.TXT 4.3.16).
    zip.writeUInt16LE(10_001, zip.length - 12);
    expect(await refusalOf(read(zip))).toEqual({ kind: 'limit', limit: 'entries', most: 10_000 });
  });

  it('refuses one whose zip is encrypted', async () => {
    expect(await refusalOf(read(zipOf([{ ...contentTypes, encrypted: true }])))).toEqual({
      kind: 'encrypted',
    });
  });

  it.each([
    ['an element that is not closed', '<row><c><v>1</v></c>'],
    ['elements that close each other', '<row><c><v>1</c></v></row>'],
    ['an attribute without quotes', '<row r=1><c><v>1</v></c></row>'],
    ['an entity that nobody knows', '<row><c><v>&lol;</v></c></row>'],
    ['a string that is not there', '<row><c t="s"><v>7</v></c></row>'],
    ['rows that go back', '<row r="2"><c><v>1</v></c></row><row r="2"><c><v>2</v></c></row>'],
    ['rows beyond the last', '<row r="1048577"><c><v>1</v></c></row>'],
    ['a row that is no number', '<row r="x"><c><v>1</v></c></row>'],
  ])('refuses %s as damage', async (_, inner) => {
    expect(await refusalOf(read(withSheet(inner)))).toEqual(damaged);
  });

  it('refuses one that declares entities, which may be made of each other', async () => {
    const content = `<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]>${sheet('<row><c><v>1</v></c></row>').content}`;
    const parts = [{ name: 'xl/worksheets/sheet1.xml', content }];
    expect(await refusalOf(read(workbookOf({ sheets: [{ rows: [] }], parts })))).toEqual(damaged);
  });

  it('refuses a tag that is longer than any before all of it is kept', async () => {
    expect(
      await refusalOf(read(withSheet(`<row r="${' '.repeat(3_000_000)}1"><c><v>1</v></c></row>`))),
    ).toEqual(damaged);
  });

  it('refuses bytes that are no UTF-8', async () => {
    const content = Buffer.from('<worksheet><sheetData><row><c t="str"><v>\xe0\xe0</v></c></row>', 'latin1');
    const parts = [{ name: 'xl/worksheets/sheet1.xml', content }];
    expect(await refusalOf(read(workbookOf({ sheets: [{ rows: [] }], parts })))).toEqual(damaged);
  });

  it.each([
    ['columns', '<row r="3"><c r="ALM3"><v>1</v></c></row>', 1_000],
    ['cell', `<row r="3"><c t="str"><v>${'x'.repeat(32_768)}</v></c></row>`, 32_767],
  ] as const)('refuses more than may be of: %s', async (limit, inner, most) => {
    expect(await refusalOf(read(withSheet(inner)))).toEqual({ kind: 'limit', limit, most, row: 3 });
  });

  it('refuses more shared strings than may be kept', async () => {
    const content = `<sst>${`<si><t>${'x'.repeat(500_000)}</t></si>`.repeat(68)}</sst>`;
    const parts = [{ name: 'xl/sharedStrings.xml', content }];
    expect(await refusalOf(read(workbookOf({ sheets: [{ rows: [['a']] }], parts })))).toEqual({
      kind: 'limit',
      limit: 'strings',
      most: 32 * 1024 * 1024,
    });
  });

  it('ends in rows or in a refusal, whatever is done to its bytes or to its XML', async () => {
    const random = new Random(14);
    const rows = [
      ['Имя', 'Телефон'],
      ['Мария', numberCell(79991234567, 1)],
      [null, 'x'],
    ];
    const whole = workbookOf({ sheets: [{ rows }], formats: [0, 'dd.mm.yyyy'], habit: HABITS.bare });
    const xml = '<row r="1"><c r="A1" t="s" s="1"><v>0</v></c><c><is><t>a</t></is></c></row>';
    const ends = { rows: 0, refusals: 0 };
    for (let round = 0; round < 80; round++) {
      const bytes = Buffer.from(round % 2 === 0 ? whole : xml);
      for (let change = random.between(1, 2); change > 0; change--) {
        bytes[random.between(0, bytes.length - 1)] = random.between(0, 255);
      }
      const cut = bytes.subarray(0, random.chance(0.2) ? random.between(4, bytes.length) : bytes.length);
      // What is neither throws.
      const refusal = await refusalOf(read(round % 2 === 0 ? cut : withSheet(cut.toString('latin1'))));
      ends[refusal ? 'refusals' : 'rows'] += 1;
    }
    expect(ends.rows).toBeGreaterThan(0);
    expect(ends.refusals).toBeGreaterThan(0);
  });
});
