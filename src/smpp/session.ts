/*
 * One bind, from connecting to the end:
 *
 * connecting ─> binding ─> bound ─> unbinding ─> closed
 *
 * and from each of them straight to closed, which is reported once, by `onClosed`. Nothing is taken up again: the
 * link makes a new session.
 */
import type { Logger } from 'pino';
import { decodePdu, encodePdu, statusName } from './codec.ts';
import { Connection, type Endpoint, type TlsOptions } from './connection.ts';
import { EnquireLink } from './enquire-link.ts';
import {
  type QueryOutcome,
  refusalStatus,
  type SubmitAnswer,
  type SubmitOutcome,
  submitAnswer,
} from './outcome.ts';
import {
  type Address,
  type Answer,
  type BadPdu,
  type BindMode,
  type Deliver,
  isResponse,
  type OutgoingPdu,
  STATUS,
  type SubmitFields,
} from './pdu.ts';
import { type Request, Requests } from './requests.ts';

/** How a session ended; `refused` is the command_status of a refused bind. */
export type SessionEnd = { reason: string; refused: number | null };

/** What a session needs; durations in ms. */
export type SessionOptions = {
  endpoint: Endpoint;
  tls: TlsOptions | null;
  systemId: string;
  password: string;
  systemType: string;
  bind: BindMode;
  window: number;
  requestTimeoutMs: number;
  connectTimeoutMs: number;
  enquireLinkMs: number;
  log: Logger;
};

/** What a session reports. */
export type SessionEvents<T> = {
  onBound(): void;
  /** The command_status of the answer; a rejection is answered as a temporary error. */
  onDeliver(deliver: Deliver): Promise<number>;
  onLateAnswer(token: T, answer: SubmitAnswer): void;
  /** Window places have become free. */
  onFree(): void;
  onClosed(end: SessionEnd): void;
};

/** deliver_sm under way at once; above it the socket is not read, so that TCP holds the SMSC back. */
const MAX_DELIVERING = 50;
/** How long unbind waits for its answer. */
const UNBIND_MS = 1_000;

/** One bound connection: a window of submits, time limits, enquire_link, and answers to whatever the SMSC asks. */
export class Session<T> {
  private readonly options: SessionOptions;
  private readonly events: SessionEvents<T>;
  private readonly log: Logger;
  private readonly connection: Connection;
  private readonly requests = new Requests<Answer>();
  private readonly enquireLink: EnquireLink;
  private phase: 'connecting' | 'binding' | 'bound' | 'unbinding' | 'closed' = 'connecting';
  private refused: number | null = null;
  private submitting = 0;
  private delivering = 0;
  private freed = false;
  private onIdle: (() => void) | undefined;

  constructor(options: SessionOptions, events: SessionEvents<T>) {
    this.options = options;
    this.events = events;
    this.log = options.log;
    this.enquireLink = new EnquireLink(options.enquireLinkMs, {
      ask: (onEnd) => this.openEnquiry(onEnd),
      onDead: () => this.connection.destroy(`no answer to enquire_link in ${options.requestTimeoutMs} ms`),
    });
    this.connection = new Connection(options.endpoint, options.tls, options.connectTimeoutMs, {
      onOpen: () => this.bind(),
      onPdu: (octets) => this.receive(octets),
      onRead: () => this.tellFree(),
      onUnsound: (error) => {
        this.log.warn({ commandLength: error.commandLength }, 'unsound frame from the SMSC');
        this.send({ command: 'generic_nack', sequence: 0, status: STATUS.invalidCommandLength });
        this.connection.end(error.message);
      },
      onDrain: () => {
        this.freed = true;
        this.tellFree();
      },
      onClosed: (reason) => this.closed(reason),
    });
  }

  /** Submits without an answer. */
  get inFlight(): number {
    return this.submitting;
  }

  /** Submits that may be written now. */
  get free(): number {
    const { bind, window } = this.options;
    if (this.phase !== 'bound' || bind === 'receiver' || this.connection.blocked) return 0;
    return Math.max(0, window - this.submitting);
  }

