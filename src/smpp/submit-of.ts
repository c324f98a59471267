import { createHash } from 'node:crypto';
import type { Wire, WirePdu } from '../messages/wire.ts';
import type { SubmitFields } from './pdu.ts';

/** One part as it goes out, and the digest by which its repeat is known to be the same. */
export interface Submit {
  readonly part: number;
  readonly fields: SubmitFields;
  readonly octets: string;
}

/** The submit_sm of a part; 1 is the first. */
export function submitOf(wire: Wire, pdu: WirePdu, part: number): Submit {
  const fields: SubmitFields = {
    source: wire.source,
    destination: { address: wire.destination, ...wire.destinationTonNpi },
    esmClass: pdu.esmClass,
    dataCoding: pdu.dataCoding,
    // Without it SMSC.ru sends the status to the account's HTTP handler, and not here.
    registeredDelivery: 1,
    shortMessage: pdu.shortMessage,
    payload: pdu.payload,
    sar: pdu.sar,
    ...(wire.validityPeriod === '' ? {} : { validityPeriod: wire.validityPeriod }),
  };
  return { part, fields, octets: digestOf(fields) };
}

/** What is in doubt while the program is upgraded is repeated by this, so it stays as it is. */
function digestOf({ shortMessage, payload, ...rest }: SubmitFields): string {
  return createHash('sha1')
    .update(JSON.stringify(rest))
    .update(shortMessage)
    .update(payload ?? '')
    .digest('base64url');
}
