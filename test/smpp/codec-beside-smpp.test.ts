/*
 * The PDUs of which there are thousands a second, read and written here, beside `smpp`, which shares no code with us.
 */
import fc from 'fast-check';
import smpp, { type Pdu } from 'smpp';
import { expect, test } from 'vitest';
import { toWire, type WireOptions } from '../../src/messages/wire.ts';
import { decodePdu, encodePdu } from '../../src/smpp/codec.ts';
import type { Address, SubmitFields } from '../../src/smpp/pdu.ts';
import { submitOf } from '../../src/smpp/submit-of.ts';
import { options, sms } from '../support/requests.ts';

const octet = fc.integer({ min: 0, max: 0xff });
const octets = (maxLength: number, minLength = 0) =>
  fc.uint8Array({ minLength, maxLength }).map((array) => Buffer.from(array));
const address = fc.record({
  address: fc.stringMatching(/^[A-Za-z0-9@.]{0,21}$/),
  ton: octet,
  npi: octet,
});
const sar = fc.record({ ref: fc.integer({ min: 0, max: 0xffff }), total: octet, number: octet });
const sequence = fc.integer({ min: 1, max: 0x7fffffff });
const time = fc.constantFrom('', '000001000000000R', '261201120000000+');

function bySmpp(submit: SubmitFields, sequence_number: number): Buffer {
  return new smpp.PDU('submit_sm', {
    sequence_number,
    service_type: submit.serviceType ?? '',
    source_addr_ton: submit.source.ton,
    source_addr_npi: submit.source.npi,
    source_addr: submit.source.address,
    dest_addr_ton: submit.destination.ton,
    dest_addr_npi: submit.destination.npi,
    destination_addr: submit.destination.address,
    esm_class: submit.esmClass,
    priority_flag: submit.priority ?? 0,
    schedule_delivery_time: submit.scheduleDeliveryTime ?? '',
    validity_period: submit.validityPeriod ?? '',
    registered_delivery: submit.registeredDelivery,
    data_coding: submit.dataCoding,
    short_message: submit.shortMessage,
    ...(submit.sar === null
      ? {}
      : {
          sar_msg_ref_num: submit.sar.ref,
          sar_total_segments: submit.sar.total,
          sar_segment_seqnum: submit.sar.number,
        }),
    ...(submit.payload === null ? {} : { message_payload: submit.payload }),
  }).toBuffer();
}

test('a submit_sm of any fields is octet for octet what smpp writes', () => {
  const fields = fc.record(
    {
      source: address,
      destination: address,
      esmClass: octet,
      dataCoding: octet,
      registeredDelivery: octet,
      shortMessage: octets(254),
      payload: fc.option(octets(2_000)),
      sar: fc.option(sar),
      serviceType: fc.stringMatching(/^[A-Z]{0,5}$/),
      priority: octet,
      scheduleDeliveryTime: time,
      validityPeriod: time,
    },
    {
      requiredKeys: [
        ...(['source', 'destination', 'esmClass', 'dataCoding', 'registeredDelivery'] as const),
        ...(['shortMessage', 'payload', 'sar'] as const),
      ],
    },
  );
  fc.assert(
    fc.property(fields, sequence, (submit, number) => {
      const written = encodePdu({ command: 'submit_sm', sequence: number, submit });
      expect(written.equals(bySmpp(submit, number))).toBe(true);
    }),
    { numRuns: 500 },
  );
});

test('every submit_sm of a message is octet for octet what smpp writes, however long its text and in whatever form', () => {
  const text = fc.oneof(
    fc.stringMatching(/^\w[\w €{}]{0,300}$/),
    fc.stringMatching(/^[А-я][А-я ]{0,200}$/),
    fc.integer({ min: 1, max: 30_000 }).map((length) => 'я'.repeat(length)),
  );
  const wire = fc.record({
    long: fc.constantFrom('payload' as const, 'udh' as const, 'sar' as const),
    validity: fc.constantFrom(null, 1, 72),
    latin1DataCoding: fc.constantFrom(3 as const, 4 as const),
  });
  fc.assert(
    fc.property(text, wire, fc.nat(), (words, changes, reference) => {
      const wireOptions: WireOptions = { ...options, ...changes };
      fc.pre(changes.long === 'payload' || words.length < 15_000);
      const made = toWire(sms(words), wireOptions, reference);
      for (const [index, pdu] of made.pdus.entries()) {
        const { fields } = submitOf(made, pdu, index + 1);
        const written = encodePdu({ command: 'submit_sm', sequence: index + 1, submit: fields });
        expect(written.equals(bySmpp(fields, index + 1))).toBe(true);
      }
    }),
  );
});

test('deliver_sm_resp is octet for octet what smpp writes', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 0xffffffff }), (number) => {
      const other = new smpp.PDU('deliver_sm_resp', { sequence_number: number }).toBuffer();
      expect(encodePdu({ command: 'deliver_sm_resp', sequence: number, status: 0 })).toEqual(other);
    }),
  );
});

test('a submit_sm_resp of smpp is read with its status and its id', () => {
  const id = fc.stringMatching(/^[!-~]{0,64}$/);
  fc.assert(
    fc.property(id, sequence, fc.constantFrom(0, 0x14, 0x58, 0x400), (message_id, number, status) => {
      const written = new smpp.PDU('submit_sm_resp', {
        sequence_number: number,
        command_status: status,
        message_id,
      }).toBuffer();
      expect(decodePdu(written)).toEqual({
        command: 'submit_sm_resp',
        sequence: number,
        status,
        messageId: status === 0 && message_id !== '' ? message_id : null,
      });
    }),
  );
});

