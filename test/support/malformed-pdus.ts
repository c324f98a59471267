import smpp from 'smpp';

/** What becomes of a PDU: answered by generic_nack, ignored, answered as sound, or the connection made anew. */
export type Fate = 'nacked' | 'ignored' | 'answered' | 'reconnected';

/** A PDU off the rules, or at their edge: its octets, and what a sound ESME does about it. */
export type MalformedPdu = { name: string; octets: Buffer; fate: Fate };

const DELIVER_SM = 0x00000005;
const DATA_SM = 0x00000103;
const ENQUIRE_LINK = 0x00000015;
const SUBMIT_SM_RESP = 0x80000004;

function pdu(
  commandId: number,
  body: Buffer,
  { length = 16 + body.length, status = 0, sequence = 77 } = {},
): Buffer {
  const header = Buffer.alloc(16);
  header.writeUInt32BE(length, 0);
  header.writeUInt32BE(commandId, 4);
  header.writeUInt32BE(status, 8);
  header.writeUInt32BE(sequence, 12);
  return Buffer.concat([header, body]);
}

function deliverBody(shortMessage: Buffer, tail: Buffer = Buffer.alloc(0), esmClass = 0): Buffer {
  const fields = {
    source_addr: '79991234567',
    destination_addr: '79000000',
    esm_class: esmClass,
    data_coding: 0,
  };
  const whole = new smpp.PDU('deliver_sm', { ...fields, short_message: shortMessage }).toBuffer();
  return Buffer.concat([whole.subarray(16), tail]);
}

/** service_type, addresses, esm_class, registered_delivery and data_coding (SMPP 3.4, 4.7.1), and message_payload. */
function dataBody(text: Buffer): Buffer {
  const head = Buffer.from('\0\x01\x0179991234567\0\x01\x0179000000\0\0\0\0', 'latin1');
  return Buffer.concat([head, tlv(0x0424, text.length, text)]);
}

const sound = deliverBody(Buffer.from('hello'));

function changed(octets: Buffer, at: number, value: number): Buffer {
  const copy = Buffer.from(octets);
  copy.writeUInt8(value, at < 0 ? copy.length + at : at);
  return copy;
}

function tlv(tag: number, length: number, value: Buffer): Buffer {
  const head = Buffer.alloc(4);
  head.writeUInt16BE(tag, 0);
  head.writeUInt16BE(length, 2);
  return Buffer.concat([head, value]);
}

const unsoundLengths = [...Array(16).keys(), 0x7fffffff, 0x80000000, 0xffffffff, 1_000_000, 70_000].map(
  (length): MalformedPdu => ({
    name: `command_length ${length}`,
    octets: pdu(ENQUIRE_LINK, Buffer.alloc(0), { length }),
    fate: 'reconnected',
  }),
);

