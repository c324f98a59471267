import type { BodyReader } from './octets.ts';
import { type Address, type Deliver, type Sar, TAG } from './pdu.ts';

const UDH_INDICATOR = 0x40;
/** data_coding of UCS-2 (SMPP 3.4, 5.2.19). */
const UCS2 = 8;

function readAddress(body: BodyReader, field: string): Address {
  const ton = body.int8(`${field}_ton`);
  const npi = body.int8(`${field}_npi`);
  return { address: body.cString(field), ton, npi };
}

/** The body of a deliver_sm (SMPP 3.4, 4.6.1). */
export function readDeliverSm(body: BodyReader): Deliver {
  body.cString('service_type');
  const source = readAddress(body, 'source_addr');
  const destination = readAddress(body, 'destination_addr');
  const esmClass = body.int8('esm_class');
  body.skip(2, 'protocol_id, priority_flag');
  body.cString('schedule_delivery_time');
  body.cString('validity_period');
  body.skip(2, 'registered_delivery, replace_if_present_flag');
  const dataCoding = body.int8('data_coding');
  body.skip(1, 'sm_default_msg_id');
  const message = body.take(body.int8('sm_length'), 'short_message');
  return deliverOf({ source, destination, esmClass, dataCoding }, message, body.tlvs(TAG.messagePayload));
}

/** The body of a data_sm (SMPP 3.4, 4.7.1): its text lies in message_payload. */
export function readDataSm(body: BodyReader): Deliver {
  body.cString('service_type');
  const source = readAddress(body, 'source_addr');
  const destination = readAddress(body, 'destination_addr');
  const esmClass = body.int8('esm_class');
  body.skip(1, 'registered_delivery');
  const dataCoding = body.int8('data_coding');
  const nothing = Buffer.alloc(0);
  return deliverOf({ source, destination, esmClass, dataCoding }, nothing, body.tlvs(TAG.messagePayload));
}

type Head = Pick<Deliver, 'source' | 'destination' | 'esmClass' | 'dataCoding'>;

function deliverOf(head: Head, message: Buffer, tlvs: ReadonlyMap<number, Buffer>): Deliver {
  const whole = tlvs.get(TAG.messagePayload) ?? null;
  const announced = (head.esmClass & UDH_INDICATOR) !== 0;
  // The header begins the user data, wherever that lies.
  const inPayload = message.length === 0 && whole !== null;
  const udh = announced ? headerOf(inPayload ? whole : message, head.dataCoding === UCS2) : null;
  const skip = udh?.length ?? 0;
  return {
    ...head,
    shortMessage: inPayload ? message : message.subarray(skip),
    payload: inPayload ? whole.subarray(skip) : whole,
    udh,
    sar: readSar(tlvs),
    tlvs,
    receiptedMessageId: cStringTlv(tlvs.get(TAG.receiptedMessageId)),
    messageState: ofLength(tlvs.get(TAG.messageState), 1)?.readUInt8(0) ?? null,
    networkErrorCode: ofLength(tlvs.get(TAG.networkErrorCode), 3),
  };
}

// A header longer than its message cannot be one: the octets are then left together, for a person to judge.
function headerOf(userData: Buffer, isUcs2: boolean): Buffer | null {
  const length = userData[0];
  if (length === undefined || length + 1 > userData.length) return null;
  const end = length + 1;
  const isCut = isUcs2 && (userData.length - end) % 2 === 1 && endOfElements(userData, end) === end - 1;
  return userData.subarray(0, isCut ? end - 1 : end);
}

/** Where the elements of a header end. Some senders count an octet of the text in: a lone one is no element (3GPP TS 23.040, 9.2.3.24). */
function endOfElements(userData: Buffer, end: number): number {
  let at = 1;
  while (at + 2 <= end) at += 2 + (userData[at + 1] ?? 0);
  return at;
}

function readSar(tlvs: ReadonlyMap<number, Buffer>): Sar | null {
  const ref = ofLength(tlvs.get(TAG.sarRef), 2);
  const total = ofLength(tlvs.get(TAG.sarTotal), 1);
  const number = ofLength(tlvs.get(TAG.sarNumber), 1);
  if (ref === null || total === null || number === null) return null;
  return { ref: ref.readUInt16BE(0), total: total.readUInt8(0), number: number.readUInt8(0) };
}

function ofLength(value: Buffer | undefined, octets: number): Buffer | null {
  return value?.length === octets ? value : null;
}

// The terminator belongs to the value, but some SMSCs leave it out.
function cStringTlv(value: Buffer | undefined): string | null {
  if (value === undefined) return null;
  const end = value.indexOf(0);
  return value.toString('latin1', 0, end < 0 ? value.length : end) || null;
}
