import { once } from 'node:events';
import net from 'node:net';
import tls from 'node:tls';
import smpp, { type Pdu } from 'smpp';

/** What the stub does about a request; false leaves it to the usual answer. */
type Script = (pdu: Pdu, connection: StubConnection) => void;

/** The SMSC's end of one connection. */
export class StubConnection {
  readonly socket: net.Socket;
  readonly pdus: Pdu[] = [];
  readonly closed: Promise<unknown>;
  private octets: Buffer = Buffer.alloc(0);
  private readonly taken = new Set<Pdu>();
  private waiting: { command: string; resolve: (pdu: Pdu) => void }[] = [];
  private readonly script: Record<string, Script>;

  constructor(socket: net.Socket, script: Record<string, Script>) {
    this.socket = socket;
    this.script = script;
    // A client that has given up resets the connection, which is an error first.
    this.closed = new Promise((resolve) => socket.once('close', resolve));
    socket.on('error', () => {});
    socket.on('data', (chunk: Buffer) => {
      this.octets = Buffer.concat([this.octets, chunk]);
      while (this.octets.length >= 4 && this.octets.length >= this.octets.readUInt32BE(0)) {
        const length = this.octets.readUInt32BE(0);
        this.receive(new smpp.PDU(this.octets.subarray(0, length)));
        this.octets = this.octets.subarray(length);
      }
    });
  }

  /** The next PDU of this command that was not waited for yet. */
  next(command: string): Promise<Pdu> {
    const pdu = this.pdus.find((one) => one.command === command && !this.taken.has(one));
    if (pdu === undefined) return new Promise((resolve) => this.waiting.push({ command, resolve }));
    this.taken.add(pdu);
    return Promise.resolve(pdu);
  }

  send(command: string, fields: Record<string, unknown> = {}): void {
    this.socket.write(new smpp.PDU(command, fields).toBuffer());
  }

  answer(pdu: Pdu, fields: Record<string, unknown> = {}): void {
    this.socket.write(pdu.response(fields).toBuffer());
  }

  private receive(pdu: Pdu): void {
    this.pdus.push(pdu);
    const index = this.waiting.findIndex(({ command }) => command === pdu.command);
    if (index >= 0) {
      this.taken.add(pdu);
      this.waiting.splice(index, 1)[0]?.resolve(pdu);
    }
    const scripted = this.script[pdu.command];
    if (scripted !== undefined) scripted(pdu, this);
    else if (pdu.command === 'submit_sm') this.answer(pdu, { message_id: `id${pdu.sequence_number}` });
    else if (!pdu.isResponse()) this.answer(pdu);
    if (pdu.command === 'unbind') this.socket.end();
  }
}

/**
 * A hand-made SMSC on loopback that accepts everything, except what `script` (by command) does its own way. It reads
 * by `smpp`, so what the bot writes is judged by another's eyes.
 */
export class StubSmsc {
  readonly script: Record<string, Script>;
  readonly connections: StubConnection[] = [];
  readonly server: net.Server;
  private waiting: ((connection: StubConnection) => void)[] = [];
  private handed = 0;

  private constructor(script: Record<string, Script>, certificate: tls.TlsOptions | null) {
    this.script = script;
    const accept = (socket: net.Socket): void => {
      const connection = new StubConnection(socket, this.script);
      this.connections.push(connection);
      const resolve = this.waiting.shift();
      if (resolve === undefined) return;
      this.handed += 1;
      resolve(connection);
    };
    this.server = certificate === null ? net.createServer(accept) : tls.createServer(certificate, accept);
    this.server.on('tlsClientError', () => {});
  }

  static async listen(
    script: Record<string, Script> = {},
    options: { certificate?: tls.TlsOptions; port?: number } = {},
  ): Promise<StubSmsc> {
    const stub = new StubSmsc(script, options.certificate ?? null);
    stub.server.listen(options.port ?? 0, '127.0.0.1');
    await once(stub.server, 'listening');
    return stub;
  }

  get port(): number {
    const address = this.server.address();
    if (address === null || typeof address === 'string') throw new Error('not listening');
    return address.port;
  }

  /** The next connection that was not waited for yet. */
  connection(): Promise<StubConnection> {
    const connection = this.connections[this.handed];
    if (connection === undefined) return new Promise((resolve) => this.waiting.push(resolve));
    this.handed += 1;
    return Promise.resolve(connection);
  }

  async close(): Promise<void> {
    const closed = once(this.server, 'close');
    this.server.close();
    for (const { socket } of this.connections) socket.destroy();
    await closed;
  }
}
