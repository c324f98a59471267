import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Receipt, ReceiptTlvs } from '../../src/messages/receipt.ts';
import { parseReceipt } from '../../src/messages/receipt-text.ts';

const EMPTY: Receipt = {
  id: null,
  textId: null,
  state: null,
  unknownState: null,
  reading: null,
  error: null,
  cost: null,
  parts: null,
  flags: null,
  networkError: null,
  lookup: null,
  utcOffset: 180,
  submittedAt: null,
  doneAt: null,
  submitted: null,
  delivered: null,
  text: null,
  other: null,
  unread: null,
};

function read(text: string, tlvs: ReceiptTlvs = {}): Receipt {
  return parseReceipt({ text, tlvs });
}

describe("a receipt's text", () => {
  const ordinary =
    'id:855469 sub:001 dlvrd:001 submit date:2512011403 done date:251201140312 stat:DELIVRD err:000 text:Your order';

  test('of the ordinary form is read in full, its dates by the clock of Moscow', () => {
    expect(read(ordinary)).toEqual({
      ...EMPTY,
      id: '855469',
      textId: '855469',
      state: 'delivered',
      error: 0,
      submitted: 1,
      delivered: 1,
      submittedAt: Date.UTC(2025, 11, 1, 11, 3),
      doneAt: Date.UTC(2025, 11, 1, 11, 3, 12),
      text: 'Your order',
    });
  });

  test('has its dates read by the clock that is named', () => {
    expect(parseReceipt({ text: ordinary, tlvs: {}, utcOffset: 0 }).submittedAt).toBe(
      Date.UTC(2025, 11, 1, 14, 3),
    );
    expect(read('done date:20251201140312').doneAt).toBe(Date.UTC(2025, 11, 1, 11, 3, 12));
  });

  test.each([
    ['READ', 'read'],
    ['Seen', 'read'],
    ['CLICKED', 'clicked'],
    ['DELIVRD', null],
  ])('that says %s tells of a delivery, and of its reader %s', (stat, reading) => {
    expect(read(`id:1 stat:${stat} err:000`)).toMatchObject({
      state: 'delivered',
      reading,
      unknownState: null,
      unread: null,
    });
  });

  test.each([
    ['ENROUTE', 'enroute'],
    ['ACCEPTD', 'accepted'],
    ['DELIVRD', 'delivered'],
    ['delivered', 'delivered'],
    ['EXPIRED', 'expired'],
    ['UNDELIV', 'undelivered'],
    ['REJECTD', 'rejected'],
    ['DELETED', 'deleted'],
    ['UNKNOWN', 'unknown'],
    ['UNDELIVERABLE', 'undelivered'],
    ['UNDELIVERED', 'undelivered'],
    ['NOT_DELIVERED', 'undelivered'],
    ['FAILED', 'undelivered'],
    ['SYSERR', 'undelivered'],
    ['NOCRED', 'rejected'],
    ['REJECTED', 'rejected'],
    ['ACCEPTED', 'accepted'],
    ['EN-ROUTE', 'enroute'],
    ['SCHEDULED', 'accepted'],
    ['CANCELLED', 'deleted'],
    ['SKIPPED', 'rejected'],
  ])('stat:%s means %s', (word, state) => {
    expect(read(`id:1 stat:${word} err:000`).state).toBe(state);
  });

  test.each([
    'id:855001;stat:DELIVRD;err:006',
    'id:855001, stat:DELIVRD, err:006',
    'id=855001 stat=DELIVRD err=006',
    'id:855001 status:DELIVRD error:006',
    'id: 855001 stat: DELIVRD err: 006',
    'id:855001 stat:DELIVRD err:006\0',
    'stat:DELIVRD err:006 id:855001\0\0',
    'id:855001\0 stat:DELIVRD\0 err:006',
    'id:855001 submitdate:1809031208 donedate:180903120816 DELIVRD err:006',
  ])('written as %j is read', (text) => {
    expect(read(text)).toMatchObject({ id: '855001', state: 'delivered', error: 6, unread: null });
  });

  test('has its word for the state found without its name, unless there are two of them or another says more', () => {
    const written = (words: string) =>
      `id:1 sub:001 dlvrd:000 submit date:1809031208 done date:180903120816 ${words} err:000 text:EXPIRED`;
    expect(read(written('UNDELIV'))).toMatchObject({ state: 'undelivered', text: 'EXPIRED', unread: null });
    expect(read(written('EXPIRED DELIVRD'))).toMatchObject({ state: null, unread: 'EXPIRED DELIVRD' });
    expect(read(written('not delivered'))).toMatchObject({ state: null, unread: 'not delivered' });
    expect(read(written('EXPIRED'), { messageState: 2 }).state).toBe('delivered');
    expect(read(written('EXPIRED stat:DELIVRD')).state).toBe('delivered');
  });

  test('with a state that nobody knows says which', () => {
    expect(read('id:1 stat:LOST')).toMatchObject({ state: null, unknownState: 'LOST' });
    expect(read('id:1', { messageState: 77 })).toMatchObject({ state: null, unknownState: '77' });
    expect(read('id:1 stat:LOST', { messageState: 2 })).toMatchObject({
      state: 'delivered',
      unknownState: null,
    });
  });

  test.each(['a_b-C9x', 'S21311242091636504458661711', '{7f}|~@#', 'YWJj/x+=', 'a;b,c', '№7'])(
    'has the id %s whole',
    (id) => {
      expect(read(`id:${id} stat:DELIVRD err:000`)).toMatchObject({ id, state: 'delivered' });
      expect(read(`stat:DELIVRD err:000 id:${id}`)).toMatchObject({ id, state: 'delivered' });
    },
  );

  test('in capitals, with line breaks and without some fields is read as well', () => {
    expect(read('ID:9f1c-77 Stat:UNDELIV\nErr:006')).toEqual({
      ...EMPTY,
      id: '9f1c-77',
      textId: '9f1c-77',
      state: 'undelivered',
      error: 6,
    });
  });

  test('holds nothing but text after "text:", whatever that looks like', () => {
    const receipt = read('id:1 stat:UNDELIV err:001 text:id:2 stat:DELIVRD err:000');
    expect(receipt).toMatchObject({
      id: '1',
      state: 'undelivered',
      error: 1,
      text: 'id:2 stat:DELIVRD err:000',
    });
    expect(read('id:1 text:stat:DELIVRD').state).toBeNull();
    expect(read('id:1 stat:EXPIRED text:see id:2 stat:DELIVRD')).toMatchObject({ id: '1', state: 'expired' });
  });

  test('that begins with "text:" has its fields after it', () => {
    expect(read('text:stat:DELIVRD id:7 x id:1 stat:EXPIRED err:000')).toMatchObject({
      id: '1',
      state: 'expired',
      text: 'stat:DELIVRD id:7 x',
    });
    expect(read('text:only this')).toEqual({ ...EMPTY, text: 'only this' });
  });

  test('hands back what it cannot read', () => {
    expect(read('Hello! id:1 more stat:LOST err:0FB sub:x submit date:2513011403 foo:bar id:2')).toEqual({
      ...EMPTY,
      id: '1',
      textId: '1',
      unknownState: 'LOST',
      unread: 'Hello! more foo:bar id:2 stat:LOST err:0FB submit date:2513011403 sub:x',
    });
  });

  test.each(['2502301403', '2512012403', '2512011460', '251201140360', '25120114031', 'now'])(
    'with the date %s has no such date',
    (date) => {
      expect(read(`done date:${date}`)).toMatchObject({ doneAt: null, unread: `done date:${date}` });
    },
  );

  test('means the same in any order of its fields', () => {
    const fields = ordinary
      .slice(0, ordinary.indexOf(' text:'))
      .split(/ (?=sub:|dlvrd|submit|done|stat|err)/);
    const orders = fc.shuffledSubarray(fields, { minLength: fields.length });
    fc.assert(
      fc.property(orders, fc.string(), (order, text) => {
        expect(read(`${order.join(' ')} text:${text}`)).toEqual({ ...read(ordinary), text });
      }),
    );
  });
});

