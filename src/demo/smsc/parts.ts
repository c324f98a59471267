/** Long messages: what a submit_sm says of itself as a part, and the table where parts wait for each other. */

import type { Alphabet } from './alphabets.ts';
import { room } from './alphabets.ts';
import type { SubmitFields } from './pdu.ts';
import { status, tag } from './pdu.ts';

export interface PartOf {
  /** Parts of one message share it; the two kinds of UDH and the SAR TLVs do not mix. */
  series: string;
  total: number;
  /** From 1. */
  number: number;
}

export type Content = { octets: Buffer; part: PartOf | null } | { refused: number };

/** GSM 03.40, 9.2.3.24.1 and 9.2.3.24.8: concatenation with an 8-bit and a 16-bit reference. */
const concat8 = 0x00;
const concat16 = 0x08;
/** A 16-bit reference takes one octet of the 140 more, which leaves 152 septets, 133 octets or 66 characters. */
const roomWith16 = { gsm: 152, ascii: 152, latin1: 133, ucs2: 132 } as const;

/** Splits the text's octets from the UDH or SAR TLVs around them. */
export function readContent(fields: SubmitFields, alphabet: Alphabet): Content {
  const payload = fields.tlvs.get(tag.messagePayload);
  if (payload !== undefined && fields.shortMessage.length > 0) return { refused: status.tlvNotAllowed };
  const octets = payload ?? fields.shortMessage;
  if (octets.length === 0) return { refused: status.invalidMessageLength };
  const sar = readSar(fields.tlvs);
  if (sar !== null && 'refused' in sar) return sar;
  if ((fields.esmClass & 0x40) === 0) {
    if (sar !== null && octets.length > room[alphabet].part) return { refused: status.invalidMessageLength };
    return { octets, part: sar };
  }
  if (sar !== null) return { refused: status.invalidEsmClass };
  return readUdh(octets, alphabet);
}

function readSar(tlvs: Map<number, Buffer>): PartOf | { refused: number } | null {
  const reference = tlvs.get(tag.sarReference);
  const total = tlvs.get(tag.sarTotal);
  const number = tlvs.get(tag.sarNumber);
  if (reference === undefined && total === undefined && number === undefined) return null;
  if (reference?.length !== 2 || total?.length !== 1 || number?.length !== 1) {
    return { refused: status.invalidTlvLength };
  }
  return partOf(`sar${reference.readUInt16BE(0)}`, total.readUInt8(0), number.readUInt8(0));
}

function readUdh(octets: Buffer, alphabet: Alphabet): Content {
  const length = octets.readUInt8(0) + 1;
  if (length > octets.length) return { refused: status.invalidMessageLength };
  const text = octets.subarray(length);
  let at = 1;
  while (at + 2 <= length) {
    const element = octets.subarray(at + 2, at + 2 + octets.readUInt8(at + 1));
    const kind = octets.readUInt8(at);
    at += 2 + octets.readUInt8(at + 1);
    if (at > length) break;
    if ((kind === concat8 && element.length === 3) || (kind === concat16 && element.length === 4)) {
      const most = kind === concat8 ? room[alphabet].part : roomWith16[alphabet];
      if (text.length === 0 || text.length > most) return { refused: status.invalidMessageLength };
      const [number = 0, total = 0, ...reference] = [...element].reverse();
      const part = partOf(`udh${kind}:${reference.join('.')}`, total, number);
      return 'refused' in part ? part : { octets: text, part };
    }
  }
  return { refused: status.invalidEsmClass };
}

function partOf(series: string, total: number, number: number): PartOf | { refused: number } {
  if (number < 1 || number > total) return { refused: status.submitFailed };
  return { series, total, number };
}

/** Parts of one kind of message that wait for the rest. */
export class Assembly<T> {
  readonly #waiting = new Map<string, { total: number; parts: Map<number, T>; timer: NodeJS.Timeout }>();
  readonly #waitMs: number;
  readonly #keep: number;
  readonly #onGivenUp: (parts: T[]) => void;

  /**
   * `onGivenUp` gets the parts of a message whose rest did not come within `waitMs` of its first part, or before `keep`
   * other messages began.
   */
  constructor(waitMs: number, keep: number, onGivenUp: (parts: T[]) => void) {
    this.#waitMs = waitMs;
    this.#keep = keep;
    this.#onGivenUp = onGivenUp;
  }

  /** Adds a part; gives all parts in order, this one among them, once none is missing. */
  add(key: string, part: PartOf, value: T): T[] | null {
    let entry = this.#waiting.get(key);
    if (entry === undefined) {
      const timer = setTimeout(() => this.#onGivenUp(this.discard(key)), this.#waitMs);
      entry = { total: part.total, parts: new Map(), timer };
      this.#waiting.set(key, entry);
      const [oldest = key] = this.#waiting.keys();
      if (this.#waiting.size > this.#keep) this.#onGivenUp(this.discard(oldest));
    }
    entry.parts.set(part.number, value);
    return entry.parts.size === entry.total ? this.discard(key) : null;
  }

  /** Forgets a message; gives the parts that were there, in order. */
  discard(key: string): T[] {
    const entry = this.#waiting.get(key);
    if (entry === undefined) return [];
    clearTimeout(entry.timer);
    this.#waiting.delete(key);
    return [...entry.parts].sort(([a], [b]) => a - b).map(([, value]) => value);
  }

  close(): void {
    for (const key of this.#waiting.keys()) this.discard(key);
  }
}
