import net from 'node:net';
import tls from 'node:tls';
import { FrameError, Frames } from './framing.ts';

/** One address of the SMSC. */
export type Endpoint = { host: string; port: number };

/** "host:port", as attempts keep it. */
export const hostName = ({ host, port }: Endpoint): string => `${host}:${port}`;

/** TLS always verifies the certificate and its name; `ca` (PEM) takes the place of the usual authorities. */
export type TlsOptions = { ca?: string };

/** What a {@link Connection} reports. Nothing comes after `onClosed`, which comes exactly once. */
type ConnectionEvents = {
  onOpen(): void;
  /** One whole PDU. */
  onPdu(octets: Buffer): void;
  /** All PDUs that have come so far were handed over. */
  onRead(): void;
  /** The stream has lost its frames. The handler says a last word, and ends the connection. */
  onUnsound(error: FrameError): void;
  /** The socket takes octets again. */
  onDrain(): void;
  /** Whether a request has no answer: what is left of it is not to arrive once it was given up. */
  isOwed(): boolean;
  /** `reason` is for people: what went wrong, or that the peer hung up. */
  onClosed(reason: string): void;
};

/** How long a peer may take to hang up after we did. */
const END_MS = 1_000;

/** One TCP or TLS connection: octets in as PDUs, PDUs out as few writes, and an end that always comes. */
export class Connection {
  private readonly tcp: net.Socket;
  /** What octets go through: TCP itself, or TLS over it. */
  private stream: net.Socket;
  private readonly events: ConnectionEvents;
  private readonly frames = new Frames();
  private readonly connectTimer: NodeJS.Timeout;
  private batch: { octets: Buffer; onWritten: (() => void) | undefined }[] = [];
  private reason: string | null = null;
  private open = false;
  private paused = false;
  private full = false;
  private ended = false;
  private shutDown = false;

  constructor(
    endpoint: Endpoint,
    tlsOptions: TlsOptions | null,
    connectTimeoutMs: number,
    events: ConnectionEvents,
  ) {
    this.events = events;
    this.tcp = net.connect({ ...endpoint, allowHalfOpen: true });
    this.stream = this.tcp;
    this.tcp.setNoDelay(true);
    this.connectTimer = setTimeout(
      () =>
        this.destroy(
          this.tcp.connecting
            ? `no connection within ${connectTimeoutMs} ms`
            : `no TLS is spoken there within ${connectTimeoutMs} ms: check the port, or SMPP_TLS`,
        ),
      connectTimeoutMs,
    );
    this.tcp.once('connect', () => {
      if (tlsOptions === null) this.opened();
      else {
        // Node can reset a TCP socket, and no TLS socket: so TLS is laid over one that is kept at hand.
        this.stream = connectTls(this.tcp, endpoint.host, tlsOptions);
        this.stream.once('secureConnect', () => this.opened());
        this.listen();
      }
    });
    if (tlsOptions === null) this.listen();
    else this.tcp.on('error', (error) => this.failed(error));
    this.tcp.once('close', () => {
      clearTimeout(this.connectTimer);
      this.ended = true;
      this.open = false;
      events.onClosed(this.reason ?? 'closed by the SMSC');
    });
  }

  /** The socket asks to hold back: its buffer is over the high-water mark. */
  get blocked(): boolean {
    return this.full;
  }

  get reading(): boolean {
    return !this.paused;
  }

  /** Sends octets with all others of this turn of the event loop; `onWritten` is called as the socket takes them. */
  write(octets: Buffer, onWritten?: () => void): void {
    if (this.ended) return;
    if (this.batch.length === 0) setImmediate(() => this.flush());
    this.batch.push({ octets, onWritten });
  }

  /** Stops handing over PDUs, and reading, so that TCP holds the peer back. */
  pause(): void {
    this.paused = true;
    this.stream.pause();
  }

  resume(): void {
    if (!this.paused) return;
    this.paused = false;
    this.stream.resume();
    this.read();
  }

