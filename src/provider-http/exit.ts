import type { Logger } from 'pino';
import { statusOfHttpError } from '../messages/http-error.ts';
import type { SubmitOutcome } from '../sender/outcome.ts';
import { Traffic } from '../sender/traffic.ts';
import type { Exit, SubmitToken } from '../sender/way.ts';
import type { BindReport } from '../store/binds.ts';
import type { ProviderClient } from './client.ts';
import type { HttpSubmit } from './load.ts';
import { ownIdOf } from './own-id.ts';
import { ProviderRefused, ProviderUnreachable } from './problems.ts';

interface HttpExitOptions {
  /** By which attempts and /health know it. */
  readonly id: string;
  /** Of the API's first address, whichever answers. */
  readonly host: string;
  readonly client: Pick<ProviderClient, 'send' | 'balance'>;
  readonly log: Logger;
  onChange(): void;
  onFree(): void;
  /** An attempt, put on record at that time (ms), was taken, or perhaps was. */
  onHandedOver(attemptId: number, committedAt: number): void;
}

/** Messages under way: of the 15 requests that the provider takes at once some are left to questions. */
const WINDOW = 8;
/** How soon it is looked again whether the API answers (ms), doubling to the longest. */
const FIRST_RETRY_MS = 1_000;
const LONGEST_RETRY_MS = 30_000;
/** Errors 2 and 4: whoever goes on with a wrong password is blocked for it. */
const LOCKED_OUT: readonly number[] = [2, 4];
const LOCKED_OUT_RETRY_MS = 60 * 60_000;

const NOT_WRITTEN = { kind: 'not-written' } as const;

/**
 * The provider's HTTP API as messages leave by it. There is nothing to be bound to: it is up once the API has told the
 * balance, which shows that it can be reached and knows who asks, until a request finds that this is so no longer.
 *
 * | from | to | when |
 * | --- | --- | --- |
 * | stopped | connecting | start() |
 * | connecting | bound | the balance was told |
 * | connecting, bound | waiting | the API was not reached, or refuses who asks |
 * | waiting | connecting | the delay is over |
 * | any | stopped | stop() |
 */
export class HttpExit implements Exit {
  readonly id: string;
  readonly host: string;
  readonly window = WINDOW;
  private readonly options: HttpExitOptions;
  private readonly traffic = new Traffic();
  private status: BindReport['status'] = 'stopped';
  private since = Date.now();
  private boundAt: number | null = null;
  private lastError: string | null = null;
  private lastErrorAt: number | null = null;
  private retryAt: number | null = null;
  private retryTimer: NodeJS.Timeout | undefined;
  private failures = 0;
  private inFlight = 0;
  private isStopping = false;
  private onIdle: () => void = () => {};

  constructor(options: HttpExitOptions) {
    this.options = options;
    this.id = options.id;
    this.host = options.host;
  }

  get ready(): boolean {
    return this.status === 'bound' && !this.isStopping;
  }

  get free(): number {
    return this.ready ? WINDOW - this.inFlight : 0;
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
    this.enter('stopped');
  }

  async submit({ outgoing }: HttpSubmit, token: SubmitToken, host: string): Promise<SubmitOutcome> {
    if (this.free === 0 || host !== this.host) return NOT_WRITTEN;
    this.inFlight += 1;
    this.traffic.submitted(Date.now());
    try {
      const id = ownIdOf({ id: token.attemptId, committedAt: token.committedAt });
      const told = await this.options.client.send(outgoing, id);
      this.options.onHandedOver(token.attemptId, token.committedAt);
      return { kind: 'answered', status: 0, messageId: told.id, at: Date.now() };
    } catch (error) {
      const outcome = this.failed(error);
      if (outcome.kind === 'no-answer') this.options.onHandedOver(token.attemptId, token.committedAt);
      return outcome;
    } finally {
      this.inFlight -= 1;
      if (this.inFlight === 0) this.onIdle();
      if (!this.isStopping) this.options.onFree();
    }
  }

  report(now: number): Omit<BindReport, 'rate'> {
    const { status, host, since, boundAt, lastError, lastErrorAt, retryAt, inFlight, traffic } = this;
    return {
      mode: 'https',
      status,
      host,
      since,
      boundAt,
      lastError,
      lastErrorAt,
      retryAt,
      inFlight,
      window: WINDOW,
      lastReceiptAt: traffic.lastReceiptAt,
      submitsPerMinute: traffic.submits.total(now),
      receiptsPerMinute: traffic.receipts.total(now),
    };
  }

  /** A status of a message came. */
  told(now: number): void {
    this.traffic.receiptCame(now);
  }

  private async connect(): Promise<void> {
    this.enter('connecting');
    try {
      await this.options.client.balance();
    } catch (error) {
      this.down(error);
      return;
    }
    if (this.isStopping) return;
    this.failures = 0;
    this.boundAt = Date.now();
    this.options.log.info({ bind: this.id, smsc: this.host }, 'bound');
    this.enter('bound');
  }

  private failed(error: unknown): SubmitOutcome {
    if (error instanceof ProviderRefused) {
      if (LOCKED_OUT.includes(error.code)) this.down(error);
      return { kind: 'answered', status: statusOfHttpError(error.code), messageId: null, at: Date.now() };
    }
    if (!(error instanceof ProviderUnreachable)) throw error;
    this.down(error);
    if (!error.mayHaveArrived) return NOT_WRITTEN;
    return { kind: 'no-answer', reason: error.why === 'timeout' ? 'timeout' : 'closed' };
  }

  /** What failed shows that the API cannot be had for now. */
  private down(error: unknown): void {
    if (this.isStopping || this.status === 'waiting') return;
    const isKnown = error instanceof ProviderRefused || error instanceof ProviderUnreachable;
    if (!isKnown) this.options.log.error({ err: error }, 'the HTTP API could not be asked');
    this.lastError = `${this.host}: ${isKnown ? whyOf(error) : 'failed'}`;
    this.lastErrorAt = Date.now();
    const isLockedOut = error instanceof ProviderRefused && LOCKED_OUT.includes(error.code);
    const delayMs = isLockedOut
      ? LOCKED_OUT_RETRY_MS
      : Math.min(LONGEST_RETRY_MS, FIRST_RETRY_MS * 2 ** Math.min(this.failures, 10));
    this.failures += 1;
    this.options.log.warn({ smsc: this.host, reason: this.lastError, retryMs: delayMs }, 'HTTP API down');
    this.retryAt = Date.now() + delayMs;
    this.boundAt = null;
    this.enter('waiting');
    this.retryTimer = setTimeout(() => void this.connect(), delayMs);
  }

  private enter(status: BindReport['status']): void {
    this.status = status;
    this.since = Date.now();
    if (status !== 'waiting') this.retryAt = null;
    if (status !== 'bound') this.boundAt = null;
    this.options.onChange();
  }
}

const whyOf = (error: ProviderRefused | ProviderUnreachable): string =>
  error instanceof ProviderRefused ? `error ${error.code}` : error.why;
