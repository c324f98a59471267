import { type SubmitFields, TAG } from './pdu.ts';
import { PduWriter } from './pdu-writer.ts';

const SUBMIT_SM = 0x00000004;
const MAX_SHORT_MESSAGE_OCTETS = 254;
const MAX_TLV_OCTETS = 0xffff;

/** Octets of a submit_sm's body beside its strings, its text and its TLVs: five NULs and twelve integers. */
const FIXED_OCTETS = 17;
const TLV_HEAD_OCTETS = 4;
/** sar_msg_ref_num has two octets, sar_total_segments and sar_segment_seqnum one each. */
const SAR_OCTETS = 3 * TLV_HEAD_OCTETS + 4;

/**
 * The octets of a submit_sm (SMPP 3.4, 4.4.1). Throws RangeError for a short_message over 254 octets and a
 * message_payload over 65,535.
 */
export function writeSubmitSm(sequence: number, submit: SubmitFields): Buffer {
  const { source, destination, shortMessage, payload, sar } = submit;
  const { serviceType = '', scheduleDeliveryTime = '', validityPeriod = '' } = submit;
  if (shortMessage.length > MAX_SHORT_MESSAGE_OCTETS) {
    throw new RangeError(`short_message of ${shortMessage.length} octets`);
  }
  if (payload !== null && payload.length > MAX_TLV_OCTETS) {
    throw new RangeError(`message_payload of ${payload.length} octets`);
  }
  const strings =
    serviceType.length +
    source.address.length +
    destination.address.length +
    scheduleDeliveryTime.length +
    validityPeriod.length;
  const tlvs = (sar === null ? 0 : SAR_OCTETS) + (payload === null ? 0 : TLV_HEAD_OCTETS + payload.length);
  const pdu = new PduWriter(SUBMIT_SM, 0, sequence, FIXED_OCTETS + strings + shortMessage.length + tlvs);

  pdu.cString(serviceType, 'service_type');
  pdu.int8(source.ton);
  pdu.int8(source.npi);
  pdu.cString(source.address, 'source_addr');
  pdu.int8(destination.ton);
  pdu.int8(destination.npi);
  pdu.cString(destination.address, 'destination_addr');
  pdu.int8(submit.esmClass);
  pdu.int8(0); // protocol_id
  pdu.int8(submit.priority ?? 0);
  pdu.cString(scheduleDeliveryTime, 'schedule_delivery_time');
  pdu.cString(validityPeriod, 'validity_period');
  pdu.int8(submit.registeredDelivery);
  pdu.int8(0); // replace_if_present_flag
  pdu.int8(submit.dataCoding);
  pdu.int8(0); // sm_default_msg_id
  pdu.int8(shortMessage.length);
  pdu.copy(shortMessage);
  if (sar !== null) {
    pdu.tlvHead(TAG.sarRef, 2);
    pdu.int16(sar.ref);
    pdu.tlvHead(TAG.sarTotal, 1);
    pdu.int8(sar.total);
    pdu.tlvHead(TAG.sarNumber, 1);
    pdu.int8(sar.number);
  }
  if (payload !== null) {
    pdu.tlvHead(TAG.messagePayload, payload.length);
    pdu.copy(payload);
  }
  return pdu.octets;
}