  /** Writes a submit_sm. Rejects with RangeError when a field cannot be written. */
  async submit(submit: SubmitFields, token: T): Promise<SubmitOutcome> {
    if (this.free === 0) return { kind: 'not-written' };
    const { promise, resolve } = Promise.withResolvers<SubmitOutcome>();
    let written = false;
    const settle = (outcome: SubmitOutcome): void => {
      this.submitting -= 1;
      this.freed = true;
      resolve(outcome);
      this.checkIdle();
    };
    const octets = encodePdu({ command: 'submit_sm', sequence: 0, submit });
    const sequence = this.open('submit_sm_resp', {
      onAnswer: (answer) => settle({ kind: 'answered', ...submitAnswer(answer) }),
      onTimeout: () => {
        settle({ kind: 'no-answer', reason: 'timeout' });
        // Silence may mean that the connection is only half there.
        this.enquireLink.ask();
        this.tellFree();
      },
      onClosed: () => settle(written ? { kind: 'no-answer', reason: 'closed' } : { kind: 'not-written' }),
      onLate: (answer) => this.guard(() => this.events.onLateAnswer(token, submitAnswer(answer))),
    });
    octets.writeUInt32BE(sequence, 12);
    this.submitting += 1;
    this.write(octets, () => {
      written = true;
    });
    return promise;
  }

  /** Asks for a message's state. Rejects with RangeError when a field cannot be written. */
  async query(messageId: string, source: Address): Promise<QueryOutcome> {
    if (this.phase !== 'bound') return { kind: 'no-answer' };
    const { promise, resolve } = Promise.withResolvers<QueryOutcome>();
    const octets = encodePdu({ command: 'query_sm', sequence: 0, messageId, source });
    const sequence = this.open('query_sm_resp', {
      onAnswer: (answer) => {
        const found =
          answer.command === 'query_sm_resp' ? answer : { state: null, error: null, finalDate: null };
        const { state, error, finalDate } = found;
        resolve({ kind: 'answered', status: refusalStatus(answer), state, error, finalDate });
      },
      onTimeout: () => resolve({ kind: 'no-answer' }),
      onClosed: () => resolve({ kind: 'no-answer' }),
    });
    octets.writeUInt32BE(sequence, 12);
    this.write(octets);
    return promise;
  }

  /** Resolves once no submit waits for its answer and no deliver_sm for ours. */
  idle(): Promise<void> {
    const { promise, resolve } = Promise.withResolvers<void>();
    this.onIdle = resolve;
    this.checkIdle();
    return promise;
  }

  /** Unbinds and hangs up; `onClosed` follows within a few seconds, whatever the SMSC does. */
  unbind(reason: string): void {
    if (this.phase !== 'bound') {
      this.connection.destroy(reason);
      return;
    }
    this.phase = 'unbinding';
    this.enquireLink.stop();
    const hangUp = (): void => this.connection.end(reason);
    const unbound = { onAnswer: hangUp, onTimeout: hangUp, onClosed: () => {} };
    this.send({ command: 'unbind', sequence: this.open('unbind_resp', unbound, UNBIND_MS) });
  }

  private bind(): void {
    this.phase = 'binding';
    const { bind, systemId, password, systemType } = this.options;
    const sequence = this.open(`bind_${bind}_resp`, {
      onAnswer: (answer) => {
        const status = refusalStatus(answer);
        if (status !== STATUS.ok) {
          this.refused = status;
          this.connection.end(`bind refused: ${statusName(status)}`);
          return;
        }
        this.phase = 'bound';
        this.freed = true;
        this.enquireLink.start();
        this.events.onBound();
      },
      onTimeout: () =>
        this.connection.destroy(`no answer to the bind in ${this.options.requestTimeoutMs} ms`),
      onClosed: () => {},
    });
    this.send({ command: `bind_${bind}`, sequence, systemId, password, systemType });
  }

