/** A PDU as its header says, without a look into its body. */
export interface Frame {
  readonly id: number;
  readonly status: number;
  readonly sequence: number;
  readonly octets: Buffer;
}

const HEADER = 16;
export const COMMAND = {
  genericNack: 0x80000000,
  submitSm: 0x00000004,
  deliverSm: 0x00000005,
  unbind: 0x00000006,
  enquireLink: 0x00000015,
} as const;
export const RESPONSE = 0x80000000;

/** Cuts what a sound writer writes into PDUs. */
export class Frames {
  #rest: Buffer = Buffer.alloc(0);

  *push(chunk: Buffer): Generator<Frame> {
    this.#rest = Buffer.concat([this.#rest, chunk]);
    while (this.#rest.length >= HEADER && this.#rest.length >= this.#rest.readUInt32BE(0)) {
      const octets = this.#rest.subarray(0, this.#rest.readUInt32BE(0));
      this.#rest = this.#rest.subarray(octets.length);
      yield {
        id: octets.readUInt32BE(4),
        status: octets.readUInt32BE(8),
        sequence: octets.readUInt32BE(12),
        octets,
      };
    }
  }
}

/** A PDU of that command and body. */
export function frame(id: number, sequence: number, body: Buffer = Buffer.alloc(0), status = 0): Buffer {
  const header = Buffer.alloc(HEADER);
  header.writeUInt32BE(HEADER + body.length, 0);
  header.writeUInt32BE(id >>> 0, 4);
  header.writeUInt32BE(status, 8);
  header.writeUInt32BE(sequence, 12);
  return Buffer.concat([header, body]);
}

/** The response to a request. */
export const answerTo = ({ id, sequence }: Frame, body?: Buffer, status = 0): Buffer =>
  frame((id | RESPONSE) >>> 0, sequence, body, status);

/** The sample's body under another sequence number. */
export function withSequence(sample: Buffer, sequence: number): Buffer {
  const copy = Buffer.from(sample);
  copy.writeUInt32BE(sequence, 12);
  return copy;
}
