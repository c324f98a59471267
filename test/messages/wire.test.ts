import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { decodeText } from '../../src/messages/alphabet.ts';
import { PROFILES } from '../../src/messages/provider.ts';
import { type MessageRequest, messageRequest } from '../../src/messages/request.ts';
import { toWire, type WireOptions } from '../../src/messages/wire.ts';
import { options, refusal, sms, to } from '../support/requests.ts';

const iso: WireOptions = { ...options, defaultAlphabet: 'latin1' };
const generic: WireOptions = {
  ...options,
  ...PROFILES.generic,
  ...PROFILES.generic.habits,
  defaultAlphabet: 'gsm',
};
const ascii: WireOptions = { ...generic, defaultAlphabet: 'ascii' };

describe('the text of each channel', () => {
  const bot = '@shop_bot';
  test.each<[string, MessageRequest]>([
    ['Hi', sms('Hi')],
    ['Hi\n~~~\nticket 77', sms('Hi', { comment: 'ticket 77' })],
    [
      '__MAIL__: Hi\nthere\nsubj:Bill',
      { channel: 'email', to: 'a@b.ru', text: 'Hi\r\nthere', subject: 'Bill' },
    ],
    [
      '__MAIL__: Hi\nsubj:Bill\n~~~\nnote',
      { channel: 'email', to: 'a@b.ru', text: 'Hi', subject: 'Bill', comment: 'note' },
    ],
    ['__CALL__: Hi\nvoice:m', { channel: 'call', to, text: 'Hi', voice: 'm' }],
    ['__CALL__: Hi\nvoice:m3,en', { channel: 'call', to, text: 'Hi', voice: 'm3,en' }],
    [
      '__CALL__: Hi\nvoice:w2\n~~~\nparam:20,90,3',
      { channel: 'call', to, text: 'Hi', voice: 'w2', ring: 20, retry: 90, tries: 3 },
    ],
    ['__CALL__: Hi\nvoice:m\n~~~\nparam:25,60,3', { channel: 'call', to, text: 'Hi', voice: 'm', tries: 3 }],
    ['__CALL__: Hi\nvoice:m\n~~~\nnote', { channel: 'call', to, text: 'Hi', voice: 'm', comment: 'note' }],
    ['__VIBER__: Hi', { channel: 'viber', to, text: 'Hi' }],
    ['__SOC__: Hi\n~~~\nnote', { channel: 'soc', to, text: 'Hi', comment: 'note' }],
    ['__TGM__: 4821', { channel: 'tgm', to, code: '4821' }],
    ['__BOT__: Hi\nbot:@shop_bot', { channel: 'bot', to, text: 'Hi', bot }],
    ['__BOT__: Hi\nbot:@shop_bot\n~~~\nnote', { channel: 'bot', to, text: 'Hi', bot, comment: 'note' }],
    ['__HLR__', { channel: 'hlr', to }],
    ['__PING__', { channel: 'ping', to }],
  ])('is %j', (text, request) => {
    const wire = toWire(request, options, 1);
    expect(wire.text).toBe(text);
    expect(wire.destination).toBe(request.to);
    expect(wire.pdus.map((pdu) => decodeText(pdu.shortMessage, wire.alphabet))).toEqual([text]);
  });

  test('a look-up is these octets in GSM, and others where the connection speaks ISO-8859-1', () => {
    const request: MessageRequest = { channel: 'hlr', to };
    expect(toWire(request, options, 1).pdus[0]?.shortMessage.toString('hex')).toBe('1111484c521111');
    expect(toWire(request, iso, 1).pdus[0]?.shortMessage.toString('latin1')).toBe('__HLR__');
  });

  test('a call that names no voice is read by the first man', () => {
    expect(messageRequest.parse({ channel: 'call', to, text: 'Hi' })).toMatchObject({ voice: 'm' });
  });
});

