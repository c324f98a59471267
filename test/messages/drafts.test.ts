import fc from 'fast-check';
import { expect, test } from 'vitest';
import { contentOf, type MessageRequest } from '../../src/messages/request.ts';
import { asAgreed, termsOf } from '../../src/messages/terms.ts';
import { toWire, type WireOptions } from '../../src/messages/wire.ts';
import { options, sms } from '../support/requests.ts';

const agreed = (request: MessageRequest, then: WireOptions) =>
  termsOf(contentOf(request), toWire(request, then, 0));

const textsOf = (request: MessageRequest, then: WireOptions) =>
  asAgreed(request, agreed(request, then), then, 0)?.pdus.map(({ shortMessage }) => shortMessage);

test('the text of an order is put into octets once, though others leave by turns with it', () => {
  const connection = { ...options };
  const orders = ['Your order is ready', 'Ваш заказ готов', 'Bonjour à tous'];
  const first = orders.map((text) => textsOf(sms(text), connection)?.[0]);
  for (const to of ['79990000001', '79990000002']) {
    for (const [index, text] of orders.entries()) {
      expect(textsOf(sms(text, { to }), connection)?.[0]).toBe(first[index]);
    }
  }
});

test('messages go as each of them would alone, in whatever order they and the connections come', () => {
  const request = fc.oneof(
    fc.record(
      {
        channel: fc.constant('sms' as const),
        to: fc.constantFrom('79990000001', '79990000002', '123'),
        text: fc.constantFrom('hello', 'привет', 'a'.repeat(200), 'я'.repeat(150)),
        from: fc.constantFrom('SHOP', 'OTHER', ''),
        flash: fc.boolean(),
        alphabet: fc.constantFrom('gsm' as const, 'ucs2' as const),
      },
      { requiredKeys: ['channel', 'to', 'text'] },
    ),
    fc.record({
      channel: fc.constantFrom('viber' as const, 'soc' as const),
      to: fc.constantFrom('79990000001', '79990000002'),
      text: fc.constantFrom('hello', 'привет'),
    }),
    fc.record({ channel: fc.constantFrom('hlr' as const, 'ping' as const), to: fc.constant('79990000001') }),
  );
  const connections: readonly WireOptions[] = [
    options,
    { ...options, long: 'udh' },
    { ...options, long: 'sar', sender: 'THIRD' },
    { ...options, defaultAlphabet: 'latin1', validity: 24 },
  ];
  const message = fc.record({
    request,
    connection: fc.constantFrom(...connections),
    sender: fc.constantFrom(null, 'SHOP', 'AGREED'),
    reference: fc.nat(),
  });
  fc.assert(
    fc.property(fc.array(message, { minLength: 2, maxLength: 30 }), (messages) => {
      for (const { request: asked, connection, sender, reference } of messages) {
        let wire: ReturnType<typeof toWire>;
        const alphabet = 'alphabet' in asked ? (asked.alphabet ?? null) : null;
        try {
          wire = toWire(asked, connection, reference, { sender, alphabet });
        } catch {
          expect(asAgreed(asked, { sender, alphabet, parts: 1 }, connection, reference)).toBeNull();
          continue;
        }
        const terms = { sender, alphabet, parts: wire.parts };
        expect(asAgreed(asked, terms, connection, reference)).toEqual(wire);
      }
    }),
  );
});
