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
  private at: number;

  /** @param from where the body begins */
  constructor(octets: Buffer, from: number) {
    this.octets = octets;
    this.at = from;
  }

  get left(): number {
    return this.octets.length - this.at;
  }

  take(length: number, field: string): Buffer {
    const from = this.pass(length, field);
    return this.octets.subarray(from, this.at);
  }

  skip(length: number, field: string): void {
    this.pass(length, field);
  }

  int8(field: string): number {
    return this.octets.readUInt8(this.pass(1, field));
  }

  int16(field: string): number {
    return this.octets.readUInt16BE(this.pass(2, field));
  }

  /** A C-octet string (SMPP 3.4, 3.1); one that ends the body may lack its terminator. */
  cString(field: string): string {
    const { octets, at } = this;
    let end = at;
    // Most have a few octets: a call of indexOf takes longer.
    while (end < octets.length && octets[end] !== 0) end += 1;
    const length = end - at;
    if (length > MAX_C_STRING_OCTETS) throw new BodyError(`${field}: ${length} octets`);
    this.at = Math.min(end + 1, octets.length);
    return length === 0 ? '' : octets.toString('latin1', at, end);
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
    const { left } = this;
    if (left > 0 && this.int8('padding') > LAST_TAG >> 8) {
      throw new BodyError(`${left} stray octets at the end`);
    }
    return tlvs;
  }

  /** Goes on behind so many octets, and returns where they begin. */
  private pass(length: number, field: string): number {
    const from = this.at;
    if (length > this.octets.length - from) {
      throw new BodyError(`${field}: ${length} octets announced, ${this.left} left`);
    }
    this.at = from + length;
    return from;
  }
}