  /** Writes what is left, and hangs up. */
  end(reason: string): void {
    if (this.ended) return;
    this.flush();
    this.reason ??= reason;
    this.ended = true;
    // Only a flowing socket notices that the peer hung up.
    this.stream.resume();
    // A socket that is shutting down cannot be reset any more (uv_tcp_close_reset).
    this.shutDown = !this.events.isOwed();
    if (this.shutDown) this.stream.end();
    const timer = setTimeout(() => this.drop(), END_MS);
    this.tcp.once('close', () => clearTimeout(timer));
  }

  /** Hangs up at once; what has not reached the SMSC is not sent any more. */
  destroy(reason: string): void {
    this.reason ??= reason;
    this.ended = true;
    this.drop();
  }

  private opened(): void {
    clearTimeout(this.connectTimer);
    this.open = true;
    this.events.onOpen();
  }

  private listen(): void {
    const { stream, events } = this;
    stream.on('data', (chunk: Buffer) => {
      this.frames.push(chunk);
      this.read();
    });
    stream.on('drain', () => {
      this.full = false;
      events.onDrain();
    });
    stream.on('error', (error) => this.failed(error));
    // Whoever has hung up answers nothing: what is owed an answer is given up at once.
    stream.once('end', () => {
      if (events.isOwed()) this.destroy('closed by the SMSC');
      else this.end('closed by the SMSC');
    });
  }

  private failed(error: NodeJS.ErrnoException): void {
    this.reason ??= describe(error);
  }

  /**
   * Closes with a reset (RFC 9293, 3.5.2), so that the kernel sends nothing of its buffer any more: an old submit that
   * arrives minutes after its repeat is no duplicate to the provider.
   */
  private drop(): void {
    if (this.tcp.destroyed) return;
    if (this.tcp.connecting || this.shutDown) this.tcp.destroy();
    else this.tcp.resetAndDestroy();
  }

  private flush(): void {
    if (this.ended || !this.open || this.batch.length === 0) return;
    const batch = this.batch;
    this.batch = [];
    for (const { onWritten } of batch) onWritten?.();
    if (!this.stream.write(Buffer.concat(batch.map(({ octets }) => octets)))) this.full = true;
  }

  private read(): void {
    try {
      while (!this.paused && !this.ended) {
        const pdu = this.frames.next();
        if (pdu === null) break;
        this.events.onPdu(pdu);
      }
    } catch (error) {
      if (!(error instanceof FrameError)) throw error;
      this.events.onUnsound(error);
    }
    if (!this.ended) this.events.onRead();
  }
}

function connectTls(socket: net.Socket, host: string, { ca }: TlsOptions): net.Socket {
  return tls.connect({
    socket,
    host,
    ...(ca === undefined ? {} : { ca }),
    // An IP address is no server name (RFC 6066, 3); the certificate must list it all the same.
    ...(net.isIP(host) === 0 ? { servername: host } : {}),
  });
}

/** What to look at where a certificate does not hold, by why (Node, TLS: X509 certificate error codes). */
const OF_CERTIFICATES = [
  [/^ERR_TLS_CERT_ALTNAME/, 'check the name in SMPP_HOSTS'],
  [/EXPIRED|NOT_YET_VALID/, 'the provider has to renew it, unless the clock of this machine is wrong'],
  [/CERT|SELF_SIGNED|UNABLE_TO_VERIFY|ISSUER/, 'name its authority in SMPP_TLS_CA'],
] as const;

function describe(error: NodeJS.ErrnoException): string {
  // Several addresses of one name fail as one AggregateError, whose own message is empty.
  const first = error instanceof AggregateError ? (error.errors[0] as NodeJS.ErrnoException) : error;
  const { code = '', message } = first;
  // OpenSSL says where in its own code that was.
  if (code === 'ERR_SSL_WRONG_VERSION_NUMBER')
    return `no TLS is spoken there (${code}): check the port, or SMPP_TLS`;
  const [, check = ''] = OF_CERTIFICATES.find(([codes]) => codes.test(code)) ?? [];
  // Node's advice behind that is for whoever starts it by hand.
  const words = check === '' ? message : message.replace(/; if the root CA .*/, '');
  return `${words}${words.includes(code) ? '' : ` (${code})`}${check === '' ? '' : `: ${check}`}`;
}
