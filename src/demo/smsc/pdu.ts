/**
 * SMPP 3.4 PDUs as the simulator reads and writes them. It has its own reader on purpose: an encoder that is
 * judged by its own decoder proves nothing, and `smpp` reads over lying lengths without a word.
 */

/** Command ids, SMPP 3.4, 5.1.2.1. */
export const command = {
  genericNack: 0x80000000,
  bindReceiver: 0x00000001,
  bindTransmitter: 0x00000002,
  querySm: 0x00000003,
  submitSm: 0x00000004,
  deliverSm: 0x00000005,
  unbind: 0x00000006,
  bindTransceiver: 0x00000009,
  enquireLink: 0x00000015,
  alertNotification: 0x00000102,
  dataSm: 0x00000103,
} as const;

/** The bit that makes a command id its response's, SMPP 3.4, 5.1.2. */
export const responseBit = 0x80000000;

/** Command statuses that the simulator gives, SMPP 3.4, 5.1.3 (ESME_RINVDCS: SMPP 5.0, 4.7.6). */
export const status = {
  ok: 0x00,
  invalidMessageLength: 0x01,
  invalidCommandLength: 0x02,
  invalidCommandId: 0x03,
  wrongBindState: 0x04,
  alreadyBound: 0x05,
  invalidSource: 0x0a,
  invalidDestination: 0x0b,
  bindFailed: 0x0d,
  invalidPassword: 0x0e,
  invalidSystemId: 0x0f,
  invalidEsmClass: 0x43,
  queueFull: 0x14,
  submitFailed: 0x45,
  invalidSourceTon: 0x48,
  invalidSourceNpi: 0x49,
  invalidDestinationTon: 0x50,
  invalidDestinationNpi: 0x51,
  invalidSystemType: 0x53,
  throttled: 0x58,
  invalidSchedule: 0x61,
  invalidExpiry: 0x62,
  queryFailed: 0x67,
  tlvNotAllowed: 0xc1,
  invalidTlvLength: 0xc2,
  invalidDataCoding: 0x104,
} as const;

/** TLV tags, SMPP 3.4, 5.3.2; the last four are the provider's own. */
export const tag = {
  receiptedMessageId: 0x001e,
  sarReference: 0x020c,
  sarTotal: 0x020e,
  sarNumber: 0x020f,
  interfaceVersion: 0x0210,
  networkErrorCode: 0x0423,
  messagePayload: 0x0424,
  messageState: 0x0427,
  cost: 0x2000,
  flags: 0x2001,
  parts: 0x2002,
  other: 0x2003,
} as const;

const headerLength = 16;
/** A payload TLV of 64 KiB and the fields around it; anything longer is no frame of SMPP. */
const maxPduLength = 0x10000 + 1024;

export interface Header {
  id: number;
  status: number;
  sequence: number;
}

export interface Pdu extends Header {
  body: Buffer;
}

/** The stream cannot be cut into PDUs any more: command_length is below 16 or absurd. */
export class BadFrame extends Error {}

/** A body whose fields do not fit into its length. */
export class BadBody extends Error {
  readonly status: number;
  constructor(commandStatus: number) {
    super('the body is shorter than its fields');
    this.status = commandStatus;
  }
}

/** Cuts a byte stream into PDUs; `push` throws BadFrame once the stream makes no sense. */
export class Framer {
  #rest: Buffer = Buffer.alloc(0);

  *push(chunk: Buffer): Generator<Pdu> {
    this.#rest = this.#rest.length === 0 ? chunk : Buffer.concat([this.#rest, chunk]);
    while (this.#rest.length >= 4) {
      const length = this.#rest.readUInt32BE(0);
      if (length < headerLength || length > maxPduLength) throw new BadFrame(`command_length ${length}`);
      if (this.#rest.length < length) return;
      const frame = this.#rest.subarray(0, length);
      this.#rest = this.#rest.subarray(length);
      yield {
        id: frame.readUInt32BE(4),
        status: frame.readUInt32BE(8),
        sequence: frame.readUInt32BE(12),
        body: frame.subarray(headerLength),
      };
    }
  }
}

/** Puts the header before a body. */
export function encode(header: Header, body: Buffer = Buffer.alloc(0)): Buffer {
  const frame = Buffer.allocUnsafe(headerLength + body.length);
  frame.writeUInt32BE(frame.length, 0);
  frame.writeUInt32BE(header.id >>> 0, 4);
  frame.writeUInt32BE(header.status, 8);
  frame.writeUInt32BE(header.sequence, 12);
  body.copy(frame, headerLength);
  return frame;
}

/** Reads the fields of a body one after another; throws BadBody where the body ends too early. */
class Fields {
  readonly #body: Buffer;
  #at = 0;

  constructor(body: Buffer) {
    this.#body = body;
  }

  byte(): number {
    return this.octets(1).readUInt8(0);
  }

