/** The parts of node-smpp 0.5.1 that are used here; the package brings no types of its own. */
declare module 'smpp' {
  /** A PDU: its fields by name, a known TLV by its name, an unknown one by its number. */
  interface Pdu {
    command: string;
    command_id: number;
    command_status: number;
    sequence_number: number;
    [field: string]: unknown;
    isResponse(): boolean;
    response(fields?: Record<string, unknown>): Pdu;
    toBuffer(): Buffer;
  }

  const smpp: {
    PDU: new (command: string | Buffer, fields?: Record<string, unknown>) => Pdu;
    /** command_status by name. */
    errors: Record<string, number>;
  };

  export type { Pdu };
  export default smpp;
}
