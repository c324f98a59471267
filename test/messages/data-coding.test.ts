import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { encodeText } from '../../src/messages/alphabet.ts';
import { readOctets } from '../../src/messages/data-coding.ts';
import type { DefaultAlphabet } from '../../src/messages/provider.ts';

const read = (dataCoding: number, hex: string | Buffer, defaultAlphabet: DefaultAlphabet = 'gsm') =>
  readOctets({
    octets: typeof hex === 'string' ? Buffer.from(hex.replaceAll(' ', ''), 'hex') : hex,
    dataCoding,
    defaultAlphabet,
  });
const ucs2 = (text: string) => Buffer.from(text, 'utf16le').swap16();
const whole = (text: string) => ({ text, isWhole: true });

describe('octets over 0x7F under data_coding 0', () => {
  test('are ISO-8859-1, and so is the text around them', () => {
    expect(read(0, Buffer.from('Gr\xfc\xdfe f\xfcr dich', 'latin1'))).toEqual(whole('Grüße für dich'));
    expect(read(0, Buffer.from('f\xfcr a_b@c.de, 5 $', 'latin1'))).toEqual(whole('für a_b@c.de, 5 $'));
  });

  test('are ISO-8859-1 alone where the rest is evidently GSM', () => {
    expect(read(0, '00 fc 11 1b65')).toEqual(whole('@ü_€'));
  });

  test('are each the character of that code, whatever stands beside them', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0xa0, max: 0xff }), { minLength: 1 }), (octets) => {
        expect(read(0, Buffer.from(octets))).toEqual(whole(String.fromCharCode(...octets)));
      }),
    );
  });

  test('that are controls even there leave the message unread in part', () => {
    expect(read(0, '61 85').isWhole).toBe(false);
  });
});

describe('UCS-2 that says that it is of the default alphabet', () => {
  test.each<[text: string, defaultAlphabet: DefaultAlphabet]>([
    ['Привет, где мой заказ № 42?', 'gsm'],
    ['СТОП', 'gsm'],
    ['Да', 'latin1'],
    ['Hello', 'gsm'],
    ['1', 'gsm'],
    ['ok 🙂', 'ascii'],
    ['Ξέρω', 'gsm'],
    ['Ёлка — 2 шт.', 'gsm'],
  ])('is read: %s', (text, defaultAlphabet) => {
    expect(read(0, ucs2(text), defaultAlphabet)).toEqual(whole(text));
  });

  test.each(['@', 'è', 'èé', 'a@b', '@home', '$5 £6', 'è vero?', 'é', '@@@@', 'à la carte', '¥100 é'])(
    'is not made of a text in it: %s',
    (text) => {
      expect(read(0, encodeText(text, 'gsm') ?? '')).toEqual(whole(text));
    },
  );
});

test.each<[text: string, dataCoding: number]>([
  ['СТОП', 0],
  ['Привет, где мой заказ № 42? 🙂', 0],
  ['Да — “завтра”', 3],
  ['Где заказ?', 4],
])(
  'UTF-8 that says that it is none is read where no other alphabet has its octets: %s',
  (text, dataCoding) => {
    expect(read(dataCoding, Buffer.from(text))).toEqual(whole(text));
  },
);

test('what is a text of ISO-8859-1 stays one, though it is UTF-8 too', () => {
  expect(read(0, Buffer.from('Ã© Â£', 'latin1'))).toEqual(whole('Ã© Â£'));
});

test('ASCII that says that it is UCS-2 is read, unless it is too short to be told from Chinese', () => {
  expect(read(8, Buffer.from('Where is my order 1042?'))).toEqual(whole('Where is my order 1042?'));
  expect(read(8, Buffer.from('STOP it!'))).toEqual(whole('STOP it!'));
  expect(read(8, ucs2('敏捷'))).toEqual(whole('敏捷'));
  expect(read(8, ucs2('整整'))).toEqual(whole('整整'));
});