  octets(length: number): Buffer {
    const end = this.#at + length;
    if (end > this.#body.length) throw new BadBody(status.invalidCommandLength);
    const taken = this.#body.subarray(this.#at, end);
    this.#at = end;
    return taken;
  }

  /** A C-octet string; its terminator must be there. */
  cString(): string {
    const end = this.#body.indexOf(0, this.#at);
    if (end < 0) throw new BadBody(status.invalidCommandLength);
    const text = this.#body.toString('latin1', this.#at, end);
    this.#at = end + 1;
    return text;
  }

  /** Everything up to the end as TLVs; of a repeated tag the last one counts. */
  tlvs(): Map<number, Buffer> {
    const found = new Map<number, Buffer>();
    while (this.#at < this.#body.length) {
      if (this.#body.length - this.#at < 4) throw new BadBody(status.invalidTlvLength);
      const head = this.octets(4);
      if (this.#at + head.readUInt16BE(2) > this.#body.length) throw new BadBody(status.invalidTlvLength);
      found.set(head.readUInt16BE(0), this.octets(head.readUInt16BE(2)));
    }
    return found;
  }
}

export interface BindFields {
  systemId: string;
  password: string;
  systemType: string;
  interfaceVersion: number;
}

/** SMPP 3.4, 4.1.1, 4.1.3 and 4.1.5: the three binds have the same fields. */
export function readBind(body: Buffer): BindFields {
  const fields = new Fields(body);
  return {
    systemId: fields.cString(),
    password: fields.cString(),
    systemType: fields.cString(),
    interfaceVersion: fields.byte(),
  };
}

/** Type of number and numbering plan, SMPP 3.4, 5.2.5 and 5.2.6. */
export interface TonNpi {
  ton: number;
  npi: number;
}

export interface SubmitFields {
  source: string;
  sourceType: TonNpi;
  destination: string;
  destinationType: TonNpi;
  esmClass: number;
  scheduleDeliveryTime: string;
  validityPeriod: string;
  registeredDelivery: number;
  dataCoding: number;
  shortMessage: Buffer;
  tlvs: Map<number, Buffer>;
}

/** SMPP 3.4, 4.4.1. */
export function readSubmit(body: Buffer): SubmitFields {
  const fields = new Fields(body);
  fields.cString(); // service_type
  const sourceType = { ton: fields.byte(), npi: fields.byte() };
  const source = fields.cString();
  const destinationType = { ton: fields.byte(), npi: fields.byte() };
  const destination = fields.cString();
  const esmClass = fields.byte();
  fields.octets(2); // protocol_id, priority_flag
  const scheduleDeliveryTime = fields.cString();
  const validityPeriod = fields.cString();
  const registeredDelivery = fields.byte();
  fields.byte(); // replace_if_present_flag
  const dataCoding = fields.byte();
  fields.byte(); // sm_default_msg_id
  const shortMessage = fields.octets(fields.byte());
  return {
    source,
    sourceType,
    destination,
    destinationType,
    esmClass,
    scheduleDeliveryTime,
    validityPeriod,
    registeredDelivery,
    dataCoding,
    shortMessage,
    tlvs: fields.tlvs(),
  };
}

/** SMPP 3.4, 4.8.1. */
export function readQuery(body: Buffer): { messageId: string; source: string } {
  const fields = new Fields(body);
  const messageId = fields.cString();
  fields.octets(2); // source_addr_ton, source_addr_npi
  return { messageId, source: fields.cString() };
}

/** A C-octet string with its terminator. */
export function cString(text: string): Buffer {
  return Buffer.from(`${text}\0`, 'latin1');
}

/** One TLV with its head. */
export function tlv(tlvTag: number, value: Buffer): Buffer {
  const head = Buffer.allocUnsafe(4);
  head.writeUInt16BE(tlvTag, 0);
  head.writeUInt16BE(value.length, 2);
  return Buffer.concat([head, value]);
}

export interface DeliverFields {
  source: string;
  destination: string;
  esmClass: number;
  dataCoding: number;
  /** At most 254 octets (SMPP 3.4, 5.2.21); the UDH is part of it. */
  shortMessage: Buffer;
  tlvs: Buffer[];
}

/** The body of a deliver_sm, SMPP 3.4, 4.6.1. */
export function writeDeliver(fields: DeliverFields): Buffer {
  return Buffer.concat([
    cString(''),
    Buffer.from([1, 1]),
    cString(fields.source),
    addressType(fields.destination),
    cString(fields.destination),
    Buffer.from([fields.esmClass, 0, 0, 0, 0, 0, 0, fields.dataCoding, 0, fields.shortMessage.length]),
    fields.shortMessage,
    ...fields.tlvs,
  ]);
}

/** What is sent on a bind, to be answered. */
export interface Delivery {
  body: Buffer;
  /** In a data_sm rather than a deliver_sm. */
  isData?: boolean;
  /** The body of an alert_notification that goes before it. */
  alert?: Buffer;
}

/** The body of a data_sm, SMPP 3.4, 4.7.1. */
export function writeData(fields: Omit<DeliverFields, 'shortMessage'>): Buffer {
  return Buffer.concat([
    cString(''),
    Buffer.from([1, 1]),
    cString(fields.source),
    addressType(fields.destination),
    cString(fields.destination),
    Buffer.from([fields.esmClass, 0, fields.dataCoding]),
    ...fields.tlvs,
  ]);
}

/** The body of an alert_notification, SMPP 3.4, 4.12.1: that subscriber can be reached. */
export function writeAlert({ source, destination }: Pick<DeliverFields, 'source' | 'destination'>): Buffer {
  return Buffer.concat([
    Buffer.from([1, 1]),
    cString(source),
    addressType(destination),
    cString(destination),
  ]);
}

/** TON and NPI: nothing known of an empty address, international digits, else alphanumeric. */
function addressType(address: string): Buffer {
  if (address === '') return Buffer.from([0, 0]);
  return Buffer.from(/^\d+$/.test(address) ? [1, 1] : [5, 1]);
}
