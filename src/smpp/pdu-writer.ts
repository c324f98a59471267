import { HEADER_OCTETS } from './pdu.ts';

/** Writes a PDU field by field into octets of its length. Throws RangeError for what the wire cannot hold. */
export class PduWriter {
  readonly octets: Buffer;
  private at = HEADER_OCTETS;

  constructor(commandId: number, status: number, sequence: number, bodyOctets: number) {
    const octets = Buffer.allocUnsafe(HEADER_OCTETS + bodyOctets);
    octets.writeUInt32BE(octets.length, 0);
    octets.writeUInt32BE(commandId, 4);
    octets.writeUInt32BE(status, 8);
    octets.writeUInt32BE(sequence, 12);
    this.octets = octets;
  }

  int8(value: number): void {
    this.octets[this.at] = value;
    this.at += 1;
  }

  int16(value: number): void {
    this.int8(value >> 8);
    this.int8(value);
  }

  /** A C-octet string takes an octet a character, and one for its NUL. */
  cString(text: string, field: string): void {
    for (let index = 0; index < text.length; index += 1) this.int8(octetAt(text, index, field));
    this.int8(0);
  }

  copy(octets: Buffer): void {
    this.at += octets.copy(this.octets, this.at);
  }

  /** What stands before a TLV's value (SMPP 3.4, 3.2.4.1). */
  tlvHead(tag: number, length: number): void {
    this.int16(tag);
    this.int16(length);
  }
}

/** The octets of a C-octet string without its NUL. Throws RangeError as {@link PduWriter} does. */
export function cString(text: string, field: string): Buffer {
  return Buffer.from(Array.from({ length: text.length }, (_, index) => octetAt(text, index, field)));
}

/** A NUL, or a character above U+00FF, would garble the string. */
function octetAt(text: string, index: number, field: string): number {
  const code = text.charCodeAt(index);
  if (code !== 0 && code <= 0xff) return code;
  const character = String.fromCodePoint(text.codePointAt(index) ?? 0);
  throw new RangeError(`${field} cannot hold ${JSON.stringify(character)}`);
}