describe("a look-up's text", () => {
  const stem = 'id:855469 stat:DELIVRD err:000 imsi:250023012345678 msc:79232510066 mcc:250 mnc:02';

  test('is read in full, and empty fields are nothing', () => {
    expect(read(`${stem} cn:Russian+Federation net:MegaFON+open+Joint+Stock+Company rcn: rnet:`)).toEqual({
      ...EMPTY,
      id: '855469',
      textId: '855469',
      state: 'delivered',
      error: 0,
      lookup: {
        imsi: '250023012345678',
        msc: '79232510066',
        mcc: '250',
        mnc: '02',
        country: 'Russian Federation',
        network: 'MegaFON open Joint Stock Company',
        roamingCountry: null,
        roamingNetwork: null,
      },
    });
  });

  test.each([
    ['%D0%9C%D0%A2%D0%A1', 'МТС'],
    ['A%26B%3a+C', 'A&B: C'],
    ['100%+GSM', '100%+GSM'],
    ['%CC%D2%D1', '%CC%D2%D1'],
    ['MegaFON open', 'MegaFON open'],
  ])('with the operator %s names %s', (written, network) => {
    expect(read(`${stem} cn:X net:${written} rcn: rnet:`).lookup).toMatchObject({ network, country: 'X' });
  });

  test('that failed has every field empty', () => {
    const { lookup, error } = read('id:1 stat:UNDELIV err:001 imsi: msc: mcc: mnc: cn: net: rcn: rnet:');
    expect(error).toBe(1);
    expect(new Set(Object.values(lookup ?? {}))).toEqual(new Set([null]));
  });
});