/** Every way of being malformed that SMSCs, proxies and attackers were seen to find; half-sent PDUs are not here. */
export const malformedPdus: readonly MalformedPdu[] = [
  ...unsoundLengths,
  {
    name: 'text instead of SMPP',
    octets: Buffer.from('HTTP/1.1 400 Bad Request\r\n\r\n'),
    fate: 'reconnected',
  },
  { name: 'octets 0xff', octets: Buffer.alloc(64, 0xff), fate: 'reconnected' },
  { name: 'octets 0x00', octets: Buffer.alloc(64), fate: 'reconnected' },
  { name: 'unknown command_id', octets: pdu(0x00012345, Buffer.alloc(0)), fate: 'nacked' },
  {
    name: 'unknown command_id with a body',
    octets: pdu(0x00012345, Buffer.alloc(300, 0x41)),
    fate: 'nacked',
  },
  { name: 'command_id 0', octets: pdu(0, Buffer.alloc(0)), fate: 'nacked' },
  { name: 'submit_sm from the SMSC', octets: pdu(0x00000004, sound), fate: 'nacked' },
  { name: 'unknown response', octets: pdu(0x80012345, Buffer.alloc(0)), fate: 'ignored' },
  {
    name: 'submit_sm_resp nobody asked for',
    octets: pdu(SUBMIT_SM_RESP, Buffer.from('1\0')),
    fate: 'ignored',
  },
  {
    name: 'submit_sm_resp without terminator',
    octets: pdu(SUBMIT_SM_RESP, Buffer.from('123')),
    fate: 'ignored',
  },
  { name: 'query_sm_resp cut short', octets: pdu(0x80000003, Buffer.from('1\0\0')), fate: 'ignored' },
  {
    name: 'generic_nack of nothing',
    octets: pdu(0x80000000, Buffer.alloc(0), { status: 3 }),
    fate: 'ignored',
  },
  { name: 'bind response when bound', octets: pdu(0x80000009, Buffer.from('x\0')), fate: 'ignored' },
  { name: 'deliver_sm without body', octets: pdu(DELIVER_SM, Buffer.alloc(0)), fate: 'nacked' },
  ...[1, 2, 10, sound.length - 7, sound.length - 6, sound.length - 1].map(
    (length): MalformedPdu => ({
      name: `deliver_sm cut to ${length} octets of body`,
      octets: pdu(DELIVER_SM, sound.subarray(0, length)),
      fate: 'nacked',
    }),
  ),
  {
    name: 'deliver_sm of strings without end',
    octets: pdu(DELIVER_SM, Buffer.alloc(200, 0x41)),
    fate: 'nacked',
  },
  { name: 'deliver_sm of 0xff', octets: pdu(DELIVER_SM, Buffer.alloc(200, 0xff)), fate: 'nacked' },
  { name: 'sm_length beyond the end', octets: pdu(DELIVER_SM, changed(sound, -6, 200)), fate: 'nacked' },
  { name: 'sm_length short of the text', octets: pdu(DELIVER_SM, changed(sound, -6, 3)), fate: 'nacked' },
  {
    name: 'TLV length beyond the end',
    octets: pdu(DELIVER_SM, deliverBody(Buffer.from('x'), tlv(0x001e, 50, Buffer.from('1\0')))),
    fate: 'answered',
  },
  {
    name: 'TLV length 0xffff',
    octets: pdu(DELIVER_SM, deliverBody(Buffer.from('x'), tlv(0x0424, 0xffff, Buffer.from('x')))),
    fate: 'answered',
  },
  {
    name: 'half a TLV header',
    octets: pdu(DELIVER_SM, deliverBody(Buffer.from('x'), Buffer.of(0x00, 0x1e))),
    fate: 'answered',
  },
  {
    name: 'a text behind sm_length that is no TLV',
    octets: pdu(DELIVER_SM, changed(deliverBody(Buffer.from('hello world')), -12, 3)),
    fate: 'nacked',
  },
  { name: 'data_sm', octets: pdu(DATA_SM, dataBody(Buffer.from('hello'))), fate: 'answered' },
  { name: 'data_sm without body', octets: pdu(DATA_SM, Buffer.alloc(0)), fate: 'nacked' },
  {
    name: 'data_sm cut short',
    octets: pdu(DATA_SM, dataBody(Buffer.alloc(0)).subarray(0, 5)),
    fate: 'nacked',
  },
  {
    name: 'alert_notification',
    octets: pdu(0x00000102, Buffer.from('\x01\x0179991234567\0\x01\x0179000000\0', 'latin1')),
    fate: 'ignored',
  },
  { name: 'alert_notification without body', octets: pdu(0x00000102, Buffer.alloc(0)), fate: 'ignored' },
  {
    name: 'message_state of the wrong length',
    octets: pdu(DELIVER_SM, deliverBody(Buffer.from('x'), tlv(0x0427, 0, Buffer.alloc(0)))),
    fate: 'answered',
  },
  {
    name: 'unknown TLV',
    octets: pdu(DELIVER_SM, deliverBody(Buffer.from('x'), tlv(0x2003, 3, Buffer.from('ab\0')))),
    fate: 'answered',
  },
  {
    name: 'user data header longer than the text',
    octets: pdu(DELIVER_SM, deliverBody(Buffer.of(200, 0, 3), Buffer.alloc(0), 0x40)),
    fate: 'answered',
  },
  {
    name: 'user data header announced, no text',
    octets: pdu(DELIVER_SM, deliverBody(Buffer.alloc(0), Buffer.alloc(0), 0x40)),
    fate: 'answered',
  },
  {
    name: 'padding of NULs',
    octets: pdu(DELIVER_SM, Buffer.concat([sound, Buffer.alloc(2)])),
    fate: 'answered',
  },
  { name: 'sequence number 0', octets: pdu(DELIVER_SM, sound, { sequence: 0 }), fate: 'answered' },
  {
    name: 'sequence number 0xffffffff',
    octets: pdu(DELIVER_SM, sound, { sequence: 0xffffffff }),
    fate: 'answered',
  },
  { name: 'deliver_sm with a status', octets: pdu(DELIVER_SM, sound, { status: 99 }), fate: 'answered' },
  { name: 'enquire_link with a body', octets: pdu(ENQUIRE_LINK, Buffer.from('hello')), fate: 'answered' },
];

/** A PDU of which only a part comes, and then nothing. */
export const halfPdus: readonly { name: string; octets: Buffer }[] = [1, 3, 4, 15, 16, 40].map((length) => ({
  name: `the first ${length} octets of a deliver_sm`,
  octets: pdu(DELIVER_SM, sound).subarray(0, length),
}));
