import { isGsm, type Octets, readOctets, unreadOf } from '../messages/data-coding.ts';
import { decodeNational } from '../messages/national.ts';
import { plainAddress, senderAddress } from '../messages/party.ts';
import type { DefaultAlphabet } from '../messages/provider.ts';
import type { IncomingPart } from '../store/talks/incoming.ts';
import type { Concatenation } from '../store/talks/incoming-parts.ts';
import type { Deliver } from './pdu.ts';

export interface IncomingOptions {
  /** What data_coding 0 means on this bind. */
  readonly defaultAlphabet: DefaultAlphabet;
  /** Numbers of subscribers without a country code are of it (ISO 3166). */
  readonly country: string;
}

/** A subscriber's message, or a part of one: its octets wait for those of the others. */
export function incomingOf(deliver: Deliver, { defaultAlphabet, country }: IncomingOptions): IncomingPart {
  const { source, destination, dataCoding, udh } = deliver;
  const octets = asUcs2({ octets: octetsOf(deliver), dataCoding, defaultAlphabet }, udh);
  const parties = {
    sender: senderAddress(source.address, { ton: source.ton, country }),
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

/** data_coding of UCS-2 (SMPP 3.4, 5.2.19). */
const UCS2 = 8;
/** 3GPP TS 23.040, 9.2.3.24: elements of a user data header. */
const ELEMENT = {
  concatenated: 0x00,
  concatenatedWide: 0x08,
  singleShift: 0x24,
  lockingShift: 0x25,
} as const;

/** Elements of a user data header by their identifiers, the first of each. */
function elementsOf(udh: Buffer): ReadonlyMap<number, Buffer> {
  const elements = new Map<number, Buffer>();
  for (let at = 1; at + 2 <= udh.length; ) {
    const [element = 0, length = 0] = udh.subarray(at, at + 2);
    const content = udh.subarray(at + 2, at + 2 + length);
    if (!elements.has(element)) elements.set(element, content);
    at += 2 + length;
  }
  return elements;
}

/** Octets in national tables of the GSM alphabet, which their header alone names, as ones that need no header; others as they are. */
function asUcs2(read: Octets, udh: Buffer | null): Octets {
  if (udh === null || !isGsm(read)) return read;
  const elements = elementsOf(udh);
  const languageIn = (element: number) => elements.get(element)?.[0] ?? null;
  const tables = { single: languageIn(ELEMENT.singleShift), locking: languageIn(ELEMENT.lockingShift) };
  const text = decodeNational(read.octets, tables);
  return text === null ? read : { ...read, octets: Buffer.from(text, 'utf16le').swap16(), dataCoding: UCS2 };
}

/** Concatenation with an 8-bit reference (9.2.3.24.1) or a 16-bit one (9.2.3.24.8). */
function fromHeader(udh: Buffer): Concatenation | null {
  const elements = elementsOf(udh);
  const narrow = elements.get(ELEMENT.concatenated);
  const wide = elements.get(ELEMENT.concatenatedWide);
  const isWide = wide?.length === 4;
  const content = isWide ? wide : narrow;
  if (!content || (!isWide && content.length !== 3)) return null;
  return {
    series: isWide ? 'udh16' : 'udh8',
    reference: isWide ? content.readUInt16BE(0) : content.readUInt8(0),
    parts: content.readUInt8(content.length - 2),
    part: content.readUInt8(content.length - 1),
  };
}
