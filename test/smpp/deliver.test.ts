import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type DeliverOptions, readDeliver } from '../../src/smpp/deliver.ts';
import type { Deliver } from '../../src/smpp/pdu.ts';

const options: DeliverOptions = {
  defaultAlphabet: 'gsm',
  utcOffset: 180,
  hasDialect: true,
  country: 'RU',
};
const RECEIPT =
  'id:855469 sub:001 dlvrd:001 submit date:2511231200 done date:2511231201 stat:DELIVRD err:000 text:hi';

function deliver(fields: Partial<Deliver>): Deliver {
  return {
    source: { address: '79991234567', ton: 1, npi: 1 },
    destination: { address: '79000000', ton: 1, npi: 1 },
    esmClass: 0,
    dataCoding: 0,
    shortMessage: Buffer.alloc(0),
    payload: null,
    udh: null,
    sar: null,
    tlvs: new Map(),
    receiptedMessageId: null,
    messageState: null,
    networkErrorCode: null,
    ...fields,
  };
}

const receiptOf = (fields: Partial<Deliver>, changes: Partial<DeliverOptions> = {}) => {
  const delivered = readDeliver(deliver(fields), { ...options, ...changes });
  if (delivered.kind !== 'receipt') throw new Error('not taken for a receipt');
  return delivered;
};
const partOf = (fields: Partial<Deliver>, changes: Partial<DeliverOptions> = {}) => {
  const delivered = readDeliver(deliver(fields), { ...options, ...changes });
  if (delivered.kind !== 'incoming') throw new Error('not taken for a message');
  return delivered.part;
};

/** What is read of a message of one piece. */
const wholeOf = (fields: Partial<Deliver>, changes: Partial<DeliverOptions> = {}) => {
  const part = partOf(fields, changes);
  if (part.concatenation) throw new Error('taken for a part');
  return part;
};