describe('each data_coding of SMPP 3.4, 5.2.19', () => {
  test.each<[name: string, dataCoding: number, hex: string, text: string]>([
    ['IA5', 1, '615f6240', 'a_b@'],
    ['8-bit data that is a text', 2, '636166e9', 'café'],
    ['ISO-8859-1', 3, '636166e9', 'café'],
    ['ISO-8859-1 with the NUL of a C string', 3, '636166e900', 'café'],
    ["the provider's ISO-8859-1", 4, '636166e9', 'café'],
    ['JIS X 0208 in bare pairs', 5, '2433 2473 0a 467c 245c', 'こん\n日ぼ'],
    ['JIS X 0208 in Shift_JIS', 5, '82b182f1', 'こん'],
    ['JIS X 0208 in EUC-JP', 5, 'a4b3a4f3', 'こん'],
    ['JIS X 0208 with escapes', 5, '1b2442 2433 1b2842 4f4b', 'こOK'],
    ['ASCII where JIS X 0208 is named', 5, '4f4b21', 'OK!'],
    ['ISO-8859-5', 6, 'bfe0d8d2d5e2', 'Привет'],
    ['ISO-8859-8', 7, 'f9ece5ed', 'שלום'],
    ['UCS-2', 8, '041f0440', 'Пр'],
    ['UCS-2 with a surrogate pair', 8, 'd83dde42', '🙂'],
    ['UCS-2 behind a byte order mark', 8, 'feff 041f0440', 'Пр'],
    ['UTF-16 of the other order, as its mark says', 8, 'fffe 1f044004 3dd842de', 'Пр🙂'],
    ['Shift_JIS with no pictogram in it', 9, '82b182f1', 'こん'],
    ['ISO-2022-JP', 10, '41 1b2442 2433 2473 1b284a 42', 'AこんB'],
    ['ISO-2022-JP with half-width katakana', 10, '1b2849 31 1b2842 41', 'ｱA'],
    ['JIS X 0212 in bare pairs', 13, '3021', '丂'],
    ['JIS X 0212 in EUC-JP', 13, '8fb0a1', '丂'],
    ['JIS X 0212 with escapes', 13, '1b242844 3021 1b2842 41', '丂A'],
    ['KS C 5601', 14, 'c7d1b1db 4f4b', '한글OK'],
  ])('%s is read', (_, dataCoding, hex, text) => {
    expect(read(dataCoding, hex)).toEqual(whole(text));
  });

  test.each([
    ['11 (reserved)', 11, '6162'],
    ['12 (reserved)', 12, '6162'],
    ['15 (reserved)', 15, '6162'],
    ['2 with controls in it (a ring tone)', 2, '024a3a51'],
    ['4 with controls in it', 4, '0605041581'],
  ])('%s is no text', (_, dataCoding, hex) => {
    expect(read(dataCoding, hex)).toEqual({ text: '', isWhole: false });
  });

  test.each([
    ['UCS-2 that ends in half a character', 8, '041f04', 'П\ufffd'],
    ['UCS-2 with half a surrogate pair', 8, '041fd83d', 'П\ufffd'],
    ['ISO-8859-8 with a code that it lacks', 7, 'f9a1', 'ש\ufffd'],
    ['EUC-KR that ends in half a character', 14, 'c7d1b1', '한\ufffd'],
    ['a pictogram of a vendor', 9, '82b1f89f', 'こ\ue63e'],
    ['an escape that begins no set of ISO-2022-JP', 10, '1b2d41 61', '\u001b-Aa'],
  ])('%s is read as far as it goes', (_, dataCoding, hex, text) => {
    expect(read(dataCoding, hex)).toEqual({ text, isWhole: false });
  });
});

describe('each coding group of 3GPP TS 23.038, 4', () => {
  const range = (from: number, to: number) => Array.from({ length: to - from + 1 }, (_, at) => from + at);
  const groups: [name: string, dataCodings: number[], octets: Buffer, text: string][] = [
    ['a message class, default alphabet', range(0x10, 0x13), Buffer.from([0]), '@'],
    ['a message class, 8-bit', range(0x14, 0x17), Buffer.from('caf\xe9', 'latin1'), 'café'],
    ['a message class, UCS-2', range(0x18, 0x1b), ucs2('Привет'), 'Привет'],
    ['a message class, reserved alphabet', range(0x1c, 0x1f), Buffer.from([0]), '@'],
    ['deleted once read, default alphabet', [...range(0x40, 0x43), ...range(0x50, 0x53)], Buffer.of(0), '@'],
    ['deleted once read, UCS-2', [...range(0x48, 0x4b), ...range(0x58, 0x5b)], ucs2('Привет'), 'Привет'],
    ['reserved groups', range(0x80, 0xbf), Buffer.from([0]), '@'],
    ['message waiting', range(0xc0, 0xdf), Buffer.from([0]), '@'],
    ['message waiting, UCS-2', range(0xe0, 0xef), ucs2('Привет'), 'Привет'],
    ['a class alone, default alphabet', [...range(0xf0, 0xf3), ...range(0xf8, 0xfb)], Buffer.of(0), '@'],
    ['a class alone, 8-bit', [...range(0xf4, 0xf7), ...range(0xfc, 0xff)], Buffer.from('hi'), 'hi'],
  ];

  test.each(groups)('%s is read', (_, dataCodings, octets, text) => {
    for (const dataCoding of dataCodings) expect(read(dataCoding, octets)).toEqual(whole(text));
  });

  test('what is compressed (3GPP TS 23.042) is not', () => {
    for (const dataCoding of [...range(0x20, 0x3f), ...range(0x60, 0x7f)]) {
      expect(read(dataCoding, '6162')).toEqual({ text: '', isWhole: false });
    }
  });

  test('the default alphabet is that of the bind', () => {
    for (const dataCoding of [0x00, 0x10, 0xc0, 0xf0]) {
      for (const alphabet of ['latin1', 'ascii'] as const) {
        expect(read(dataCoding, '40e9', alphabet)).toEqual(whole('@é'));
      }
    }
  });
});

test('whatever comes is read without an error, and is whole or not', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 0xff }), fc.uint8Array({ maxLength: 40 }), (dataCoding, octets) => {
      const { text, isWhole } = read(dataCoding, Buffer.from(octets));
      expect(text.isWellFormed()).toBe(true);
      if (isWhole) expect(text).not.toContain('\ufffd');
    }),
  );
});
