/** The `smpp` package as an ESME that shares no code with either side: what the simulated SMSC is judged by. */

import type { EventEmitter } from 'node:events';
import { once } from 'node:events';
import { createRequire } from 'node:module';
import type { Socket } from 'node:net';

/** A PDU as `smpp` gives it: its fields by name, unknown TLVs under their number. */
export interface ClientPdu {
  command: string;
  command_status: number;
  sequence_number: number;
  message_id: string;
  short_message: { message: string | Buffer; udh?: Buffer[] };
  [field: string]: unknown;
  response(options?: object): ClientPdu;
}

export interface Session extends EventEmitter {
  socket: Socket;
  send(pdu: ClientPdu, answered?: (pdu: ClientPdu) => void): boolean;
  destroy(): void;
}

interface SmppPackage {
  connect(options: { host: string; port: number }): Session;
  PDU: new (command: string, options: object) => ClientPdu;
}

const smpp = createRequire(import.meta.url)('smpp') as SmppPackage;

/** Connects without binding. */
export async function connect(address: string): Promise<Session> {
  const [host = '', port = ''] = address.split(':');
  const session = smpp.connect({ host, port: Number(port) });
  session.on('error', () => {});
  await once(session, 'connect');
  session.socket.setNoDelay(true);
  return session;
}

/** Sends a request and waits for its answer. */
export function request(session: Session, command: string, fields: object = {}): Promise<ClientPdu> {
  const { promise, resolve } = Promise.withResolvers<ClientPdu>();
  session.send(new smpp.PDU(command, fields), resolve);
  return promise;
}

/** Sends a request whose answer nobody waits for. */
export function send(session: Session, command: string, fields: object = {}): void {
  session.send(new smpp.PDU(command, fields));
}

/** Collects what comes by deliver_sm, answers it, and lets a test wait for the n-th. */
export class Inbox {
  readonly pdus: ClientPdu[] = [];
  readonly #session: Session;

  /** `answer` gives the command_status for each deliver_sm, or null to leave it without an answer. */
  constructor(session: Session, answer: (pdu: ClientPdu) => number | null = () => 0) {
    this.#session = session;
    session.on('deliver_sm', (pdu: ClientPdu) => {
      this.pdus.push(pdu);
      const status = answer(pdu);
      if (status !== null) session.send(pdu.response({ command_status: status }));
      session.emit('collected');
    });
  }

  async wait(count: number): Promise<ClientPdu[]> {
    while (this.pdus.length < count) await once(this.#session, 'collected');
    return this.pdus;
  }

  async texts(count: number): Promise<string[]> {
    return (await this.wait(count)).map((pdu) => String(pdu.short_message.message));
  }
}
