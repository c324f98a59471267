import { HEADER_OCTETS } from './pdu.ts';

/** message_payload alone may hold 65,535 octets; the rest is room for the header and the other fields. */
export const MAX_PDU_OCTETS = 64 * 1024 + 1024;

/** The stream can no longer be cut into PDUs: only a fresh connection helps. */
export class FrameError extends Error {
  readonly commandLength: number;

  constructor(commandLength: number) {
    super(`command_length ${commandLength} is outside ${HEADER_OCTETS}..${MAX_PDU_OCTETS} octets`);
    this.commandLength = commandLength;
  }
}

/** Cuts the octets of a connection into PDUs by command_length (SMPP 3.4, 3.2), however they were chunked. */
export class Frames {
  private chunks: Buffer[] = [];
  /** Octets of the first chunk that were handed over. */
  private at = 0;
  /** Octets that were not. */
  private octets = 0;

  /** Takes what the socket has read. */
  push(chunk: Buffer): void {
    if (chunk.length === 0) return;
    this.chunks.push(chunk);
    this.octets += chunk.length;
  }

  /** The next whole PDU, or null until more octets come. Throws {@link FrameError} on an unsound length. */
  next(): Buffer | null {
    if (this.octets < 4) return null;
    const length = this.head(4).readUInt32BE(this.at);
    if (length < HEADER_OCTETS || length > MAX_PDU_OCTETS) throw new FrameError(length);
    if (this.octets < length) return null;
    const head = this.head(length);
    const pdu = head.subarray(this.at, this.at + length);
    this.octets -= length;
    this.at += length;
    if (this.at === head.length) {
      this.chunks.shift();
      this.at = 0;
    }
    return pdu;
  }

  // Chunks are joined only once enough of them have come, so a PDU sent octet by octet costs one copy, not many.
  private head(octets: number): Buffer {
    const [first] = this.chunks;
    if (first !== undefined && first.length - this.at >= octets) return first;
    const joined = Buffer.concat(this.chunks).subarray(this.at);
    this.chunks = [joined];
    this.at = 0;
    return joined;
  }
}
