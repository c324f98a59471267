/*
 * One bind, from connecting to the end:
 *
 * connecting ─> binding ─> bound ─> unbinding ─> closed
 *
 * and from each of them straight to closed, which is reported once, by `onClosed`. Nothing is taken up again: the
 * link makes a new session.
 */
import type { Logger } from 'pino';
import type { SubmitAnswer, SubmitOutcome } from '../sender/outcome.ts';
import { type QueryOutcome, refusalStatus } from './answers.ts';
import { bindRefused, bindUnanswered } from './bind-refused.ts';
import { decodePdu, encodePdu } from './codec.ts';
import { Connection, type Endpoint, type TlsOptions } from './connection.ts';
import { Deliveries } from './deliveries.ts';
import { EnquireLink } from './enquire-link.ts';
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
import { Submits } from './submits.ts';

/** How a session ended; `refused` is the command_status of a refused bind. */
export type SessionEnd = { reason: string; refused: number | null };

/** What a session needs; durations in ms. */
type SessionOptions = {
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
type SessionEvents<T> = {
  onBound(): void;
  /** The command_status of the answer; a rejection is answered as a temporary error. */
  onDeliver(deliver: Deliver): Promise<number>;
  onLateAnswer(token: T, answer: SubmitAnswer): void;
  /** Window places have become free. */
  onFree(): void;
  onClosed(end: SessionEnd): void;
};

const SUBMIT_SM_RESP = 0x80000004;
/** How long unbind waits for its answer, and the SMSC's for what is under way. */
const UNBIND_MS = 1_000;

/** One bound connection: a window of submits, time limits, enquire_link, and answers to whatever the SMSC asks. */
export class Session<T> {
  private readonly options: SessionOptions;
  private readonly events: SessionEvents<T>;
  private readonly log: Logger;
  private readonly connection: Connection;
  private readonly requests: Requests;
  private readonly enquireLink: EnquireLink;
  private readonly deliveries: Deliveries;
  private readonly submits: Submits<T>;
  private phase: 'connecting' | 'binding' | 'bound' | 'unbinding' | 'closed' = 'connecting';
  private refused: number | null = null;
  private freed = false;
  private onIdle: (() => void) | undefined;

  constructor(options: SessionOptions, events: SessionEvents<T>) {
    this.options = options;
    this.events = events;
    this.log = options.log;
    this.requests = new Requests(options.requestTimeoutMs);
    this.enquireLink = new EnquireLink(options.enquireLinkMs, {
      ask: (onEnd) => this.openEnquiry(onEnd),
      onDead: () => this.connection.destroy(`no answer to enquire_link in ${options.requestTimeoutMs} ms`),
    });
    const deliveries = {
      // Before the bind and after unbind nobody listens.
      take: (deliver: Deliver) => (this.phase === 'bound' ? events.onDeliver(deliver) : null),
      answer: (octets: Buffer) => this.write(octets),
      pause: () => this.connection.pause(),
      resume: () => this.connection.resume(),
      onIdle: () => this.checkIdle(),
    };
    this.deliveries = new Deliveries(deliveries, options.log);
    this.submits = new Submits<T>({
      open: (request) => this.requests.open(request),
      write: (octets, onWritten) => this.write(octets, onWritten),
      onSettled: () => {
        this.freed = true;
        this.checkIdle();
      },
      onTimeout: () => {
        // Silence may mean that the connection is only half there.
        this.enquireLink.ask();
        this.tellFree();
      },
      onLateAnswer: (token, answer) => this.guard(() => events.onLateAnswer(token, answer)),
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
      isOwed: () => this.requests.unanswered > 0,
      onDrain: () => {
        this.freed = true;
        this.tellFree();
      },
      onClosed: (reason) => this.closed(reason),
    });
  }

  /** Submits without an answer. */
  get inFlight(): number {
    return this.submits.inFlight;
  }

  /** Submits that may be written now. */
  get free(): number {
    const { bind, window } = this.options;
    if (this.phase !== 'bound' || bind === 'receiver' || this.connection.blocked) return 0;
    return Math.max(0, window - this.submits.inFlight);
  }

  /** Writes a submit_sm. Rejects with RangeError when a field cannot be written. */
  async submit(submit: SubmitFields, token: T): Promise<SubmitOutcome> {
    return this.free === 0 ? { kind: 'not-written' } : this.submits.write(submit, token);
  }

  /** Asks for a message's state. Rejects with RangeError when a field cannot be written. */
  async query(messageId: string, source: Address): Promise<QueryOutcome> {
    if (this.phase !== 'bound') return { kind: 'no-answer' };
    const { promise, resolve } = Promise.withResolvers<QueryOutcome>();
    const octets = encodePdu({ command: 'query_sm', sequence: 0, messageId, source });
    const sequence = this.requests.open({
      expects: 'query_sm_resp',
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
    if (this.phase === 'unbinding') return;
    if (this.phase !== 'bound') {
      this.connection.destroy(reason);
      return;
    }
    this.phase = 'unbinding';
    this.enquireLink.stop();
    const hangUp = (): void => this.connection.end(reason);
    const unbound: Request = {
      expects: 'unbind_resp',
      onAnswer: hangUp,
      onTimeout: hangUp,
      onClosed: () => {},
    };
    this.send({ command: 'unbind', sequence: this.requests.open(unbound, UNBIND_MS) });
  }

  /**
   * The SMSC unbinds. What is under way is answered first, unless that takes long: it would bring a message again, and a
   * submit without its answer would be for a person to judge.
   */
  private async leave(sequence: number): Promise<void> {
    if (this.phase === 'bound') {
      this.phase = 'unbinding';
      this.enquireLink.stop();
      const late = Promise.withResolvers<void>();
      const timer = setTimeout(late.resolve, UNBIND_MS);
      await Promise.race([this.idle(), late.promise]);
      clearTimeout(timer);
    }
    this.send({ command: 'unbind_resp', sequence });
    this.connection.end('the SMSC unbound');
  }

  private bind(): void {
    this.phase = 'binding';
    const { bind, systemId, password, systemType } = this.options;
    const sequence = this.requests.open({
      expects: `bind_${bind}_resp`,
      onAnswer: (answer) => {
        const status = refusalStatus(answer);
        if (status !== STATUS.ok) {
          this.refused = status;
          this.connection.end(bindRefused(status, bind));
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
        if (!isResponse(pdu.commandId)) {
          this.send({ command: 'generic_nack', sequence: pdu.sequence, status: STATUS.invalidCommandId });
        }
        break;
      case 'deliver_sm':
      case 'data_sm':
        void this.deliveries.take(pdu.command, pdu.sequence, pdu.deliver);
        break;
      // A subscriber is to be reached again (SMPP 3.4, 4.12): it has no answer, and nobody here waits for it.
      case 'alert_notification':
        break;
      case 'enquire_link':
        this.send({ command: 'enquire_link_resp', sequence: pdu.sequence });
        break;
      case 'unbind':
        void this.leave(pdu.sequence);
        break;
      default:
        this.answer(pdu);
    }
  }

  private receiveBad({ commandId, sequence, status, problem }: BadPdu): void {
    this.log.warn({ commandId, sequence, problem }, 'malformed PDU from the SMSC');
    if (!isResponse(commandId)) {
      this.send({ command: 'generic_nack', sequence, status: STATUS.invalidCommandLength });
    } else if (commandId === SUBMIT_SM_RESP) {
      // The header is sound, and it says that the SMSC took the message: to doubt that would be to send it twice.
      this.answer({ command: 'submit_sm_resp', sequence, status, messageId: null });
    }
  }

  private answer(pdu: Answer): void {
    const result = this.requests.answer(pdu.sequence, pdu);
    if (result === 'answered') return;
    const { command, sequence, status } = pdu;
    this.log.warn({ command, sequence, status }, result === 'late' ? 'late answer' : 'answer to nothing');
  }

  private send(pdu: OutgoingPdu): void {
    this.write(encodePdu(pdu));
  }

  private write(octets: Buffer, onWritten?: () => void): void {
    this.enquireLink.sent();
    this.connection.write(octets, onWritten);
  }

  private openEnquiry(onEnd: (outcome: 'alive' | 'dead') => void): void {
    const sequence = this.requests.open({
      expects: 'enquire_link_resp',
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
    if (this.submits.inFlight === 0 && this.deliveries.idle) this.onIdle?.();
  }

  private closed(said: string): void {
    const isUnanswered = this.phase === 'binding' && this.refused === null;
    const reason = isUnanswered ? bindUnanswered(said) : said;
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