  private receive(octets: Buffer): void {
    this.enquireLink.received();
    const pdu = decodePdu(octets);
    switch (pdu.command) {
      case 'bad':
        this.receiveBad(pdu);
        break;
      case 'unknown':
        this.log.warn(
          { commandId: pdu.commandId, sequence: pdu.sequence },
          'a command that is not known here',
        );
        if (!isResponse(pdu.commandId)) this.nack(pdu.sequence, STATUS.invalidCommandId);
        break;
      case 'deliver_sm':
        void this.deliver(pdu.sequence, pdu.deliver);
        break;
      case 'enquire_link':
        this.send({ command: 'enquire_link_resp', sequence: pdu.sequence });
        break;
      case 'unbind':
        this.send({ command: 'unbind_resp', sequence: pdu.sequence });
        this.connection.end('the SMSC unbound');
        break;
      default:
        this.answer(pdu);
    }
  }

  private receiveBad({ commandId, sequence, status, problem }: BadPdu): void {
    this.log.warn({ commandId, sequence, problem }, 'malformed PDU from the SMSC');
    if (!isResponse(commandId)) this.nack(sequence, STATUS.invalidCommandLength);
    // The header is sound, and it says that the SMSC took the message: to doubt that would be to send it twice.
    else if (commandId === 0x80000004) {
      this.answer({ command: 'submit_sm_resp', sequence, status, messageId: null });
    }
  }

  private answer(pdu: Answer): void {
    const result = this.requests.answer(pdu.sequence, pdu);
    if (result === 'answered') return;
    const { command, sequence, status } = pdu;
    this.log.warn({ command, sequence, status }, result === 'late' ? 'late answer' : 'answer to nothing');
  }

  private async deliver(sequence: number, deliver: Deliver): Promise<void> {
    this.delivering += 1;
    if (this.delivering >= MAX_DELIVERING) this.connection.pause();
    let answer = encodePdu({ command: 'deliver_sm_resp', sequence, status: STATUS.receiverTemporaryError });
    try {
      // Before the bind and after unbind nobody listens: the SMSC keeps it for the next session.
      if (this.phase === 'bound') {
        const status = await this.events.onDeliver(deliver);
        answer = encodePdu({ command: 'deliver_sm_resp', sequence, status });
      }
    } catch (error) {
      this.log.error({ err: error }, 'deliver_sm could not be taken');
    }
    this.write(answer);
    this.delivering -= 1;
    if (this.delivering < MAX_DELIVERING) this.connection.resume();
    this.checkIdle();
  }

  private open(
    expected: Answer['command'],
    request: Omit<Request<Answer>, 'accepts'>,
    timeoutMs = this.options.requestTimeoutMs,
  ): number {
    const accepts = ({ command }: Answer): boolean => command === expected || command === 'generic_nack';
    return this.requests.open({ ...request, accepts }, timeoutMs);
  }

  private nack(sequence: number, status: number): void {
    this.send({ command: 'generic_nack', sequence, status });
  }

  private send(pdu: OutgoingPdu): void {
    this.write(encodePdu(pdu));
  }

  private write(octets: Buffer, onWritten?: () => void): void {
    this.enquireLink.sent();
    this.connection.write(octets, onWritten);
  }

  private openEnquiry(onEnd: (outcome: 'alive' | 'dead') => void): void {
    const sequence = this.open('enquire_link_resp', {
      onAnswer: () => onEnd('alive'),
      // While we do not read, the answer may well lie in the socket.
      onTimeout: () => onEnd(this.connection.reading ? 'dead' : 'alive'),
      onClosed: () => {},
    });
    this.send({ command: 'enquire_link', sequence });
  }

  private tellFree(): void {
    if (!this.freed || this.free === 0) return;
    this.freed = false;
    this.guard(() => this.events.onFree());
  }

  private checkIdle(): void {
    if (this.submitting === 0 && this.delivering === 0) this.onIdle?.();
  }

  private closed(reason: string): void {
    this.enquireLink.stop();
    this.phase = 'closed';
    this.requests.close();
    this.events.onClosed({ reason, refused: this.refused });
  }

  private guard(report: () => void): void {
    try {
      report();
    } catch (error) {
      this.log.error({ err: error }, 'a handler of the link failed');
    }
  }
}
