/** Submits as the demo world and the tests see them. */

import type { Decision } from './account.ts';
import { alphabetOf } from './account.ts';
import { decode } from './alphabets.ts';
import { readContent } from './parts.ts';
import type { SubmitFields } from './pdu.ts';
import { tag } from './pdu.ts';
import type { Bound } from './session.ts';
import type { Submit } from './shapes.ts';

const tlvNames = new Map<number, string>([
  [tag.messagePayload, 'message_payload'],
  [tag.sarReference, 'sar_msg_ref_num'],
  [tag.sarTotal, 'sar_total_segments'],
  [tag.sarNumber, 'sar_segment_seqnum'],
]);

/** A submit_sm as people read it. */
export function recordOf(bound: Bound, sequence: number, fields: SubmitFields): Omit<Submit, keyof Decision> {
  const alphabet = alphabetOf(fields.dataCoding, bound.alphabet);
  const content = readContent(fields, alphabet);
  const octets = 'refused' in content ? fields.shortMessage : content.octets;
  const text = decode(octets, alphabet) ?? octets.toString('hex');
  const tlvs: Submit['tlvs'] = {};
  for (const [tlvTag, value] of fields.tlvs) tlvs[tlvNames.get(tlvTag) ?? tlvTag] = value.toString('hex');
  for (const name of ['sar_msg_ref_num', 'sar_total_segments', 'sar_segment_seqnum']) {
    const hex = tlvs[name];
    if (hex !== undefined) tlvs[name] = Number.parseInt(String(hex), 16);
  }
  if (tlvs.message_payload !== undefined) tlvs.message_payload = text;
  return {
    bind: bound.bind,
    sequence,
    source: fields.source,
    destination: fields.destination,
    dataCoding: fields.dataCoding,
    esmClass: fields.esmClass,
    registeredDelivery: fields.registeredDelivery,
    text,
    tlvs,
    at: Date.now(),
  };
}
