import fc from 'fast-check';
import { split } from 'split-sms';
import { describe, expect, test } from 'vitest';
import {
  ALPHABETS,
  type Alphabet,
  countParts,
  decodeText,
  encodeText,
  narrowest,
  splitParts,
  unencodable,
} from '../../src/messages/alphabet.ts';

const GSM = [
  ...'@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !"#¤%&\'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿',
  ...'abcdefghijklmnopqrstuvwxyzäöñüà',
];
const EXTENSION = [...'^{}\\[~]|€'];

const gsmText = fc.string({ unit: fc.constantFrom(...GSM, ...EXTENSION), maxLength: 700 });
const asciiText = fc.string({
  unit: fc.constantFrom(...[...GSM, ...EXTENSION].filter((char) => char <= '\u007f')),
  maxLength: 700,
});
const latin1Text = fc.string({
  unit: fc.integer({ min: 1, max: 0xff }).map((code) => String.fromCharCode(code)),
  maxLength: 700,
});
const ucs2Text = fc.string({
  unit: fc.oneof(
    fc.constantFrom('я', 'ё', '😀', 'a'),
    fullUnicode().filter((char) => char !== '\0'),
  ),
  maxLength: 400,
});
const textOf = { gsm: gsmText, ascii: asciiText, latin1: latin1Text, ucs2: ucs2Text };
/** Octets of a message that goes alone, and of a part beside its header. */
const octets = { gsm: [160, 153], ascii: [160, 153], latin1: [140, 134], ucs2: [140, 134] } as const;

function fullUnicode() {
  return fc.string({ unit: 'binary', minLength: 1, maxLength: 1 });
}

function hex(text: string, alphabet: Alphabet): string | undefined {
  return encodeText(text, alphabet)?.toString('hex');
}

describe('octets on the wire', () => {
  test.each([
    ['__HLR__', 'gsm', '1111484c521111'],
    ['@', 'gsm', '00'],
    ['\n~~~\n', 'gsm', '0a1b3d1b3d1b3d0a'],
    ['€', 'gsm', '1b65'],
    ['^{}\\[~]|', 'gsm', '1b141b281b291b2f1b3c1b3d1b3e1b40'],
    ['ΔΞÆà', 'gsm', '101a1c7f'],
    ['a@b_~', 'ascii', '6140625f7e'],
    ['_~', 'latin1', '5f7e'],
    ['ê', 'latin1', 'ea'],
    ['Я', 'ucs2', '042f'],
    ['😀', 'ucs2', 'd83dde00'],
  ] as const)('%j in %s is %s', (text, alphabet, expected) => {
    expect(hex(text, alphabet)).toBe(expected);
    expect(decodeText(Buffer.from(expected, 'hex'), alphabet)).toBe(text);
  });

  test.each(ALPHABETS)('what is encoded in %s is decoded to the same text', (alphabet) => {
    fc.assert(
      fc.property(textOf[alphabet], (text) => {
        const bytes = encodeText(text, alphabet);
        expect(bytes).not.toBeNull();
        expect(decodeText(bytes ?? Buffer.alloc(0), alphabet)).toBe(text);
      }),
      { numRuns: 100 },
    );
  });

  test.each([
    ['Привет', 'gsm', ['П', 'р', 'и', 'в', 'е', 'т']],
    ['ç and ç and `', 'gsm', ['ç', '`']],
    ['ç, € and `', 'ascii', ['ç', '€', '`']],
    ['€ and я', 'latin1', ['€', 'я']],
    ['\u001b', 'gsm', ['\u001b']],
    ['a\ud83d', 'ucs2', ['\ud83d']],
    ['😀', 'latin1', ['😀']],
    ['a\0b', 'latin1', ['\0']],
    ['a\0b', 'ucs2', ['\0']],
  ] as const)(
    '%j is not encoded in %s, and the missing characters are named once',
    (text, alphabet, missing) => {
      expect(encodeText(text, alphabet)).toBeNull();
      expect(unencodable(text, alphabet)).toEqual(missing);
    },
  );

  test.each(ALPHABETS)('any octets at all are decoded in %s without an error', (alphabet) => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), (bytes) => {
        expect(decodeText(bytes, alphabet).isWellFormed()).toBe(true);
      }),
      { numRuns: 200 },
    );
  });

  test('decoding leaves the octets as they were', () => {
    const bytes = Buffer.from('042f0430', 'hex');
    decodeText(bytes, 'ucs2');
    expect(bytes.toString('hex')).toBe('042f0430');
  });

  test.each([
    ['1b41', 'gsm', 'A'],
    ['1b1b41', 'gsm', ' A'],
    ['411b', 'gsm', 'A '],
    ['41ff', 'gsm', 'A\ufffd'],
    ['042f04', 'ucs2', 'Я\ufffd'],
    ['d83d0041', 'ucs2', '\ufffdA'],
  ] as const)('the damaged octets %s in %s read as %j', (bytes, alphabet, text) => {
    expect(decodeText(Buffer.from(bytes, 'hex'), alphabet)).toBe(text);
  });
});

