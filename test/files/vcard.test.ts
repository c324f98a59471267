import { describe, expect, it } from 'vitest';
import { cellsOf, read, refusalOf } from '../support/table-file.ts';
import { cp1251 } from '../support/tables.ts';

/** As somebody's address book hands out contacts: lines, each card between its ends. */
const card = (version: string, ...lines: readonly string[]): string =>
  ['BEGIN:VCARD', `VERSION:${version}`, ...lines, 'END:VCARD', ''].join('\r\n');

/** Rows without that of the names. */
const contactsIn = async (bytes: string | Uint8Array) => (await cellsOf(bytes)).slice(1);

const quoted = (text: string): string =>
  [...Buffer.from(text)].map((octet) => `=${octet.toString(16).toUpperCase().padStart(2, '0')}`).join('');

describe('contacts of a phone are a table', () => {
  it('with named columns and a row for each', async () => {
    const { about, rows } = await read(
      card(
        '3.0',
        'FN:Иван Петров',
        'N:Петров;Иван;;;',
        'TEL;TYPE=CELL:+7 999 123-45-67',
        'ORG:ООО Ромашка;Склад',
        'EMAIL:i@b.ru',
      ) + card('3.0', 'FN:Olga', 'TEL:89991234568'),
    );
    expect(about).toEqual({ kind: 'contacts' });
    expect(rows.map(({ row, cells }) => [row, ...cells])).toEqual([
      [1, 'имя', 'номер', 'email', 'компания'],
      [2, 'Иван Петров', '+7 999 123-45-67', 'i@b.ru', 'ООО Ромашка'],
      [3, 'Olga', '89991234568'],
    ]);
  });

  it.each<readonly [what: string, bytes: string | Uint8Array, name: string]>([
    [
      '2.1 of Android, quoted-printable over two lines',
      card(
        '2.1',
        `N;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:${quoted('Петров')};${quoted('Иван')};;;`,
        `FN;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:${quoted('Иван ')}=\r\n${quoted('Петров')}`,
        'TEL;CELL;PREF:+79991234567',
      ),
      'Иван Петров',
    ],
    [
      '2.1 of an old phone, which names no charset',
      cp1251(card('2.1', 'N:Петров;Иван', 'TEL;CELL:+79991234567')),
      'Иван Петров',
    ],
    [
      '2.1 of Outlook, in a charset of its own',
      card(
        '2.1',
        'FN;CHARSET=windows-1251;ENCODING=QUOTED-PRINTABLE:=C8=E2=E0=ED',
        'TEL;CELL;VOICE:+79991234567',
      ),
      'Иван',
    ],
    [
      '2.1 of a charset that nobody knows',
      card('2.1', `FN;CHARSET=X-NONE;QUOTED-PRINTABLE:${quoted('Иван')}`, 'TEL;CELL:+79991234567'),
      'Иван',
    ],
    ['2.1 folded at a space', card('2.1', 'FN:Ivan', ' Petrov', 'TEL;CELL:+79991234567'), 'Ivan Petrov'],
    [
      '3.0 folded within a word',
      card('3.0', 'FN:Ivan Pet', ' rov', 'TEL;TYPE=CELL:+799912', '\t34567'),
      'Ivan Petrov',
    ],
    [
      '3.0 of an iPhone, in groups',
      card('3.0', 'N:;Ivan;;;', 'item1.TEL;type=pref:+79991234567', 'item1.X-ABLabel:Дача'),
      'Ivan',
    ],
    [
      '3.0 with escapes',
      card('3.0', 'FN:Petrov\\, Ivan\\; Jr.\\nOmsk', 'TEL:+79991234567'),
      'Petrov, Ivan; Jr.\nOmsk',
    ],
    [
      '4.0, where a number is an address',
      card('4.0', 'FN:Ivan', 'TEL;VALUE=uri;PREF=1;TYPE="voice,cell":tel:+79991234567'),
      'Ivan',
    ],
    [
      'a company without a person',
      card('3.0', 'FN:', 'N:;;;;', 'ORG:Такси\\; ночное;', 'TEL:+79991234567'),
      'Такси; ночное',
    ],
    ['a nickname', card('3.0', 'NICKNAME:Vanya', 'TEL:+79991234567'), 'Vanya'],
    [
      'small letters, bare line feeds and a mark',
      `\ufeffbegin:vcard\nversion:3.0\nfn:Ivan\ntel:+79991234567\nend:vcard\n`,
      'Ivan',
    ],
    ['UTF-16', Buffer.from(`\ufeff${card('3.0', 'FN:Иван', 'TEL:+79991234567')}`, 'utf16le'), 'Иван'],
    [
      'pictures and notes, which may look like anything',
      card(
        '2.1',
        'FN:Ivan',
        'PHOTO;ENCODING=BASE64;JPEG:/9j/4AAQ',
        ' SkZJRgABAQ==',
        '',
        'NOTE;ENCODING=QUOTED-PRINTABLE:call=',
        'TEL:112',
        'TEL;CELL:+79991234567',
      ),
      'Ivan',
    ],
    [
      'an assistant inside',
      card(
        '2.1',
        'FN:Ivan',
        'AGENT:',
        'BEGIN:VCARD',
        'FN:Olga',
        'TEL:+79991234568',
        'END:VCARD',
        'TEL:+79991234567',
      ),
      'Ivan',
    ],
  ])('%s', async (_, bytes, name) => {
    const [[found, ...more] = [], ...others] = await contactsIn(bytes);
    expect([found, more[0], others]).toEqual([name, '+79991234567', []]);
  });

  it('several numbers of one, the likeliest mobile one first', async () => {
    const cards = card(
      '3.0',
      'FN:Ivan',
      'TEL;TYPE=FAX,CELL:+74951234569',
      'TEL;TYPE=WORK,PREF:+74951234567',
      'TEL;TYPE=HOME:+74951234568',
      'TEL;TYPE=CELL:+79991234568',
      'TEL;TYPE=CELL;TYPE=pref:+79991234567',
      'TEL;TYPE=CELL:+79991234567',
    );
    expect(await contactsIn(cards)).toEqual([
      ['Ivan', '+79991234567 ::: +79991234568 ::: +74951234567 ::: +74951234568 ::: +74951234569'],
    ]);
  });

  it('whoever has nothing stands in no row, and whoever has no number in one without', async () => {
    const cards = card('3.0') + card('3.0', 'FN:Ivan') + card('3.0', 'FN:Olga', 'EMAIL:o@b.ru');
    expect(await contactsIn(cards)).toEqual([['Ivan'], ['Olga', '', 'o@b.ru']]);
  });

  it('a file that ends within one is damaged', async () => {
    const cut = card('3.0', 'FN:Ivan', 'TEL:+79991234567').slice(0, -'END:VCARD\r\n'.length);
    expect(await refusalOf(read(card('3.0', 'FN:Olga') + cut))).toEqual({
      kind: 'damaged',
      part: 'END:VCARD',
    });
  });

  it('a line without end is refused before all of it is kept', async () => {
    const long = card('3.0', 'FN:Ivan', ...Array(1_000).fill(` ${'x'.repeat(1_000)}`));
    expect(await refusalOf(read(long))).toMatchObject({ kind: 'limit', limit: 'cell' });
  });
});