describe('alphabet and data_coding', () => {
  test.each([
    ['Hello', options, 'gsm', 0],
    ['Forêt', options, 'latin1', 4],
    ['Forêt', { ...options, latin1DataCoding: 3 as const }, 'latin1', 3],
    ['Привет', options, 'ucs2', 8],
    ['Hello', iso, 'latin1', 0],
    ['5 €', iso, 'ucs2', 8],
    ['a@b.ru', ascii, 'ascii', 0],
    ['Forêt', ascii, 'latin1', 3],
    ['5 €', ascii, 'ucs2', 8],
  ])('%j goes with %o in %s, data_coding %i', (text, wireOptions, alphabet, dataCoding) => {
    const wire = toWire(sms(text), wireOptions, 1);
    expect([wire.alphabet, wire.pdus[0]?.dataCoding]).toEqual([alphabet, dataCoding]);
  });

  test.each([
    ['the usual one', options, [0x10, 0x14, 0x18]],
    ['one whose Latin-1 is 3', generic, [0x10, 0x14, 0x18]],
    ['one whose default alphabet is Latin-1', iso, [0x10, 0x10, 0x18]],
    ['one whose default alphabet is ASCII', ascii, [0x10, 0x14, 0x18]],
  ])('a flash SMS has class 0 beside the alphabet on a connection like %s', (_, wireOptions, codings) => {
    const codes = ['Hi', 'ê', 'Я'].map(
      (text) => toWire(sms(text, { flash: true }), wireOptions, 1).pdus[0]?.dataCoding,
    );
    expect(codes).toEqual(codings);
  });

  test('what an ASCII connection carries is paid as the phone gets it: a bracket takes two septets', () => {
    expect(toWire(sms('[1]'.repeat(32), { alphabet: 'ascii' }), ascii, 1).parts).toBe(1);
    expect(toWire(sms('[1]'.repeat(33), { alphabet: 'ascii' }), ascii, 1).parts).toBe(2);
  });

  test('an alphabet that was asked for is used, or what does not fit it is named', () => {
    expect(toWire(sms('Hi', { alphabet: 'ucs2' }), options, 1).alphabet).toBe('ucs2');
    expect(refusal(sms('Зал «A»', { alphabet: 'gsm' }))).toEqual({
      kind: 'not-in-alphabet',
      alphabet: 'gsm',
      characters: ['З', 'а', 'л', '«', '»'],
    });
    expect(refusal(sms('Hi', { alphabet: 'gsm' }), iso)).toEqual({
      kind: 'alphabet-unavailable',
      alphabet: 'gsm',
    });
  });

  test('half a surrogate pair is refused', () => {
    expect(refusal(sms('a\ud83d'))).toEqual({
      kind: 'not-in-alphabet',
      alphabet: 'ucs2',
      characters: ['\ud83d'],
    });
  });

  test('a comment never widens the alphabet of a text', () => {
    expect(refusal(sms('Hello', { comment: 'заказ' }))).toEqual({
      kind: 'comment-needs-wider-alphabet',
      alphabet: 'gsm',
      characters: ['з', 'а', 'к'],
    });
    expect(toWire(sms('Привет', { comment: 'order' }), options, 1).alphabet).toBe('ucs2');
  });

  test("an e-mail's subject chooses the alphabet too", () => {
    const request: MessageRequest = { channel: 'email', to: 'a@b.ru', text: 'Hi', subject: 'Счёт' };
    expect(toWire(request, options, 1).alphabet).toBe('ucs2');
  });
});

describe('addresses', () => {
  test.each([
    ['SHOP', 'SHOP', 5, 1],
    ['My Shop-1_&', 'My Shop-1_&', 5, 1],
    ['79000000', '79000000', 1, 1],
    ['+79991112233', '79991112233', 1, 1],
    ['', '', 0, 0],
  ])('from %j is %j with ton %i and npi %i', (from, address, ton, npi) => {
    expect(toWire(sms('Hi', { from }), options, 1).source).toEqual({ address, ton, npi });
  });

  test('the configured sender serves where none is named', () => {
    expect(toWire(sms('Hi'), options, 1).source.address).toBe('SHOP');
    expect(toWire({ channel: 'hlr', to }, { ...options, sender: '' }, 1).source).toEqual({
      address: '',
      ton: 0,
      npi: 0,
    });
  });

  test.each(['TwelveLetter', 'Магазин', 'a/b', '1234567890123456', 'a@b.ru'])('%j is no sender', (from) => {
    expect(refusal(sms('Hi', { from }))).toEqual({ kind: 'bad-sender', from });
  });

  test('numbers are international, an e-mail address has no type, and its sender may be an address', () => {
    const request: MessageRequest = {
      channel: 'email',
      to: 'a@b.ru',
      text: 'Hi',
      subject: 'S',
      from: 'me@b.ru',
    };
    const email = toWire(request, options, 1);
    expect(email.destinationTonNpi).toEqual({ ton: 0, npi: 0 });
    expect(email.source).toEqual({ address: 'me@b.ru', ton: 5, npi: 1 });
    expect(toWire(sms('Hi'), options, 1).destinationTonNpi).toEqual({ ton: 1, npi: 1 });
  });
});

