import { createRequire } from 'node:module';

/** An encoder that shares no code with what is fuzzed. */
const smpp = createRequire(import.meta.url)('smpp') as {
  PDU: new (command: string, fields: object) => { toBuffer(): Buffer };
};

const pdu = (command: string, fields: object = {}): Buffer => new smpp.PDU(command, fields).toBuffer();

const receiptText =
  'id:855469 sub:001 dlvrd:001 submit date:2611230900 done date:2611230901 stat:DELIVRD err:000 text:hello';
const lookupText =
  'id:855470 stat:DELIVRD err:000 imsi:250023012345678 msc:79232510066 mcc:250 mnc:02 cn:Russian+Federation net:MegaFON rcn: rnet:';
const phone = {
  source_addr_ton: 1,
  source_addr_npi: 1,
  source_addr: '79991234567',
  destination_addr: '79000000',
};
const joined = Buffer.from([5, 0, 3, 7, 2, 1]);

/** Sound PDUs of an SMSC: the body of each is where a mutation begins. */
export const FROM_SMSC: readonly Buffer[] = [
  pdu('deliver_sm', { ...phone, short_message: Buffer.from('hello'), data_coding: 0 }),
  pdu('deliver_sm', { ...phone, short_message: Buffer.from('0441043b', 'hex'), data_coding: 8 }),
  pdu('deliver_sm', {
    ...phone,
    short_message: { udh: joined, message: Buffer.from('part') },
    esm_class: 0x40,
    data_coding: 0,
  }),
  pdu('deliver_sm', {
    ...phone,
    short_message: Buffer.from('part'),
    data_coding: 0,
    sar_msg_ref_num: 9,
    sar_total_segments: 2,
    sar_segment_seqnum: 1,
  }),
  pdu('deliver_sm', {
    ...phone,
    short_message: Buffer.from(receiptText),
    data_coding: 0,
    esm_class: 4,
    receipted_message_id: '855469',
    message_state: 2,
  }),
  pdu('deliver_sm', {
    ...phone,
    short_message: Buffer.from(lookupText),
    data_coding: 0,
    esm_class: 4,
    receipted_message_id: '855470',
  }),
  pdu('submit_sm_resp', { message_id: '855469' }),
  pdu('query_sm_resp', { message_id: '855469', final_date: '', message_state: 2, error_code: 0 }),
  pdu('enquire_link'),
  pdu('enquire_link_resp'),
  pdu('generic_nack'),
  pdu('bind_transceiver_resp', { system_id: 'SMSC' }),
];

/** Sound PDUs of a client. */
export const FROM_CLIENT: readonly Buffer[] = [
  pdu('submit_sm', {
    source_addr: 'SHOP',
    destination_addr: '79991234560',
    short_message: Buffer.from('hello'),
    data_coding: 0,
    registered_delivery: 1,
  }),
  pdu('submit_sm', {
    destination_addr: '79991234560',
    short_message: Buffer.from('0441043b', 'hex'),
    data_coding: 8,
  }),
  pdu('submit_sm', {
    destination_addr: '79991234560',
    short_message: { udh: joined, message: Buffer.from('part') },
    esm_class: 0x40,
    data_coding: 0,
  }),
  pdu('submit_sm', {
    destination_addr: '79991234560',
    short_message: Buffer.from('__HLR__'),
    data_coding: 0,
    registered_delivery: 1,
  }),
  pdu('query_sm', { message_id: '855469', source_addr: 'SHOP' }),
  pdu('deliver_sm_resp', { message_id: '' }),
  pdu('enquire_link'),
  pdu('enquire_link_resp'),
  pdu('generic_nack'),
  pdu('bind_transceiver', { system_id: 'demo', password: 'demo' }),
  pdu('data_sm', { destination_addr: '79991234560' }),
];