describe('a receipt', () => {
  test('is one by its esm_class', () => {
    const { receipt, raw } = receiptOf({ esmClass: 0x04, shortMessage: Buffer.from(RECEIPT) });
    expect(receipt).toMatchObject({ id: '855469', state: 'delivered', error: 0 });
    expect(JSON.parse(raw)).toMatchObject({
      esmClass: 4,
      shortMessage: Buffer.from(RECEIPT.replace(/hi$/, '')).toString('hex'),
    });
  });

  test('is kept as it came but for what it quotes of its message, in whatever alphabet and field', () => {
    const planted = RECEIPT.replace(/hi$/, 'Your code is 48219377');
    const wide = Buffer.from(planted, 'utf16le').swap16();
    for (const { receipt, raw } of [
      receiptOf({ esmClass: 0x04, shortMessage: Buffer.from(planted) }),
      receiptOf({ esmClass: 0x04, dataCoding: 8, shortMessage: wide }),
      receiptOf({
        esmClass: 0x04,
        tlvs: new Map([[0x0424, Buffer.from(planted)]]),
        shortMessage: Buffer.from(planted),
      }),
    ]) {
      expect(receipt.text).toBe('Your code is 48219377');
      const kept = raw.replace(/[0-9a-f]{20,}/g, (hex) =>
        Buffer.from(hex, 'hex').toString('latin1').replaceAll('\0', ''),
      );
      expect(kept).toContain('stat:DELIVRD err:000 text:');
      expect(kept).not.toMatch(/48219377|Your/);
    }
  });

  test('is one by its receipted_message_id when esm_class is wrong', () => {
    expect(receiptOf({ receiptedMessageId: '7', messageState: 2 }).receipt).toMatchObject({
      id: '7',
      state: 'delivered',
    });
  });

  test('is not what a subscriber typed to look like one', () => {
    expect(wholeOf({ shortMessage: Buffer.from(RECEIPT) }).text).toBe(RECEIPT);
  });

  test('on the way is no end, whatever state it names', () => {
    const fields = { esmClass: 0x20, shortMessage: Buffer.from(RECEIPT) };
    expect(receiptOf(fields).receipt.state).toBeNull();
    const enroute = Buffer.from(RECEIPT.replace('DELIVRD', 'ENROUTE'));
    expect(receiptOf({ ...fields, shortMessage: enroute }).receipt.state).toBe('enroute');
  });

  test('may come in message_payload and in UCS-2', () => {
    const payload = Buffer.from(RECEIPT, 'utf16le').swap16();
    expect(receiptOf({ esmClass: 0x04, dataCoding: 8, payload }).receipt.id).toBe('855469');
  });

  test('is ASCII whatever data_coding says, but for what it quotes', () => {
    const id = 'a_b-C9x';
    for (const dataCoding of [0, 1, 3, 8, 0xf5]) {
      const shortMessage = Buffer.from(`id:${id} stat:DELIVRD err:000 text:hi`);
      expect(receiptOf({ esmClass: 0x04, dataCoding, shortMessage }).receipt).toMatchObject({
        id,
        state: 'delivered',
        text: 'hi',
      });
    }
    const quoting = Buffer.from(`id:${id} stat:DELIVRD text:caf\x05 \x11`, 'latin1');
    expect(receiptOf({ esmClass: 0x04, shortMessage: quoting }).receipt).toMatchObject({
      id,
      text: 'café _',
    });
    const behind = Buffer.from(`text:hello id:${id} stat:DELIVRD`);
    expect(receiptOf({ esmClass: 0x04, shortMessage: behind }).receipt).toMatchObject({ id, text: 'hello' });
  });

  test.each(['\0', '\0\0', '\x02', '\ufeff', '\x1e\0 '])(
    'behind %j is read from its first field on',
    (before) => {
      const id = '855469';
      const shortMessage = Buffer.from(`${before}id:${id} stat:DELIVRD err:00`);
      const { receipt } = receiptOf({ esmClass: 0x04, shortMessage });
      expect(receipt).toMatchObject({ id, state: 'delivered', error: 0, unread: null });
    },
  );

  test('in UTF-16 of either order is read as such', () => {
    const little = Buffer.from(RECEIPT, 'utf16le');
    for (const shortMessage of [little, Buffer.from(little).swap16()]) {
      const { receipt } = receiptOf({ esmClass: 0x04, dataCoding: 0, shortMessage });
      expect(receipt).toMatchObject({ id: '855469', state: 'delivered', text: 'hi' });
    }
  });

  test('quotes nothing in what is kept, though it writes "text="', () => {
    const shortMessage = Buffer.from('id=1 stat=DELIVRD text=Your code is 48219377');
    expect(Buffer.from(JSON.parse(receiptOf({ esmClass: 4, shortMessage }).raw).shortMessage, 'hex')).toEqual(
      Buffer.from('id=1 stat=DELIVRD text='),
    );
  });

  test('of any octets is kept up to the first "text:", in whatever case and with or without a NUL behind each letter', () => {
    const piece = fc.constantFrom(
      't',
      'T',
      'e',
      'E',
      'x',
      'tex',
      'text',
      '\0',
      ':',
      '=',
      ' ',
      'TEXT:',
      't\0e\0x\0t\0:',
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 20 }), (pieces) => {
        const text = pieces.join('');
        const mark = /t\0?e\0?x\0?t\0?[:=]/i.exec(text);
        const kept = mark ? text.slice(0, mark.index + mark[0].length) : text;
        const { raw } = receiptOf({ esmClass: 4, shortMessage: Buffer.from(text) });
        expect(Buffer.from(JSON.parse(raw).shortMessage, 'hex').toString()).toBe(kept);
      }),
      { numRuns: 500 },
    );
  });

  test('has its underscores and price read by the alphabet and TLVs of the provider', () => {
    const tlvs = new Map([
      [0x2000, Buffer.from('2.5000\0')],
      [0x2002, Buffer.from([0, 3])],
    ]);
    expect(receiptOf({ esmClass: 0x04, shortMessage: Buffer.from(RECEIPT), tlvs }).receipt).toMatchObject({
      cost: 25_000,
      parts: 3,
    });
  });

  test("has no price in what is another vendor's TLV", () => {
    const tlvs = new Map([[0x2000, Buffer.from('2.5000\0')]]);
    const { receipt } = receiptOf(
      { esmClass: 0x04, shortMessage: Buffer.from(RECEIPT), tlvs },
      { hasDialect: false },
    );
    expect(receipt).toMatchObject({ id: '855469', cost: null });
  });

  test('that cannot be read at all is kept with its octets', () => {
    const { receipt, raw } = receiptOf({ esmClass: 0x04, shortMessage: Buffer.from([0xff, 0x00, 0x9f]) });
    expect(receipt).toMatchObject({ id: null, state: null });
    expect(JSON.parse(raw).shortMessage).toBe('ff009f');
  });

  test('by the recipient (an acknowledgement) has no state', () => {
    expect(receiptOf({ esmClass: 0x10, shortMessage: Buffer.from('ok') }).receipt.state).toBeNull();
  });
});

