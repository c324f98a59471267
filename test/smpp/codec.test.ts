import fc from 'fast-check';
import smpp from 'smpp';
import { expect, test } from 'vitest';
import { decodePdu, encodePdu, statusName } from '../../src/smpp/codec.ts';
import type { Deliver, SubmitFields } from '../../src/smpp/pdu.ts';
import { malformedPdus } from '../support/malformed-pdus.ts';

const submit: SubmitFields = {
  source: { address: 'SHOP', ton: 5, npi: 1 },
  destination: { address: '79991234567', ton: 1, npi: 1 },
  esmClass: 0,
  dataCoding: 0,
  registeredDelivery: 1,
  shortMessage: Buffer.from('hello'),
  payload: null,
  sar: null,
};

function deliverOf(fields: Record<string, unknown>): Deliver {
  const pdu = decodePdu(new smpp.PDU('deliver_sm', { sequence_number: 5, ...fields }).toBuffer());
  if (pdu.command !== 'deliver_sm') throw new Error(`decoded as ${pdu.command}`);
  return pdu.deliver;
}

const octets = (maxLength: number) => fc.uint8Array({ maxLength }).map((array) => Buffer.from(array));

test('a long text is a message_payload TLV at the end, and short_message is empty', () => {
  const payload = Buffer.alloc(40_000, 0x41);
  const written = encodePdu({
    command: 'submit_sm',
    sequence: 1,
    submit: { ...submit, shortMessage: Buffer.alloc(0), payload },
  });
  const tlv = written.subarray(-payload.length - 4);
  expect(tlv.subarray(0, 4)).toEqual(Buffer.of(0x04, 0x24, 40_000 >> 8, 40_000 & 0xff));
  expect(tlv.subarray(4)).toEqual(payload);
  expect(written.at(-payload.length - 5)).toBe(0);
});

test.each([
  ['a NUL in an address', { destination: { address: '7\u0000999', ton: 1, npi: 1 } }],
  ['a letter that has no octet', { source: { address: 'МАГАЗИН', ton: 5, npi: 1 } }],
  ['a short_message of 255 octets', { shortMessage: Buffer.alloc(255) }],
  ['a payload of 65,536 octets', { payload: Buffer.alloc(65_536) }],
])('%s is refused before it is written', (_, change) => {
  expect(() => encodePdu({ command: 'submit_sm', sequence: 1, submit: { ...submit, ...change } })).toThrow(
    RangeError,
  );
});

test('the user data header is split off the text', () => {
  const udh = Buffer.of(5, 0, 3, 9, 2, 1);
  const deliver = deliverOf({ esm_class: 0x40, short_message: Buffer.concat([udh, Buffer.from('part')]) });
  expect(deliver.udh).toEqual(udh);
  expect(deliver.shortMessage.toString()).toBe('part');
});

test.each([
  ['an octet of a text in UCS-2', '060003f30202', '0631064506270645', '0631064506270645'],
  ['nothing of it where another element stands there', '070003f302020a00', '06310645', '06310645'],
])('a header that counts in %s ends there', (_, header, text, wanted) => {
  const short_message = Buffer.from(header + text, 'hex');
  const { udh, shortMessage } = deliverOf({ esm_class: 0x40, data_coding: 8, short_message });
  expect([udh?.toString('hex'), shortMessage.toString('hex')]).toEqual([header, wanted]);
});

test('the user data header is split off message_payload when short_message is empty', () => {
  const udh = Buffer.of(5, 0, 3, 9, 2, 1);
  const message_payload = Buffer.concat([udh, Buffer.from('part')]);
  const deliver = deliverOf({ esm_class: 0x40, short_message: Buffer.alloc(0), message_payload });
  expect(deliver.udh).toEqual(udh);
  expect(deliver.payload?.toString()).toBe('part');
});

test('the TLVs of a receipt are read, and kept raw', () => {
  const deliver = deliverOf({
    esm_class: 4,
    short_message: Buffer.from('id:1'),
    receipted_message_id: '855469',
    message_state: 2,
    network_error_code: Buffer.of(3, 0, 6),
    sar_msg_ref_num: 513,
    sar_total_segments: 3,
    sar_segment_seqnum: 2,
  });
  expect(deliver.receiptedMessageId).toBe('855469');
  expect(deliver.messageState).toBe(2);
  expect(deliver.networkErrorCode).toEqual(Buffer.of(3, 0, 6));
  expect(deliver.sar).toEqual({ ref: 513, total: 3, number: 2 });
  expect(deliver.tlvs.get(0x001e)?.toString()).toBe('855469\u0000');
});

test.each(['transceiver', 'transmitter', 'receiver'] as const)(
  'a bind as %s is read by another decoder',
  (mode) => {
    const written = encodePdu({
      command: `bind_${mode}`,
      sequence: 1,
      systemId: 'login',
      password: 'a longer password',
      systemType: 'ISO',
    });
    expect(new smpp.PDU(written)).toMatchObject({
      command: `bind_${mode}`,
      system_id: 'login',
      password: 'a longer password',
      system_type: 'ISO',
      interface_version: 0x34,
    });
  },
);

test('query_sm_resp is read whole', () => {
  const answer = { message_id: '7', final_date: '261123070000000+', message_state: 2, error_code: 0 };
  const written = new smpp.PDU('query_sm_resp', { sequence_number: 3, ...answer }).toBuffer();
  expect(decodePdu(written)).toEqual({
    command: 'query_sm_resp',
    sequence: 3,
    status: 0,
    messageId: '7',
    finalDate: '261123070000000+',
    state: 2,
    error: 0,
  });
});

