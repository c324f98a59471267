import { describe, expect, test } from 'vitest';
import { contentOf, type MessageRequest } from '../../src/messages/request.ts';
import { asAgreed, offerOf, termsOf } from '../../src/messages/terms.ts';
import { toWire, type WireOptions } from '../../src/messages/wire.ts';
import { options, sms, to } from '../support/requests.ts';

const iso: WireOptions = { ...options, defaultAlphabet: 'latin1' };

const agreed = (request: MessageRequest, then: WireOptions = options) =>
  termsOf(contentOf(request), toWire(request, then, 1));

describe('what is agreed on', () => {
  test('is the sender, the alphabet and the parts of an SMS', () => {
    expect(agreed(sms('Your order is ready'))).toEqual({ sender: 'SHOP', alphabet: 'gsm', parts: 1 });
    expect(agreed(sms('я'.repeat(71), { from: '+79990000001' }))).toEqual({
      sender: '79990000001',
      alphabet: 'ucs2',
      parts: 2,
    });
  });

  test.each<[MessageRequest, string | null]>([
    [{ channel: 'viber', to, text: 'hello' }, null],
    [{ channel: 'viber', to, text: 'hello', alphabet: 'ucs2' }, 'ucs2'],
    [{ channel: 'hlr', to }, null],
    [{ channel: 'tgm', to, code: '4821' }, null],
  ])('of %j is an alphabet only where one was asked for', (request, alphabet) => {
    expect(agreed(request)).toMatchObject({ alphabet, parts: 1 });
  });
});

describe('under other settings', () => {
  test('the same goes to the provider, from the same sender in the same alphabet', () => {
    const request = sms('Zażółć — já');
    const then = toWire(request, options, 7);
    const now = asAgreed(request, agreed(request), { ...options, sender: 'OTHER' }, 7);
    expect(now).toEqual(then);
  });

  test('no sender stays no sender', () => {
    const request = sms('hello');
    const terms = agreed(request, { ...options, sender: '' });
    expect(asAgreed(request, terms, options, 1)?.source).toEqual({ address: '', ton: 0, npi: 0 });
  });

  test('Latin-1 is named to each connection as that connection calls it', () => {
    const request = sms('já');
    const terms = { sender: 'SHOP', alphabet: 'latin1' as const, parts: 1 };
    expect(asAgreed(request, terms, options, 1)?.pdus[0]?.dataCoding).toBe(4);
    expect(asAgreed(request, terms, { ...options, latin1DataCoding: 3 }, 1)?.pdus[0]?.dataCoding).toBe(3);
    expect(asAgreed(request, terms, iso, 1)?.pdus[0]?.dataCoding).toBe(0);
  });

  test('GSM cannot be had on an ISO connection, which offers what it has', () => {
    const request = sms('a'.repeat(160));
    const terms = agreed(request);
    expect(asAgreed(request, terms, iso, 1)).toBeNull();
    expect(offerOf(request, terms, iso)).toEqual({ alphabet: 'latin1', parts: 2 });
  });

  test('an alphabet that was asked for is kept or asked about on every channel', () => {
    const request: MessageRequest = { channel: 'viber', to, text: 'hello', alphabet: 'gsm' };
    const terms = agreed(request);
    expect(asAgreed(request, terms, iso, 1)).toBeNull();
    expect(offerOf(request, terms, iso)).toEqual({ alphabet: 'latin1', parts: 1 });
  });

  test('a look-up goes on any connection: nobody reads its alphabet', () => {
    const request: MessageRequest = { channel: 'hlr', to };
    expect(asAgreed(request, agreed(request), iso, 1)?.text).toBe('__HLR__');
  });

  test('nothing is offered for what no alphabet carries in the parts that may be sent', () => {
    const request = sms(`${'a{'.repeat(12_000)}`);
    const terms = agreed(request);
    expect(offerOf(request, terms, { ...iso, long: 'udh' })).toEqual({ alphabet: 'latin1', parts: 180 });
    const long = sms('a'.repeat(255 * 153));
    expect(offerOf(long, agreed(long), { ...iso, long: 'udh' })).toBeNull();
  });

  test('where the alphabet was not recorded, only as many parts go as were agreed on', () => {
    const request = sms('a'.repeat(150));
    const terms = { sender: null, alphabet: null, parts: 1 };
    expect(asAgreed(request, terms, options, 1)?.alphabet).toBe('gsm');
    expect(asAgreed(request, terms, iso, 1)).toBeNull();
  });
});