describe('parts and PDUs', () => {
  test('a text of one part goes in short_message', () => {
    const { pdus, parts } = toWire(sms('a'.repeat(160)), options, 1);
    expect(pdus).toEqual([
      { dataCoding: 0, esmClass: 0, shortMessage: Buffer.from('a'.repeat(160)), payload: null, sar: null },
    ]);
    expect(parts).toBe(1);
  });

  test('a longer one goes whole in message_payload', () => {
    const { pdus, parts } = toWire(sms('a'.repeat(161)), options, 1);
    expect(pdus).toEqual([
      {
        dataCoding: 0,
        esmClass: 0,
        shortMessage: Buffer.alloc(0),
        payload: Buffer.from('a'.repeat(161)),
        sar: null,
      },
    ]);
    expect(parts).toBe(2);
  });

  test('a comment and the marks of a channel are not paid for', () => {
    const commented = toWire(sms('a'.repeat(160), { comment: 'b'.repeat(200) }), options, 1);
    expect([commented.parts, commented.pdus[0]?.payload?.length]).toEqual([1, 160 + 8 + 200]);
    expect(toWire({ channel: 'viber', to, text: 'a'.repeat(500) }, options, 1).parts).toBe(1);
  });

  test('with UDH each part has its header and the indicator', () => {
    const { pdus } = toWire(sms('a'.repeat(161)), { ...options, long: 'udh' }, 0x1ff);
    expect(
      pdus.map((pdu) => [
        pdu.esmClass,
        pdu.shortMessage.subarray(0, 6).toString('hex'),
        pdu.shortMessage.length,
      ]),
    ).toEqual([
      [0x40, '050003ff0201', 159],
      [0x40, '050003ff0202', 6 + 8],
    ]);
  });

  test('with SAR each part has its numbers', () => {
    const { pdus } = toWire(sms('я'.repeat(71)), { ...options, long: 'sar' }, 0x1ffff);
    expect(pdus.map((pdu) => [pdu.esmClass, pdu.sar, pdu.shortMessage.length])).toEqual([
      [0, { ref: 0xffff, total: 2, number: 1 }, 134],
      [0, { ref: 0xffff, total: 2, number: 2 }, 8],
    ]);
  });

  test.each(['udh', 'sar'] as const)('255 parts are the most for %s', (long) => {
    const wireOptions = { ...options, long };
    expect(toWire(sms('a'.repeat(255 * 153)), wireOptions, 1).pdus).toHaveLength(255);
    expect(refusal(sms('a'.repeat(255 * 153 + 1)), wireOptions)).toEqual({
      kind: 'too-long',
      parts: 256,
      limit: 255,
    });
  });

  test('a payload longer than a TLV can be is refused', () => {
    expect(toWire(sms('a'.repeat(65_535)), options, 1).pdus[0]?.payload).toHaveLength(65_535);
    expect(refusal(sms('a'.repeat(65_536)))).toEqual({ kind: 'too-long', parts: 429, limit: 428 });
  });

  test('whatever goes is whole, and in every PDU at most 254 octets of short_message', () => {
    const text = fc.string({
      unit: fc.constantFrom('a', '€', 'ê', 'я', '😀', '\n', '['),
      minLength: 1,
      maxLength: 900,
    });
    const long = fc.constantFrom('payload' as const, 'udh' as const, 'sar' as const);
    fc.assert(
      fc.property(text, long, fc.boolean(), (own, how, isIso) => {
        fc.pre(own.trim() !== '');
        const wireOptions = { ...(isIso ? iso : options), long: how };
        const { pdus, alphabet, text: whole } = toWire(sms(own), wireOptions, 7);
        const read = pdus.map((pdu) => {
          expect(pdu.shortMessage.length).toBeLessThanOrEqual(254);
          const octets = pdu.payload ?? pdu.shortMessage.subarray(pdu.esmClass === 0x40 ? 6 : 0);
          return decodeText(octets, alphabet);
        });
        expect(read.join('')).toBe(whole);
        expect(whole).toBe(own);
      }),
      { numRuns: 150 },
    );
  });
});

describe('types of addresses and the validity', () => {
  const typesOf = (request: MessageRequest, wireOptions: WireOptions) => {
    const { source, destinationTonNpi: destination } = toWire(request, wireOptions, 1);
    return `${source.ton}/${source.npi} → ${destination.ton}/${destination.npi}`;
  };

  test.each([
    ['SHOP', '5/1 → 1/1', '5/0 → 1/1'],
    ['79001234567', '1/1 → 1/1', '1/1 → 1/1'],
    ['4444', '1/1 → 1/1', '3/0 → 1/1'],
    ['', '0/0 → 1/1', '0/0 → 1/1'],
  ])('from "%s" they are %s at SMSC.ru, and %s at another provider', (from, atSmsc, elsewhere) => {
    expect(typesOf(sms('Hi', { from }), options)).toBe(atSmsc);
    expect(typesOf(sms('Hi', { from }), generic)).toBe(elsewhere);
  });

  test('a short number is one as a recipient, too', () => {
    expect(typesOf(sms('Hi', { to: '44444' }), generic)).toBe('5/0 → 3/0');
  });

  test.each([
    [null, ''],
    [1, '000000010000000R'],
    [24, '000001000000000R'],
    [71, '000002230000000R'],
  ])('a validity of %j hours is "%s"', (validity, period) => {
    expect(toWire(sms('Hi'), { ...generic, validity }, 1).validityPeriod).toBe(period);
  });
});
