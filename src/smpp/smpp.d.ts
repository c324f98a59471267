/** The parts of node-smpp 0.5.1 that are used here; the package brings no types of its own. */
declare module 'smpp' {
  import type { EventEmitter } from 'node:events';
  import type { Server as NetServer, Socket } from 'node:net';

  /** A PDU by name and fields; a body field, a TLV by its name, or an unknown TLV by its number. */
  interface Pdu {
    command: string;
    command_length: number;
    command_id: number;
    command_status: number;
    sequence_number: number;
    [field: string]: unknown;
    isResponse(): boolean;
    response(fields?: Record<string, unknown>): Pdu;
    toBuffer(): Buffer;
  }

  interface Session extends EventEmitter {
    socket: Socket;
    send(pdu: Pdu, onResponse?: (response: Pdu) => void): boolean;
    close(onClosed?: () => void): void;
    destroy(onClosed?: () => void): void;
    // Every command is a method too: session.submit_sm(fields, onResponse).
    [command: string]: unknown;
  }

  interface Definition {
    id: number;
    [property: string]: unknown;
  }

  const smpp: {
    PDU: new (command: string | Buffer, fields?: Record<string, unknown>) => Pdu;
    createServer(options: Record<string, unknown>, onSession: (session: Session) => void): NetServer;
    connect(options: Record<string, unknown>): Session;
    addTLV(tag: string, options: Record<string, unknown>): void;
    errors: Record<string, number>;
    commands: Record<string, Definition>;
    tlvs: Record<string, Definition>;
    types: { tlv: Record<string, unknown> } & Record<string, unknown>;
  };

  export type { Pdu, Session };
  export default smpp;
}
