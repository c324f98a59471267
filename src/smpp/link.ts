import type { Logger } from 'pino';
import type { SubmitAnswer, SubmitOutcome } from '../sender/outcome.ts';
import type { QueryOutcome } from './answers.ts';
import { Backoff } from './backoff.ts';
import { encodePdu } from './codec.ts';
import { type Endpoint, hostName, type TlsOptions } from './connection.ts';

import { type Address, type BindMode, type Deliver, STATUS, type SubmitFields } from './pdu.ts';
import { Session, type SessionEnd } from './session.ts';

/** What a link needs to know; durations in ms. */
export type LinkOptions = {
  /** Tried in turn; at least one. */
  hosts: readonly Endpoint[];
  tls: TlsOptions | null;
  systemId: string;
  password: string;
  /** `ISO` makes data_coding 0 mean ISO-8859-1 at SMSC.ru; otherwise empty. */
  systemType: string;
  bind: BindMode;
  /** Submits without an answer at any time. */
  window: number;
  /** Default 10,000. */
  requestTimeoutMs?: number;
  /** TCP and TLS together; default 5,000. */
  connectTimeoutMs?: number;
  /** Silence after which the peer is asked whether it is there; default 30,000, as SMSC.ru cuts after 120,000. */
  enquireLinkMs?: number;
  /** The first and the longest delay before connecting again; default 500 and 30,000. */
  backoff?: { firstMs: number; maxMs: number };
  /** Gives 0 <= n < 1 for the jitter; default Math.random. */
  random?: () => number;
  log: Logger;
};

/** The bound session that a deliver_sm came by; `gone` is aborted when it ends. */
export type BoundSession = Endpoint & { boundAt: number; gone: AbortSignal };

/** What a link reports. `T` is whatever the caller hands to submit to know an answer by. */
export type LinkHandlers<T> = {
  /** Resolves to the command_status of deliver_sm_resp; when it rejects, that is ESME_RX_T_APPN. */
  onDeliver(deliver: Deliver, session: BoundSession): Promise<number>;
  onState?(state: LinkState): void;
  /** An answer to a submit whose outcome was `no-answer` by timeout; at most once for each. */
  onLateAnswer?(token: T, answer: SubmitAnswer): void;
  /** Window places have become free: submit again. */
  onFree?(): void;
};

/** A link as /health shows it; times are ms since the epoch. */
export type LinkState = {
  status: 'connecting' | 'bound' | 'waiting' | 'stopped';
  bind: BindMode;
  /** The host in use, or next in turn. */
  host: string;
  port: number;
  /** When `status` became what it is. */
  since: number;
  boundAt: number | null;
  /** Why it was down last, also after it is bound again, and when that was. */
  lastError: string | null;
  lastErrorAt: number | null;
  /** When the next connection is tried, while waiting. */
  retryAt: number | null;
  inFlight: number;
  window: number;
};

type Phase = Pick<LinkState, 'status' | 'since' | 'boundAt' | 'retryAt'>;

const REFUSED_FOR_GOOD: ReadonlySet<number> = new Set([
  STATUS.bindFailed,
  STATUS.invalidPassword,
  STATUS.invalidSystemId,
  STATUS.invalidSystemType,
]);

/**
 * One bind, kept up until it is stopped. What ends a session, and what comes next:
 *
 * | from | to | when |
 * | --- | --- | --- |
 * | stopped | connecting | start() |
 * | connecting | bound | the bind is accepted |
 * | connecting, bound | waiting | no connection, bind refused, hung up, unbound, silent, or its frames lost |
 * | waiting | connecting | the back-off's delay is over (see {@link Backoff}) |
 * | any | stopped | stop() |
 */
export class Link<T> {
  private readonly options: LinkOptions;
  private readonly handlers: LinkHandlers<T>;
  private readonly backoff: Backoff;
  private session: Session<T> | null = null;
  private endpoint: Endpoint;
  private name: string;
  private phase: Phase = { status: 'stopped', since: Date.now(), boundAt: null, retryAt: null };
  private lastError: string | null = null;
  private lastErrorAt: number | null = null;
  private boundClock: number | null = null;
  private worked = false;
  private stopping: Promise<void> | null = null;
  private retryTimer: NodeJS.Timeout | undefined;
  private onSessionClosed: (() => void) | undefined;

  constructor(options: LinkOptions, handlers: LinkHandlers<T>) {
    const [first] = options.hosts;
    if (first === undefined) throw new RangeError('a link needs at least one host');
    const { bind, systemId, password, systemType } = options;
    // Credentials that no bind can hold are found here, not at every connection.
    encodePdu({ command: `bind_${bind}`, sequence: 1, systemId, password, systemType });
    this.options = options;
    this.handlers = handlers;
    this.endpoint = first;
    this.name = hostName(first);
    const { firstMs, maxMs } = options.backoff ?? { firstMs: 500, maxMs: 30_000 };
    this.backoff = new Backoff(options.hosts.length, firstMs, maxMs, options.random ?? Math.random);
  }

  /** Begins to connect; to be called once. */
  start(): void {
    this.connect();
  }

