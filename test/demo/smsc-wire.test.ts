import { describe, expect, it } from 'vitest';
import { PROFILES } from '../../src/messages/provider.ts';
import { parseReceipt } from '../../src/messages/receipt-text.ts';
import { messageRequest } from '../../src/messages/request.ts';
import { toWire } from '../../src/messages/wire.ts';
import { boundClient } from '../support/bound-client.ts';
import type { ClientPdu } from '../support/smpp-client.ts';

const long = 'Ж'.repeat(200);
const escapes = '€[x]'.repeat(60);

/** What people ask for, and what the subscriber must see of it. */
const requests: [object, object][] = [
  [{ channel: 'sms', text: 'hi', flash: true }, { flash: true }],
  [{ channel: 'sms', text: 'Привет', comment: 'ticket 77' }, { parts: 1 }],
  [{ channel: 'sms', text: 'short', comment: 'c'.repeat(250) }, { parts: 1 }],
  [
    { channel: 'sms', text: long, from: 'SHOP' },
    { parts: 3, from: 'SHOP' },
  ],
  [{ channel: 'sms', text: escapes }, {}],
  [
    { channel: 'email', to: 'a.very.long.address@example.com', text: 'Dear', subject: 'Bill' },
    { subject: 'Bill' },
  ],
  [
    { channel: 'email', to: 'a@b.ru', text: long, subject: 'Счёт', from: 'shop@example.ru' },
    { subject: 'Счёт' },
  ],
  [
    { channel: 'call', text: long, voice: 'w2', ring: 20 },
    { voice: 'w2', ring: 20 },
  ],
  [{ channel: 'call', text: 'Hello', comment: 'ticket' }, { voice: 'm' }],
  [{ channel: 'viber', text: 'Hello', comment: 'ticket' }, {}],
  [{ channel: 'soc', text: long }, {}],
  [{ channel: 'bot', text: 'Hello', bot: '@shop_bot' }, { bot: '@shop_bot' }],
  [{ channel: 'tgm', code: '4821' }, { text: '4821' }],
];

const binds = [
  { systemType: '', defaultAlphabet: 'gsm' },
  { systemType: 'ISO', defaultAlphabet: 'latin1' },
] as const;

describe.each(binds)('on a bind with system_type "$systemType"', ({ systemType, defaultAlphabet }) => {
  describe.each(['payload', 'udh', 'sar'] as const)('and long texts by %s', (way) => {
    it.each(requests)('%j is taken and seen as it was asked for', async (asked, seen) => {
      const { smsc, submit, inbox } = await boundClient({}, { system_type: systemType });
      const options = {
        ...PROFILES['smsc.ru'],
        ...PROFILES['smsc.ru'].habits,
        defaultAlphabet,
        long: way,
        sender: '',
      };
      const wire = toWire(messageRequest.parse({ to: '79991234567', ...asked }), options, 1);
      for (const { dataCoding, esmClass, shortMessage, payload, sar } of wire.pdus) {
        const answer = await submit(shortMessage, {
          source_addr: wire.source.address,
          destination_addr: wire.destination,
          data_coding: dataCoding,
          esm_class: esmClass,
          ...(payload && { message_payload: payload }),
          ...(sar && {
            sar_msg_ref_num: sar.ref,
            sar_total_segments: sar.total,
            sar_segment_seqnum: sar.number,
          }),
        });
        expect(answer.command_status).toBe(0);
      }
      const receipts = await inbox.wait(wire.pdus.length);
      expect(receipts.map(stateOf)).toEqual(wire.pdus.map(() => 'delivered'));
      const { channel, text } = { text: undefined, channel: undefined, ...asked };
      expect(smsc.phone(wire.destination)).toMatchObject([
        { channel, parts: wire.parts, ...(text !== undefined && { text }), ...seen },
      ]);
    });
  });
});

function stateOf(receipt: ClientPdu) {
  return parseReceipt({ text: String(receipt.short_message.message), tlvs: {} }).state;
}
