import { readOctets, unreadOf } from '../messages/data-coding.ts';
import { plainAddress } from '../messages/party.ts';
import type { DefaultAlphabet } from '../messages/provider.ts';
import type { IncomingPart } from '../store/incoming.ts';
import type { Concatenation } from '../store/incoming-parts.ts';
import type { Deliver } from './pdu.ts';

export interface IncomingOptions {
  /** What data_coding 0 means on this bind. */
  readonly defaultAlphabet: DefaultAlphabet;
  /** Numbers of subscribers without a country code are of it (ISO 3166). */
  readonly country: string;
}

/** A subscriber's message, or a part of one: its octets wait for those of the others. */
export function incomingOf(deliver: Deliver, { defaultAlphabet, country }: IncomingOptions): IncomingPart {
  const { source, destination, dataCoding } = deliver;
  const octets = { octets: octetsOf(deliver), dataCoding, defaultAlphabet };
  const parties = {
    sender: plainAddress(source.address, { ton: source.ton, country }),
    // The provider knows its own number, which answers go from, by the digits that it wrote.
    recipient: plainAddress(destination.address),
  };
  const concatenation = concatenationOf(deliver);
  if (concatenation) return { ...parties, concatenation, octets };
  const { text, isWhole } = readOctets(octets);
  return { ...parties, concatenation, text, unread: isWhole ? [] : [unreadOf(octets)] };
}

/** What stands in short_message, or in message_payload, without its user data header. */
export function octetsOf({ shortMessage, payload }: Deliver): Buffer {
  return shortMessage.length === 0 && payload !== null ? payload : shortMessage;
}

function concatenationOf({ udh, sar }: Deliver): Concatenation | null {
  const found = (udh && fromHeader(udh)) ?? fromTlvs(sar);
  return found && found.parts > 1 && found.part >= 1 && found.part <= found.parts ? found : null;
}

const fromTlvs = (sar: Deliver['sar']): Concatenation | null =>
  sar && { series: 'sar', reference: sar.ref, part: sar.number, parts: sar.total };

/** 3GPP TS 23.040, 9.2.3.24.1 (8-bit reference) and 9.2.3.24.8 (16-bit); other elements say nothing of parts. */
function fromHeader(udh: Buffer): Concatenation | null {
  for (let at = 1; at + 2 <= udh.length; ) {
    const element = udh[at];
    const content = udh.subarray(at + 2, at + 2 + (udh[at + 1] ?? 0));
    const wide = element === 0x08 && content.length === 4;
    if (wide || (element === 0x00 && content.length === 3)) {
      return {
        series: wide ? 'udh16' : 'udh8',
        reference: wide ? content.readUInt16BE(0) : content.readUInt8(0),
        parts: content.readUInt8(content.length - 2),
        part: content.readUInt8(content.length - 1),
      };
    }
    at += 2 + content.length;
  }
  return null;
}
