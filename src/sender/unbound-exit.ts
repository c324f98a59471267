import type { Logger } from 'pino';
import type { BindReport } from '../store/attempts/binds.ts';
import type { SubmitOutcome } from './outcome.ts';
import { Traffic } from './traffic.ts';
import type { Exit, Submit, SubmitToken } from './way.ts';

/** Why a server cannot be used. */
export interface Down {
  /** For /health and the log. */
  readonly why: string;
  /** When it is tried again (ms); soon, and then less and less often, where nothing is said. */
  readonly retryMs?: number;
}

interface UnboundExitOptions {
  /** By which attempts and /health know it. */
  readonly id: string;
  /** As people name it, whichever of its addresses answers. */
  readonly host: string;
  /** Submits under way at once. */
  readonly window: number;
  readonly mode: BindReport['mode'];
  readonly log: Logger;
  /** How soon a server that cannot be used is tried again (ms), doubling to the longest. */
  readonly retry: { readonly firstMs: number; readonly longestMs: number };
  onChange(): void;
  onFree(): void;
}

const NOT_WRITTEN = { kind: 'not-written' } as const;

/**
 * An exit to a server that nothing is bound to, such as one that is asked anew for each submit: it is up once it was seen
 * that the server can be used, until a submit finds that this is so no longer.
 *
 * | from | to | when |
 * | --- | --- | --- |
 * | stopped | connecting | start() |
 * | connecting | bound | the server can be used |
 * | connecting, bound | waiting | it cannot |
 * | waiting | connecting | the delay is over |
 * | any | stopped | stop() |
 */
export abstract class UnboundExit<Own extends Submit> implements Exit {
  readonly id: string;
  readonly host: string;
  readonly window: number;
  private readonly options: UnboundExitOptions;
  private readonly traffic = new Traffic();
  private state: Pick<BindReport, 'status' | 'since' | 'boundAt' | 'lastError' | 'lastErrorAt' | 'retryAt'> =
    {
      status: 'stopped',
      since: Date.now(),
      boundAt: null,
      lastError: null,
      lastErrorAt: null,
      retryAt: null,
    };
  private retryTimer: NodeJS.Timeout | undefined;
  private failures = 0;
  private inFlight = 0;
  private isStopping = false;
  private onIdle: () => void = () => {};

  constructor(options: UnboundExitOptions) {
    this.options = options;
    this.id = options.id;
    this.host = options.host;
    this.window = options.window;
  }

  get ready(): boolean {
    return this.state.status === 'bound' && !this.isStopping;
  }

  get free(): number {
    return this.ready ? this.window - this.inFlight : 0;
  }

  get underWay(): number {
    return this.inFlight;
  }

  start(): void {
    void this.connect();
  }

  /** Takes no more, and waits up to `drainMs` for answers. */
  async stop(drainMs: number): Promise<void> {
    this.isStopping = true;
    clearTimeout(this.retryTimer);
    if (this.inFlight > 0) {
      const { promise, resolve } = Promise.withResolvers<void>();
      const timer = setTimeout(resolve, drainMs);
      this.onIdle = resolve;
      await promise;
      clearTimeout(timer);
    }
    this.enter('stopped', {});
  }

  async submit(submit: Own, token: SubmitToken, host: string): Promise<SubmitOutcome> {
    if (this.free === 0 || host !== this.host) return NOT_WRITTEN;
    this.inFlight += 1;
    this.traffic.submitted(Date.now());
    try {
      return await this.hand(submit, token);
    } finally {
      this.inFlight -= 1;
      if (this.inFlight === 0) this.onIdle();
      if (!this.isStopping) this.options.onFree();
    }
  }

  report(now: number): Omit<BindReport, 'rate'> {
    const { state, host, window, inFlight, traffic } = this;
    return {
      mode: this.options.mode,
      ...state,
      host,
      inFlight,
      window,
      lastReceiptAt: traffic.lastReceiptAt,
      submitsPerMinute: traffic.submits.total(now),
      receiptsPerMinute: traffic.receipts.total(now),
    };
  }

  /** A status of a message came. */
  told(now: number): void {
    this.traffic.receiptCame(now);
  }

  /** Whether the server can be used; null: it can. */
  protected abstract reach(): Promise<Down | null>;

  /** Hands a submit to the server. */
  protected abstract hand(submit: Own, token: SubmitToken): Promise<SubmitOutcome>;

  /** What failed shows that the server cannot be used for now. */
  protected down({ why, retryMs }: Down): void {
    if (this.isStopping || this.state.status === 'waiting') return;
    const { retry, log } = this.options;
    const now = Date.now();
    const delayMs = retryMs ?? Math.min(retry.longestMs, retry.firstMs * 2 ** Math.min(this.failures, 10));
    this.failures += 1;
    const lastError = `${this.host}: ${why}`;
    log.warn({ bind: this.id, reason: lastError, retryMs: delayMs }, 'lost');
    this.enter('waiting', { lastError, lastErrorAt: now, retryAt: now + delayMs });
    this.retryTimer = setTimeout(() => void this.connect(), delayMs);
  }

  private async connect(): Promise<void> {
    this.enter('connecting', {});
    const down = await this.reach();
    if (this.isStopping) return;
    if (down) {
      this.down(down);
      return;
    }
    this.failures = 0;
    this.options.log.info({ bind: this.id, smsc: this.host }, 'bound');
    this.enter('bound', { boundAt: Date.now() });
    this.options.onFree();
  }

  private enter(status: BindReport['status'], more: Partial<UnboundExit<Own>['state']>): void {
    this.state = { ...this.state, status, since: Date.now(), boundAt: null, retryAt: null, ...more };
    this.options.onChange();
  }
}
