import type { Readable } from 'node:stream';
import SMTPConnection from 'nodemailer/lib/smtp-connection';

/** Where mails to the provider go. */
export interface MailServer {
  readonly host: string;
  readonly port: number;
  /** From the first octet on, by STARTTLS and not without, or by STARTTLS where that is offered. */
  readonly tls: 'implicit' | 'required' | 'offered';
  /** Certificate authorities in PEM, in place of the public ones. */
  readonly ca?: string;
  /** Null: it asks for no login. */
  readonly auth: { readonly user: string; readonly pass: string } | null;
}

/** How long a server may be silent (ms), and how long a mail may take in all, however little it says each time. */
export interface Patience {
  readonly toConnect: number;
  readonly toAnswer: number;
  readonly inAll: number;
}

export interface SessionOptions {
  readonly patience: Patience;
  /** Ends it. */
  readonly signal: AbortSignal;
}

/** The program ends, or is not the one any more that sends. */
export class Stopped extends Error {
  override name = 'Stopped';
}

type Done = (error?: Error | null) => void;

/** A connection to a mail server, for one mail at most; each step throws what nodemailer says, or Stopped. */
export class Session {
  private readonly server: MailServer;
  private readonly connection: SMTPConnection;
  private readonly broken: Promise<never>;
  private readonly release: () => void;

  constructor(server: MailServer, { patience, signal }: SessionOptions) {
    this.server = server;
    this.connection = new SMTPConnection({
      host: server.host,
      port: server.port,
      secure: server.tls === 'implicit',
      requireTLS: server.tls === 'required',
      // Whatever the environment says.
      tls: { rejectUnauthorized: true, ...(server.ca !== undefined && { ca: server.ca }) },
      connectionTimeout: patience.toConnect,
      greetingTimeout: patience.toConnect,
      dnsTimeout: patience.toConnect,
      socketTimeout: patience.toAnswer,
    });
    const { promise, reject } = Promise.withResolvers<never>();
    promise.catch(() => {});
    this.broken = promise;
    this.connection.on('error', reject);
    const stop = () => reject(new Stopped());
    signal.addEventListener('abort', stop);
    const late = setTimeout(
      () => reject(Object.assign(new Error('too slow'), { code: 'ETIMEDOUT' })),
      patience.inAll,
    );
    this.release = () => {
      clearTimeout(late);
      signal.removeEventListener('abort', stop);
    };
    if (signal.aborted) stop();
  }

  /** Connects, by TLS as it has to be, and logs in. */
  async open(): Promise<void> {
    const { auth } = this.server;
    await this.step((done) => this.connection.connect(done));
    if (auth !== null) await this.step((done) => this.connection.login({ credentials: auth }, done));
  }

  async send(from: string, to: string, size: number, content: Readable): Promise<void> {
    await this.step((done) => this.connection.send({ from, to: [to], size }, content, done));
  }

  /** Says good-bye where all went well, and hangs up. */
  close(isWell: boolean): void {
    this.release();
    if (isWell) this.connection.quit();
    else this.connection.close();
  }

  private step(begin: (done: Done) => void): Promise<void> {
    const { promise, resolve, reject } = Promise.withResolvers<void>();
    begin((error) => (error ? reject(error) : resolve()));
    return Promise.race([this.broken, promise]);
  }
}