  /**
   * Takes no more submits, waits up to `drainMs` for answers and for handlers of deliver_sm, unbinds and hangs up.
   * Ends within `drainMs` and 2 s more, whatever the SMSC does.
   */
  stop(drainMs: number): Promise<void> {
    this.stopping ??= this.drain(drainMs);
    return this.stopping;
  }

  /** Bound, and not about to stop. */
  get ready(): boolean {
    return this.phase.status === 'bound' && this.stopping === null;
  }

  /** Submits that may be written now: window places left, 0 while not bound or while the socket is full. */
  get free(): number {
    return this.ready ? (this.session?.free ?? 0) : 0;
  }

  /** In use, or next in turn: "host:port". */
  get host(): string {
    return this.name;
  }

  get state(): LinkState {
    return {
      ...this.phase,
      bind: this.options.bind,
      host: this.endpoint.host,
      port: this.endpoint.port,
      lastError: this.lastError,
      lastErrorAt: this.lastErrorAt,
      inFlight: this.session?.inFlight ?? 0,
      window: this.options.window,
    };
  }

  /**
   * Writes a submit_sm, if a window place is free, and waits for its answer. With `onlyTo`, nothing is written
   * unless the link is bound to that host. Rejects with RangeError when a field cannot be written.
   */
  async submit(fields: SubmitFields, token: T, onlyTo = this.name): Promise<SubmitOutcome> {
    const elsewhere = onlyTo !== this.name;
    if (this.session === null || this.free === 0 || elsewhere) return { kind: 'not-written' };
    const outcome = await this.session.submit(fields, token);
    if (outcome.kind === 'answered') this.worked = true;
    return outcome;
  }

  /** Asks the SMSC for a message's state; both are as in its submit (SMPP 3.4, 4.8.1). */
  async query({ messageId, source }: { messageId: string; source: Address }): Promise<QueryOutcome> {
    if (this.session === null || !this.ready) return { kind: 'no-answer' };
    return this.session.query(messageId, source);
  }

  private async drain(drainMs: number): Promise<void> {
    clearTimeout(this.retryTimer);
    const { session } = this;
    if (session !== null) {
      const closed = new Promise<void>((resolve) => {
        this.onSessionClosed = resolve;
      });
      if (this.phase.status === 'bound') {
        let timer: NodeJS.Timeout | undefined;
        const late = new Promise<void>((resolve) => {
          timer = setTimeout(resolve, drainMs);
        });
        await Promise.race([session.idle(), closed, late]);
        clearTimeout(timer);
      }
      session.unbind('stopped');
      await closed;
    }
    this.enter({ status: 'stopped', boundAt: null, retryAt: null });
  }

  private connect(): void {
    const { endpoint } = this;
    const ending = new AbortController();
    this.enter({ status: 'connecting', boundAt: null, retryAt: null });
    this.session = new Session<T>(
      {
        ...this.options,
        requestTimeoutMs: this.options.requestTimeoutMs ?? 10_000,
        connectTimeoutMs: this.options.connectTimeoutMs ?? 5_000,
        enquireLinkMs: this.options.enquireLinkMs ?? 30_000,
        endpoint,
        log: this.options.log.child({ smsc: `${endpoint.host}:${endpoint.port}`, bind: this.options.bind }),
      },
      {
        onBound: () => {
          this.boundClock = performance.now();
          this.enter({ status: 'bound', boundAt: Date.now(), retryAt: null });
        },
        onDeliver: (deliver) => {
          this.worked = true;
          const boundAt = this.phase.boundAt ?? Date.now();
          return this.handlers.onDeliver(deliver, { ...endpoint, boundAt, gone: ending.signal });
        },
        onLateAnswer: (token, answer) => this.handlers.onLateAnswer?.(token, answer),
        onFree: () => {
          if (this.stopping === null) this.handlers.onFree?.();
        },
        onClosed: (end) => {
          ending.abort();
          this.sessionClosed(end);
        },
      },
    );
  }

  private sessionClosed({ reason, refused }: SessionEnd): void {
    const boundMs = this.boundClock === null ? null : performance.now() - this.boundClock;
    const { worked } = this;
    this.boundClock = null;
    this.worked = false;
    this.session = null;
    if (this.stopping !== null) {
      this.onSessionClosed?.();
      return;
    }
    const { host, port } = this.endpoint;
    this.lastError = `${host}:${port}: ${reason}`;
    this.lastErrorAt = Date.now();
    const refusedForGood = refused !== null && REFUSED_FOR_GOOD.has(refused);
    const retry = this.backoff.next({ boundMs, worked, refused: refusedForGood });
    this.options.log.warn({ smsc: `${host}:${port}`, reason, retryMs: retry.delayMs }, 'link down');
    this.endpoint = this.options.hosts[retry.host] ?? this.endpoint;
    this.name = hostName(this.endpoint);
    this.enter({ status: 'waiting', boundAt: null, retryAt: Date.now() + retry.delayMs });
    this.retryTimer = setTimeout(() => this.connect(), retry.delayMs);
  }

  private enter(phase: Omit<Phase, 'since'>): void {
    this.phase = { ...phase, since: Date.now() };
    try {
      this.handlers.onState?.(this.state);
    } catch (error) {
      this.options.log.error({ err: error }, 'onState failed');
    }
  }
}