test('a message id without its terminator is read all the same', () => {
  const written = new smpp.PDU('submit_sm_resp', { sequence_number: 3, message_id: '855469' }).toBuffer();
  const cut = written.subarray(0, -1);
  expect(decodePdu(cut)).toMatchObject({ command: 'submit_sm_resp', messageId: '855469' });
  const answer = { message_id: '7', final_date: '', message_state: 2, error_code: 0 };
  const query = new smpp.PDU('query_sm_resp', { sequence_number: 3, ...answer }).toBuffer();
  expect(decodePdu(query.subarray(0, -1))).toMatchObject({ command: 'query_sm_resp', state: 2, error: null });
});

test('a last TLV that is cut off costs nothing of what stands before it', () => {
  const receipt = Buffer.from('id:855469 stat:DELIVRD err:000');
  const written = new smpp.PDU('deliver_sm', {
    sequence_number: 5,
    source_addr: '79991234567',
    esm_class: 4,
    short_message: receipt,
    message_state: 2,
  }).toBuffer();
  for (const tail of ['001e002801', '001e0028', '001e00', '00', '000000']) {
    const pdu = decodePdu(Buffer.concat([written, Buffer.from(tail, 'hex')]));
    if (pdu.command !== 'deliver_sm') throw new Error(`${tail}: ${pdu.command}`);
    expect(pdu.deliver).toMatchObject({ receiptedMessageId: null, messageState: 2 });
    expect(pdu.deliver.shortMessage).toEqual(receipt);
  }
});

test("a data_sm is read by another decoder's fields, and answered by data_sm_resp", () => {
  const written = new smpp.PDU('data_sm', {
    sequence_number: 5,
    source_addr: '79991234567',
    destination_addr: '79000000',
    esm_class: 4,
    data_coding: 0,
    receipted_message_id: '855469',
    message_state: 2,
  }).toBuffer();
  expect(decodePdu(written)).toMatchObject({
    command: 'data_sm',
    sequence: 5,
    deliver: {
      source: { address: '79991234567' },
      destination: { address: '79000000' },
      esmClass: 4,
      dataCoding: 0,
      receiptedMessageId: '855469',
      messageState: 2,
    },
  });
  const answer = new smpp.PDU(encodePdu({ command: 'data_sm_resp', sequence: 5, status: 0 }));
  expect(answer).toMatchObject({ command: 'data_sm_resp', sequence_number: 5, command_status: 0 });
});

test('an id or an address longer than any can be makes a bad PDU, one of 255 octets does not', () => {
  const answer = (length: number) =>
    decodePdu(
      new smpp.PDU('submit_sm_resp', { sequence_number: 5, message_id: '1'.repeat(length) }).toBuffer(),
    );
  expect(answer(255)).toMatchObject({ command: 'submit_sm_resp', messageId: '1'.repeat(255) });
  expect(answer(256)).toMatchObject({ command: 'bad', problem: 'message_id: 256 octets' });
  expect(deliverOf({ source_addr: '7'.repeat(255) }).source.address).toHaveLength(255);
  for (const field of ['source_addr', 'destination_addr']) {
    const octets = new smpp.PDU('deliver_sm', { sequence_number: 5, [field]: '7'.repeat(4_000) }).toBuffer();
    expect(decodePdu(octets)).toMatchObject({ command: 'bad', problem: `${field}: 4000 octets` });
  }
});

test('a refusal is read by its status, with any body or none', () => {
  const refusal = new smpp.PDU('submit_sm_resp', { sequence_number: 3, command_status: 0x58 }).toBuffer();
  const answer = { command: 'submit_sm_resp', sequence: 3, status: 0x58, messageId: null };
  expect(decodePdu(refusal)).toEqual(answer);
  expect(decodePdu(Buffer.concat([refusal, Buffer.from('rubbish')]))).toEqual(answer);
});

test('decoding any octets throws nothing and reads nothing past the end', () => {
  const commandId = fc.constantFrom(
    5,
    0x102,
    0x103,
    0x80000003,
    0x80000004,
    0x80000009,
    0x15,
    0x80000000,
    0x4321,
  );
  fc.assert(
    fc.property(commandId, octets(120), (id, body) => {
      const header = Buffer.alloc(16);
      header.writeUInt32BE(16 + body.length, 0);
      header.writeUInt32BE(id, 4);
      header.writeUInt32BE(42, 12);
      const pdu = decodePdu(Buffer.concat([header, body]));
      expect(pdu.sequence).toBe(42);
      // What lies behind the PDU in memory must not be able to change how it is read.
      const followed = Buffer.concat([header, body, Buffer.alloc(300, 0x41)]);
      expect(decodePdu(followed.subarray(0, 16 + body.length))).toEqual(pdu);
    }),
    { numRuns: 2_000 },
  );
  fc.assert(
    fc.property(octets(200), (any) => {
      expect(decodePdu(any).command).toBeTypeOf('string');
    }),
  );
});

test.each(malformedPdus.filter(({ fate }) => fate === 'nacked'))(
  '$name keeps its sequence number for generic_nack',
  ({ octets: written }) => {
    const pdu = decodePdu(written);
    expect(['bad', 'unknown']).toContain(pdu.command);
    expect(pdu.sequence).toBe(77);
  },
);

test('a status is named as in the standard, or by its number', () => {
  expect(statusName(0x0e)).toBe('ESME_RINVPASWD (0x0e)');
  expect(statusName(0x4ff)).toBe('0x4ff');
});
