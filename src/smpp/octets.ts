/** A body that ends in the middle of its fields, or holds a string longer than any field's. */
export class BodyError extends Error {}

/**
 * Octets of a C-octet string, without its NUL. The longest field of SMPP 3.4 has 64, and some SMSCs write more; ids
 * and addresses are looked up by, and an index of PostgreSQL refuses more than 2,704.
 */
const MAX_C_STRING_OCTETS = 255;
/** Those above are reserved (SMPP 3.4, 5.3.2). */
const LAST_TAG = 0x3fff;

/** Reads the fields of a PDU's body, and never past its end: throws {@link BodyError} instead. */
export class BodyReader {
  private readonly octets: Buffer;
  private at = 0;

  constructor(octets: Buffer) {
    this.octets = octets;
  }

  get left(): number {
    return this.octets.length - this.at;
  }

  take(length: number, field: string): Buffer {
    if (length > this.left) throw new BodyError(`${field}: ${length} octets announced, ${this.left} left`);
    this.at += length;
    return this.octets.subarray(this.at - length, this.at);
  }

  int8(field: string): number {
    return this.take(1, field).readUInt8(0);
  }

  int16(field: string): number {
    return this.take(2, field).readUInt16BE(0);
  }

  /** A C-octet string (SMPP 3.4, 3.1); one that ends the body may lack its terminator. */
  cString(field: string): string {
    const terminator = this.octets.indexOf(0, this.at);
    const end = terminator < 0 ? this.octets.length : terminator;
    const length = end - this.at;
    if (length > MAX_C_STRING_OCTETS) throw new BodyError(`${field}: ${length} octets`);
    const text = this.octets.toString('latin1', this.at, end);
    this.at = Math.min(end + 1, this.octets.length);
    return text;
  }

  /**
   * The TLVs up to the end of the body (SMPP 3.4, 3.2.4). A last one that is cut off is left out, since what there is of it
   * may mean something else; but for a text, of which a part is better than none. Throws {@link BodyError} when what is
   * there at the end is no TLV, but perhaps more of the message.
   * @param text the tag whose value is a text
   */
  tlvs(text: number): Map<number, Buffer> {
    const tlvs = new Map<number, Buffer>();
    while (this.left >= 4) {
      const tag = this.int16('TLV tag');
      const length = this.int16('TLV length');
      const isCut = length > this.left;
      if (isCut && tag > LAST_TAG) throw new BodyError(`${this.left + 4} stray octets at the end`);
      const value = this.take(Math.min(length, this.left), 'TLV value');
      if (!tlvs.has(tag) && (!isCut || tag === text)) tlvs.set(tag, value);
    }
    const stray = this.take(this.left, 'padding');
    if ((stray[0] ?? 0) > LAST_TAG >> 8) throw new BodyError(`${stray.length} stray octets at the end`);
    return tlvs;
  }
}

/** A C-octet string's octets. Throws RangeError when a NUL or a character above U+00FF would garble it. */
export function cString(text: string, field: string): Buffer {
  for (const character of text) {
    const code = character.codePointAt(0) ?? 0;
    if (code === 0 || code > 0xff) throw new RangeError(`${field} cannot hold ${JSON.stringify(character)}`);
  }
  return Buffer.from(`${text}\0`, 'latin1');
}

/** A TLV's octets. Throws RangeError above 65,535 octets of value. */
export function tlv(tag: number, value: Buffer): Buffer {
  if (value.length > 0xffff) throw new RangeError(`TLV of ${value.length} octets`);
  const octets = Buffer.allocUnsafe(4 + value.length);
  octets.writeUInt16BE(tag, 0);
  octets.writeUInt16BE(value.length, 2);
  value.copy(octets, 4);
  return octets;
}