const deliver = fc.record({
  source: address,
  destination: address,
  service_type: fc.stringMatching(/^[A-Z]{0,5}$/),
  esm_class: octet,
  protocol_id: octet,
  priority_flag: octet,
  registered_delivery: octet,
  data_coding: octet,
  short_message: octets(254),
  sar: fc.option(sar),
  payload: fc.option(octets(600)),
  receipted: fc.option(fc.stringMatching(/^[!-~]{1,64}$/)),
  state: fc.option(octet),
  network: fc.option(octets(3, 3)),
  vendors: fc.uniqueArray(fc.tuple(fc.integer({ min: 0x1400, max: 0x3fff }), octets(20)), {
    maxLength: 4,
    selector: ([tag]) => tag,
  }),
});
type DeliverValues = typeof deliver extends fc.Arbitrary<infer T> ? T : never;

function deliverBySmpp(values: DeliverValues): Buffer {
  const { source, destination, sar: part, payload, receipted, state, network, vendors, ...rest } = values;
  const written = new smpp.PDU('deliver_sm', {
    sequence_number: 7,
    ...rest,
    source_addr_ton: source.ton,
    source_addr_npi: source.npi,
    source_addr: source.address,
    dest_addr_ton: destination.ton,
    dest_addr_npi: destination.npi,
    destination_addr: destination.address,
    ...(part === null
      ? {}
      : {
          sar_msg_ref_num: part.ref,
          sar_total_segments: part.total,
          sar_segment_seqnum: part.number,
        }),
    ...(receipted === null ? {} : { receipted_message_id: receipted }),
    ...(state === null ? {} : { message_state: state }),
    ...(network === null ? {} : { network_error_code: network }),
    ...(payload === null ? {} : { message_payload: payload }),
  }).toBuffer();
  // `smpp` leaves out a TLV whose tag it does not know.
  const tlvs = vendors.map(([tag, value]) => {
    const head = Buffer.alloc(4);
    head.writeUInt16BE(tag, 0);
    head.writeUInt16BE(value.length, 2);
    return Buffer.concat([head, value]);
  });
  return withLength(Buffer.concat([written, ...tlvs]));
}

function withLength(pdu: Buffer): Buffer {
  pdu.writeUInt32BE(pdu.length, 0);
  return pdu;
}

test('a deliver_sm of smpp is read with all that it says', () => {
  fc.assert(
    fc.property(deliver, (values) => {
      const read = decodePdu(deliverBySmpp(values));
      if (read.command !== 'deliver_sm') throw new Error(`read as ${read.command}`);
      const { udh, shortMessage, payload, tlvs, ...rest } = read.deliver;
      expect(rest).toEqual({
        source: values.source,
        destination: values.destination,
        esmClass: values.esm_class,
        dataCoding: values.data_coding,
        sar: values.sar,
        receiptedMessageId: values.receipted,
        messageState: values.state,
        networkErrorCode: values.network,
      });
      // The header stands where the text begins.
      const inPayload = values.short_message.length === 0 && values.payload !== null;
      const before = (begins: boolean) => (begins && udh !== null ? [udh] : []);
      expect(Buffer.concat([...before(!inPayload), shortMessage])).toEqual(values.short_message);
      expect(payload && Buffer.concat([...before(inPayload), payload])).toEqual(values.payload);
      // Of UCS-2, an octet of the text may be counted in.
      const isCut = udh !== null && values.data_coding === 8 && udh.length === udh[0];
      if (udh !== null && !isCut) {
        expect([values.esm_class & 0x40, udh.length]).toEqual([0x40, (udh[0] ?? 0) + 1]);
      }
      for (const [tag, value] of values.vendors) expect(tlvs.get(tag)).toEqual(value);
    }),
    { numRuns: 300 },
  );
});

/** What `smpp` reads of it; null where it throws. */
function readBySmpp(pdu: Buffer): Pdu | null {
  try {
    return new smpp.PDU(pdu);
  } catch {
    return null;
  }
}

/** `smpp` reads seven bits of each character. */
const sevenBits = (one: Address): Address => ({
  ...one,
  address: Buffer.from(one.address, 'latin1').toString('ascii'),
});

test('a damaged deliver_sm is read as smpp reads it, or called bad', () => {
  const damage = fc.array(fc.tuple(fc.nat(), octet), { maxLength: 4 });
  let good = 0;
  let bad = 0;
  fc.assert(
    fc.property(deliver, damage, fc.option(fc.nat()), octets(6), (values, changes, cut, tail) => {
      const whole = deliverBySmpp(values);
      for (const [at, value] of changes) whole[16 + (at % (whole.length - 16))] = value;
      const kept = cut === null ? whole : whole.subarray(0, 16 + (cut % (whole.length - 15)));
      const damaged = withLength(Buffer.concat([kept, tail]));
      const read = decodePdu(damaged);
      if (read.command === 'bad') {
        bad += 1;
        expect(read).toMatchObject({ sequence: 7, commandId: 5, problem: expect.stringMatching(/octets/) });
        return;
      }
      if (read.command !== 'deliver_sm') throw new Error(`read as ${read.command}`);
      good += 1;
      const other = readBySmpp(damaged);
      if (other === null) return;
      const { source, destination, esmClass, dataCoding } = read.deliver;
      expect({
        source: sevenBits(source),
        destination: sevenBits(destination),
        esmClass,
        dataCoding,
      }).toEqual({
        source: { address: other.source_addr, ton: other.source_addr_ton, npi: other.source_addr_npi },
        destination: { address: other.destination_addr, ton: other.dest_addr_ton, npi: other.dest_addr_npi },
        esmClass: other.esm_class,
        dataCoding: other.data_coding,
      });
    }),
    { numRuns: 2_000 },
  );
  expect(good).toBeGreaterThan(100);
  expect(bad).toBeGreaterThan(100);
});
