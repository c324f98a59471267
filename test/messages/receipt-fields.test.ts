import fc from 'fast-check';
import { expect, test } from 'vitest';
import { quoteIn, readFields } from '../../src/messages/receipt-fields.ts';
import { parseReceipt } from '../../src/messages/receipt-text.ts';
import { fieldsByExpressions } from '../support/receipt-by-expressions.ts';

/** Receipts as providers, gateways and simulators write them. */
const REAL = [
  'id:855469 sub:001 dlvrd:001 submit date:2512011403 done date:251201140312 stat:DELIVRD err:000 text:Your order',
  'id:0df6af2b-7d11-4b6c-9c22-0a5b0f5b1a53 sub:001 dlvrd:000 submit date:2512011403 done date:2512011404 stat:UNDELIV err:069 Text:Hello',
  'id:S21311242091636504458661711 sub:1 dlvrd:1 submit_date:20251201140312 done_date:20251201140320 stat:DELIVRD err:0 text:',
  'id:855001 submitdate:1809031208 donedate:180903120816 DELIVRD err:006',
  'id:855001, sub:001, dlvrd:001, submit date:2512011403, done date:2512011403, stat:DELIVRD, err:000, text:a, b',
  'id=1;sub=001;dlvrd=001;stat=DELIVRD;err=000',
  'ID:9f1c-77 Stat:UNDELIV\nErr:006',
  'id:YWJj/x+= stat:DELIVRD err:000',
  'id:1\0 stat:DELIVRD\0 err:000\0 text:hi\0\0',
  'text:stat:DELIVRD id:7 x id:1 stat:EXPIRED err:000',
  'id:855469 stat:DELIVRD err:000 imsi:250023012345678 msc:79232510066 mcc:250 mnc:02 cn:Russian+Federation net:MegaFON open rcn: rnet:',
  'Message for 79991234567, with identification 855469 has been delivered on 2025-12-01 at 14:03:12',
];

/** What tells fields apart, what names them, and what only looks as if it did. */
const piece = fc.constantFrom(
  ...['id', 'ID', 'sub', 'dlvrd', 'stat', 'status', 'State', 'err', 'error', 'text', 'Text', 'TEXT', 'xtext'],
  ...[
    'submit date',
    'submit_date',
    'Submit Date',
    'submitdate',
    'done date',
    'DONE_DATE',
    'submit',
    'done',
    'date',
  ],
  ...['submit  date', 'xdone date', 'foo', '_f0o', '9id', 'net', 'cn', 'imsi', '__proto__', 'constructor'],
  ...[
    ':',
    ':',
    ':',
    '=',
    '::',
    ' ',
    ' ',
    ' ',
    '  ',
    ';',
    ',',
    '\0',
    '\n',
    '\t',
    '\r',
    '\v',
    '\u00a0',
    '\u2003',
    '\ufeff',
  ],
  ...['DELIVRD', '000', '2512011403', 'a;b,c', 'я', '№7', 'ſtat', 'K', '-', '.'],
);
const text = fc.oneof(
  fc.array(piece, { maxLength: 40 }).map((pieces) => pieces.join('')),
  fc.string({ unit: 'binary', maxLength: 60 }),
  fc.tuple(fc.constantFrom(...REAL), fc.nat(), fc.nat({ max: 3 }), piece).map(([real, at, length, put]) => {
    const from = at % (real.length + 1);
    return real.slice(0, from) + put + real.slice(from + length);
  }),
);

test.each(REAL)('%j has the fields that expressions find in it', (receipt) => {
  expect(readFields(receipt)).toEqual(fieldsByExpressions(receipt));
});

test('any text has the fields, the quote and the spare words that expressions find in it', () => {
  fc.assert(
    fc.property(text, (receipt) => {
      expect(readFields(receipt)).toEqual(fieldsByExpressions(receipt));
      const quote = /(?<=^|[\s\0;,])text[:=]/i.exec(receipt);
      expect(quoteIn(receipt)?.to).toBe(quote ? quote.index + quote[0].length : undefined);
    }),
    { numRuns: 5_000 },
  );
});

test('a date is ten or twelve digits, or fourteen of this century', () => {
  const digits = fc.stringMatching(/^(20)?[0-3]\d[01]\d[0-3]\d[0-2]\d[0-6]\d([0-6]\d)?$/);
  fc.assert(
    fc.property(fc.oneof(digits, digits, fc.stringMatching(/^[\dx]{0,15}$/)), (date) => {
      const form = /^(?:20(?=\d{12}$))?(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)?$/.exec(date);
      const [year = 0, month = 0, day = 0, ...time] = (form ?? []).slice(1).map((two) => Number(two ?? 0));
      const read = parseReceipt({ text: `id:1 done date:${date}`, tlvs: {}, utcOffset: 0 }).doneAt;
      if (form === null) expect(read).toBeNull();
      else if (read !== null) expect(read).toBe(Date.UTC(2000 + year, month - 1, day, ...time));
    }),
    { numRuns: 1_000 },
  );
});