describe("a subscriber's message", () => {
  test.each([
    ['as it is', '79991234567', 1, 'RU', '79991234567'],
    ['with a plus', '+79991234567', 1, 'RU', '79991234567'],
    ['with the prefix for abroad', '0079991234567', 0, 'RU', '79991234567'],
    ['as it is dialled at home, and so named', '89991234567', 2, 'RU', '79991234567'],
    ['as it is dialled at home, though named otherwise', '89991234567', 1, 'RU', '79991234567'],
    ['as it is dialled at home', '07911123456', 0, 'GB', '447911123456'],
    ['without its trunk prefix, and not so named', '9991234567', 0, 'RU', '79991234567'],
    ['of a country where it is one with its calling code', '4915112345678', 0, 'US', '4915112345678'],
    ['without its trunk prefix', '2025550123', 2, 'US', '12025550123'],
    ['of another country, though named one of home', '4915112345678', 2, 'RU', '4915112345678'],
    ['of Mexico as it was dialled once', '5215512345678', 1, 'RU', '525512345678'],
    ['of Mexico as it was dialled once, to Germany', '+5215512345678', 1, 'DE', '525512345678'],
    ['that nobody knows', '+99912345678', 1, 'RU', '99912345678'],
    ['that is a short code', '12345', 2, 'RU', '12345'],
    ['that is a name', 'SHOP', 5, 'RU', 'SHOP'],
    ['that is a name of digits', '0900', 5, 'RU', '0900'],
    ['that is not told', '', 0, 'RU', ''],
  ])('is from the number %s', (_, address, ton, country, sender) => {
    expect(partOf({ source: { address, ton, npi: 1 } }, { country }).sender).toBe(sender);
  });

  test('is to the digits of the number that it was sent to', () => {
    const to = (address: string) => partOf({ destination: { address, ton: 2, npi: 1 } }).recipient;
    expect(['79000000', '+79000000', '0079000000', '89000000', 'SHOP'].map(to)).toEqual([
      ...['79000000', '79000000', '79000000', '89000000', 'SHOP'],
    ]);
  });

  test.each([
    ['GSM', 0, 'gsm', Buffer.from([0x00, 0x11, 0x1b, 0x65]), '@_€'],
    ['the default of an ISO bind', 0, 'latin1', Buffer.from('caf\xe9', 'latin1'), 'café'],
    ['ASCII', 1, 'gsm', Buffer.from('a_b'), 'a_b'],
    ['ISO-8859-1 of the specification', 3, 'gsm', Buffer.from('caf\xe9', 'latin1'), 'café'],
    ["the provider's ISO-8859-1", 4, 'gsm', Buffer.from('caf\xe9', 'latin1'), 'café'],
    ['UCS-2', 8, 'gsm', Buffer.from('Привет', 'utf16le').swap16(), 'Привет'],
    ['flash GSM', 0x10, 'gsm', Buffer.from([0x00]), '@'],
    ['flash UCS-2', 0x18, 'gsm', Buffer.from('Привет', 'utf16le').swap16(), 'Привет'],
    ['GSM with a message class', 0xf1, 'gsm', Buffer.from([0x00]), '@'],
    ['ISO-8859-1 where GSM was announced', 0, 'gsm', Buffer.from('Gr\xfc\xdfe', 'latin1'), 'Grüße'],
    ['Cyrillic', 6, 'gsm', Buffer.from('bfe0d8d2d5e2', 'hex'), 'Привет'],
  ] as const)('is read in %s', (_, dataCoding, defaultAlphabet, shortMessage, text) => {
    expect(partOf({ dataCoding, shortMessage }, { defaultAlphabet })).toEqual({
      sender: '79991234567',
      recipient: '79000000',
      text,
      unread: [],
      concatenation: null,
    });
  });

  test('that is no text keeps its octets, and one that ends in half a character both', () => {
    expect(wholeOf({ dataCoding: 0xf5, shortMessage: Buffer.from([0, 0x1b]) })).toMatchObject({
      text: '',
      unread: [{ dataCoding: 0xf5, octets: '001b' }],
    });
    expect(wholeOf({ dataCoding: 8, payload: Buffer.from([0x04, 0x1f, 0x04]) })).toMatchObject({
      text: 'П\ufffd',
      unread: [{ dataCoding: 8, octets: '041f04' }],
    });
  });

  test.each([
    ['an 8-bit reference', [5, 0x00, 3, 200, 3, 2], { series: 'udh8', reference: 200, parts: 3, part: 2 }],
    ['a 16-bit reference', [6, 0x08, 4, 1, 2, 3, 2], { series: 'udh16', reference: 258, parts: 3, part: 2 }],
    [
      'a port before its reference',
      [11, 0x05, 4, 0, 80, 0, 80, 0x00, 3, 7, 2, 1],
      { series: 'udh8', reference: 7, parts: 2, part: 1 },
    ],
    ['a port only', [6, 0x05, 4, 0, 80, 0, 80], null],
    ['a part beyond the last', [5, 0x00, 3, 200, 3, 4], null],
    ['part zero', [5, 0x00, 3, 200, 3, 0], null],
    ['one part of one', [5, 0x00, 3, 200, 1, 1], null],
    ['an element that is cut off', [5, 0x00, 3, 200], null],
  ] as const)('with %s in its user data header', (_, header, expected) => {
    expect(partOf({ udh: Buffer.from(header) }).concatenation).toEqual(expected);
  });

  test('is a part by its SAR TLVs', () => {
    expect(partOf({ sar: { ref: 513, total: 2, number: 2 } }).concatenation).toEqual({
      series: 'sar',
      reference: 513,
      parts: 2,
      part: 2,
    });
  });

  test('that is a part keeps its octets without their header', () => {
    const udh = Buffer.from([5, 0x00, 3, 200, 3, 2]);
    const shortMessage = Buffer.from('d83d', 'hex');
    expect(partOf({ dataCoding: 8, udh, shortMessage })).toMatchObject({
      octets: { octets: shortMessage, dataCoding: 8, defaultAlphabet: 'gsm' },
    });
  });

  // 3GPP TS 23.038, A.2 and A.3: 0x24 names a table of single characters, each behind an escape, 0x25 one of all.
  test.each([
    ['Turkish letters', [3, 0x24, 1, 1], '1b731b671b691b491b471b531b63 1b65 1b3c1b3e', 'şğıİĞŞç€[]'],
    ['Spanish letters', [3, 0x24, 1, 2], '1b611b491b6f1b551b09', 'áÍóÚç'],
    ['Portuguese letters', [3, 0x24, 1, 3], '1b7b1b5c1b611b051b12', 'ãÕÂêΦ'],
    ['a Turkish alphabet', [3, 0x25, 1, 1], '070b0c1c1d406004411b3c', 'ıĞğŞşİç€A['],
    ['a Portuguese alphabet', [3, 0x25, 1, 3], '0408097b5b24', 'êóçãÃº'],
    ['both, and what neither has', [6, 0x25, 1, 1, 0x24, 1, 2], '071b61 1b41 1b1b 1b07', 'ıáÁ ı'],
    ['tables of a language that is not here', [3, 0x25, 1, 6], '414243', 'ABC'],
  ])('in %s of the GSM alphabet', (_, header, octets, text) => {
    const shortMessage = Buffer.from(octets.replaceAll(' ', ''), 'hex');
    expect(wholeOf({ udh: Buffer.from(header), shortMessage })).toMatchObject({ text, unread: [] });
    // Of another alphabet the header says nothing.
    const asIs = wholeOf({ shortMessage }, { defaultAlphabet: 'latin1' });
    expect(wholeOf({ udh: Buffer.from(header), shortMessage }, { defaultAlphabet: 'latin1' })).toEqual(asIs);
  });

  test('in national tables, of which it is a part, keeps octets that need no header to be read', () => {
    const udh = Buffer.from([8, 0x24, 1, 1, 0x00, 3, 7, 2, 1]);
    expect(partOf({ udh, shortMessage: Buffer.from('411b73', 'hex') })).toMatchObject({
      concatenation: { series: 'udh8', reference: 7, parts: 2, part: 1 },
      octets: { octets: Buffer.from('0041015f', 'hex'), dataCoding: 8 },
    });
  });
});
