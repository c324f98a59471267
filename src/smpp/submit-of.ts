import { createHash } from 'node:crypto';
import { asAgreed } from '../messages/terms.ts';
import type { Wire, WireOptions, WirePdu } from '../messages/wire.ts';
import type { Load, Submit } from '../sender/way.ts';
import type { Message } from '../store/attempts/outbox.ts';
import type { SubmitFields } from './pdu.ts';

/** A part as it goes out by SMPP. */
export interface SmppSubmit extends Submit {
  readonly fields: SubmitFields;
  readonly octets: string;
}

/** The submit_sm PDUs of a message as it was agreed; null: this connection has no such. */
export function loadOf(
  { request, agreed, reference }: Pick<Message, 'request' | 'agreed' | 'reference'>,
  options: WireOptions,
): Load | null {
  const wire = asAgreed(request, agreed, options, reference);
  return (
    wire && {
      submits: wire.pdus.map((pdu, index) => submitOf(wire, pdu, index + 1)),
      parts: wire.parts,
    }
  );
}

/** The submit_sm of a part; 1 is the first. */
export function submitOf(wire: Wire, pdu: WirePdu, part: number): SmppSubmit {
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
  return { part, source: wire.source.address, fields, octets: digestOf(fields) };
}

/** What is in doubt while the program is upgraded is repeated by this, so it stays as it is. */
function digestOf({ shortMessage, payload, ...rest }: SubmitFields): string {
  return createHash('sha1')
    .update(JSON.stringify(rest))
    .update(shortMessage)
    .update(payload ?? '')
    .digest('base64url');
}