describe('the TLVs', () => {
  test('are enough without a text', () => {
    const tlvs: ReceiptTlvs = {
      receiptedMessageId: '855469',
      messageState: 5,
      networkErrorCode: Buffer.from('030006', 'hex'),
      cost: Buffer.from('2.5000\0'),
      flags: Buffer.from('0004', 'hex'),
      parts: Buffer.from('0003', 'hex'),
      other: Buffer.from('abc\0'),
    };
    expect(read('', tlvs)).toEqual({
      ...EMPTY,
      id: '855469',
      state: 'undelivered',
      error: 6,
      networkError: { type: 3, code: 6 },
      cost: 25000,
      flags: { type: 'hlr', secondBalance: false, template: null },
      parts: 3,
      other: 'abc',
    });
  });

  test.each([
    [0, 'accepted'],
    [1, 'enroute'],
    [2, 'delivered'],
    [3, 'expired'],
    [4, 'deleted'],
    [5, 'undelivered'],
    [6, 'accepted'],
    [7, 'unknown'],
    [8, 'rejected'],
    [9, 'rejected'],
  ])('message_state %i means %s', (messageState, state) => {
    expect(read('', { messageState }).state).toBe(state);
  });

  test.each([
    ['0000', 'sms', false, null],
    ['0025', 'ping', true, null],
    ['0100', 'sms', false, 'service'],
    ['030a', 'viber', false, 'transactional'],
    ['050c', 'social', false, 'advertising'],
    ['0009', null, false, null],
  ])('flags %s mean %s, second balance %s, template %s', (octets, type, secondBalance, template) => {
    expect(read('', { flags: Buffer.from(octets, 'hex') }).flags).toEqual({ type, secondBalance, template });
  });

  test('give way to the text for state and error, and go before it for the id', () => {
    const tlvs = {
      receiptedMessageId: '0d0d',
      messageState: 2,
      networkErrorCode: Buffer.from('03000b', 'hex'),
    };
    expect(read('id:3341 stat:EXPIRED err:006', tlvs)).toMatchObject({
      id: '0d0d',
      textId: '3341',
      state: 'expired',
      error: 6,
      networkError: { type: 3, code: 11 },
    });
  });

  test('that cannot be read are handed back', () => {
    const tlvs = {
      messageState: 10,
      networkErrorCode: Buffer.from('03', 'hex'),
      cost: Buffer.from('free\0'),
      flags: Buffer.alloc(0),
      parts: Buffer.alloc(5),
    };
    expect(read('id:1', tlvs)).toEqual({
      ...EMPTY,
      id: '1',
      textId: '1',
      unknownState: '10',
      unread: 'message_state:10 network_error_code:03 cost:6672656500 parts:0000000000 flags:',
    });
  });
});

test('an id that no submit was answered with is none, in the text as in the TLV', () => {
  const long = '9'.repeat(4_000);
  const text = `id:${long} stat:DELIVRD`;
  expect(parseReceipt({ text, tlvs: {} })).toMatchObject({ id: null, textId: null, state: 'delivered' });
  expect(parseReceipt({ text, tlvs: { receiptedMessageId: long } }).id).toBeNull();
  expect(parseReceipt({ text, tlvs: { receiptedMessageId: '7' } }).id).toBe('7');
  expect(parseReceipt({ text: 'id:7', tlvs: { receiptedMessageId: long } }).id).toBe('7');
  // PostgreSQL takes no NUL in a text.
  expect(parseReceipt({ text: 'id:1\u00007 stat:DELIVRD', tlvs: {} }).id).toBeNull();
});

test('a receipt as long as any can be is read in a moment, whatever it repeats', () => {
  for (const unit of ['\0', ' ', ';', ',;', 'id:', 'text:', 'stat:', ' date:', 'A ']) {
    // To read on from each of its places would outlast the test by far.
    expect(read(`${unit.repeat(60_000)}x`).state).toBeNull();
  }
});

test('any text and any octets are read without an error', () => {
  const word = fc.constantFrom(
    ...[
      'id:',
      'sub:',
      'dlvrd:',
      'submit date:',
      'done date:',
      'stat:',
      'err:',
      'text:',
      'cn:',
      'net:',
      'imsi:',
    ],
    ...[' ', '\n', '%', '+', 'DELIVRD', '000', '2512011403', '__proto__:', 'constructor:', '\0', 'я'],
  );
  const text = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc.array(word, { maxLength: 30 }).map((words) => words.join('')),
  );
  const octets = fc.option(
    fc.uint8Array({ maxLength: 9 }).map((bytes) => Buffer.from(bytes)),
    { nil: undefined },
  );
  const tlvs = fc.record({
    receiptedMessageId: fc.option(fc.string(), { nil: undefined }),
    messageState: fc.option(fc.integer(), { nil: undefined }),
    networkErrorCode: octets,
    cost: octets,
    flags: octets,
    parts: octets,
    other: octets,
  });
  fc.assert(
    fc.property(text, tlvs, (receipt, values) => {
      const result = parseReceipt({ text: receipt, tlvs: values });
      expect(new Set(Object.keys(result))).toEqual(new Set(Object.keys(EMPTY)));
      expect(Number.isNaN(result.doneAt)).toBe(false);
    }),
    { numRuns: 500 },
  );
});