describe('the choice of an alphabet', () => {
  test.each([
    ['Hello', ['gsm', 'latin1', 'ucs2'], 'gsm'],
    ['', ['gsm', 'latin1', 'ucs2'], 'gsm'],
    ['Price: 5 €', ['gsm', 'latin1', 'ucs2'], 'gsm'],
    ['Forêt', ['gsm', 'latin1', 'ucs2'], 'latin1'],
    ['Привет', ['gsm', 'latin1', 'ucs2'], 'ucs2'],
    ['Hello', ['latin1', 'ucs2'], 'latin1'],
    ['Price: 5 €', ['latin1', 'ucs2'], 'ucs2'],
    ['\ud83d', ['gsm', 'latin1', 'ucs2'], 'ucs2'],
    ['['.repeat(80), ['gsm', 'latin1', 'ucs2'], 'gsm'],
    ['['.repeat(81), ['gsm', 'latin1', 'ucs2'], 'latin1'],
  ] as const)('%j among %j goes in %s', (text, among, expected) => {
    expect(narrowest(text, among)).toBe(expected);
  });
});

describe('parts', () => {
  test.each([
    ['gsm', 160, 161, 306, 307],
    ['latin1', 140, 141, 268, 269],
    ['ucs2', 70, 71, 134, 135],
  ] as const)(
    '%s: %i characters are one part, %i two, %i two, %i three',
    (alphabet, one, two, full, three) => {
      expect([one, two, full, three].map((length) => countParts('a'.repeat(length), alphabet))).toEqual([
        1, 2, 2, 3,
      ]);
    },
  );

  test('an escape pair at the border goes to the next part whole', () => {
    const text = `${'a'.repeat(152)}€${'b'.repeat(20)}`;
    expect(splitParts(text, 'gsm')).toEqual(['a'.repeat(152), `€${'b'.repeat(20)}`]);
  });

  test('a surrogate pair at the border goes to the next part whole', () => {
    const text = `${'я'.repeat(66)}😀${'ю'.repeat(20)}`;
    expect(splitParts(text, 'ucs2')).toEqual(['я'.repeat(66), `😀${'ю'.repeat(20)}`]);
  });

  test.each(ALPHABETS)(
    'joined, the parts in %s are the text, and none is over its limit or cut in a pair',
    (alphabet) => {
      fc.assert(
        fc.property(textOf[alphabet], (text) => {
          const parts = splitParts(text, alphabet);
          expect(parts.join('')).toBe(text);
          expect(countParts(text, alphabet)).toBe(parts.length);
          const limit = octets[alphabet][parts.length === 1 ? 0 : 1];
          for (const part of parts) {
            // A cut surrogate pair would not encode.
            const bytes = encodeText(part, alphabet);
            expect(bytes?.length).toBeLessThanOrEqual(limit);
            expect(bytes).toEqual(encodeText(part.toWellFormed(), alphabet));
          }
          const pieces = parts.map((part) => encodeText(part, alphabet) ?? Buffer.alloc(0));
          expect(Buffer.concat(pieces)).toEqual(encodeText(text, alphabet));
          if (alphabet === 'gsm') for (const piece of pieces) expect(piece.at(-1)).not.toBe(0x1b);
        }),
        { numRuns: 100 },
      );
    },
  );

  test('an independent splitter counts the same parts of GSM text', () => {
    fc.assert(
      fc.property(gsmText, (text) => {
        expect(countParts(text, 'gsm')).toBe(split(text, { characterset: 'GSM' }).parts.length);
      }),
      { numRuns: 200 },
    );
  });

  test('an independent splitter counts the same parts of UCS-2 text', () => {
    fc.assert(
      fc.property(ucs2Text, (text) => {
        expect(countParts(text, 'ucs2')).toBe(split(text, { characterset: 'Unicode' }).parts.length);
      }),
      { numRuns: 200 },
    );
  });
});
