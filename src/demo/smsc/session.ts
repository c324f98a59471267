/** One connection: cuts its bytes into PDUs, answers what needs no decision, and keeps the bind's state. */
import type { Socket } from 'node:net';
import type { Account } from './account.ts';
import type { Alphabet } from './alphabets.ts';
import type { Receiver } from './deliveries.ts';
import type { BindFields, Delivery, Pdu, SubmitFields } from './pdu.ts';
import {
  BadBody,
  BadFrame,
  command,
  cString,
  encode,
  Framer,
  readBind,
  readQuery,
  readSubmit,
  responseBit,
  status,
  tag,
  tlv,
} from './pdu.ts';
import { writeQueryAnswer } from './receipts.ts';
import type { BindNote } from './shapes.ts';

/** What a session asks of the SMSC. */
export interface Desk {
  readonly idleMs: number;
  readonly utcOffsetMinutes: number;
  /** Whether a fault keeps every answer back. */
  silent(): boolean;
  /** Makes room for a bind, or gives the command_status to refuse it with. */
  bind(kind: BindNote['kind'], fields: BindFields): Bound | number;
  /** The bind has been answered: deliveries may begin. */
  bound(bound: Bound): void;
  /** Decides on a submit_sm, and answers it through the session. */
  submit(session: Session, bound: Bound, sequence: number, fields: SubmitFields): void;
  /** The bind has ended, whatever the reason. */
  unbound(session: Session, bound: Bound): void;
}

/** What a bind is, once let in. */
export interface Bound extends BindNote {
  account: Account;
  alphabet: Alphabet;
}

const bindKinds = new Map<number, BindNote['kind']>([
  [command.bindTransceiver, 'transceiver'],
  [command.bindTransmitter, 'transmitter'],
  [command.bindReceiver, 'receiver'],
]);

const answersToDeliveries = new Set(
  [command.deliverSm, command.dataSm].map((id) => (id | responseBit) >>> 0),
);

/** How long the other side may take to close its half, ms. */
const goodbyeMs = 1000;
const interfaceVersion = 0x34;
const lastSequence = 0x7fffffff;

export class Session implements Receiver {
  readonly #socket: Socket;
  readonly #desk: Desk;
  readonly #framer = new Framer();
  #idle: NodeJS.Timeout;
  #bound: Bound | null = null;
  #sequence = 0;
  /** Set when this side has ended it: what still comes is read and dropped. */
  #over = false;

  constructor(socket: Socket, desk: Desk) {
    this.#socket = socket;
    this.#desk = desk;
    this.#idle = setTimeout(() => this.destroy(), desk.idleMs);
    socket.setNoDelay(true);
    socket.on('data', (chunk) => this.#read(chunk));
    // A reset tells no more than the close that follows it.
    socket.on('error', () => {});
    socket.on('close', () => this.#closed());
  }

  get bound(): Bound | null {
    return this.#bound;
  }

  get alphabet(): Alphabet {
    return this.#bound?.alphabet ?? 'gsm';
  }

  /** Sends a deliver_sm or a data_sm; gives its sequence number. */
  deliver({ body, isData = false, alert }: Delivery): number {
    if (alert) {
      const sequence = this.#nextSequence();
      this.write(encode({ id: command.alertNotification, status: status.ok, sequence }, alert));
    }
    const sequence = this.#nextSequence();
    const id = isData ? command.dataSm : command.deliverSm;
    this.write(encode({ id, status: status.ok, sequence }, body));
    return sequence;
  }

  /** Answers a submit_sm. */
  answerSubmit(sequence: number, commandStatus: number, messageId: string | null): void {
    if (this.#desk.silent()) return;
    const body = messageId === null ? undefined : cString(messageId);
    this.write(encode({ id: command.submitSm | responseBit, status: commandStatus, sequence }, body));
  }

  /** Writes bytes as they are. */
  write(bytes: Buffer): void {
    if (this.#socket.writable) this.#socket.write(bytes);
  }

  /** Ends the bind from this side: unbind, then close. */
  end(): void {
    this.write(encode({ id: command.unbind, status: status.ok, sequence: this.#nextSequence() }));
    this.finish();
  }

  /**
   * Closes once everything written has left. The socket is read on until the other side closes, too: closing it
   * over unread bytes would reset the connection, and what was just written might be lost there.
   */
  finish(): void {
    if (this.#over) return;
    this.#leave();
    clearTimeout(this.#idle);
    this.#idle = setTimeout(() => this.#socket.destroy(), goodbyeMs);
    this.#socket.end();
  }

  /** Closes at once. */
  destroy(): void {
    this.#leave();
    this.#socket.destroy();
  }

  #nextSequence(): number {
    this.#sequence = this.#sequence === lastSequence ? 1 : this.#sequence + 1;
    return this.#sequence;
  }

  #read(chunk: Buffer): void {
    if (this.#over) return;
    this.#socket.cork();
    try {
      for (const pdu of this.#framer.push(chunk)) {
        if (this.#over) return;
        this.#idle.refresh();
        this.#handle(pdu);
      }
    } catch (error) {
      if (!(error instanceof BadFrame)) throw error;
      this.#nack(0, status.invalidCommandLength);
      this.finish();
    } finally {
      this.#socket.uncork();
    }
  }

  #handle(pdu: Pdu): void {
    try {
      this.#dispatch(pdu);
    } catch (error) {
      if (!(error instanceof BadBody)) throw error;
      this.#nack(pdu.sequence, error.status);
    }
  }

  #dispatch(pdu: Pdu): void {
    if (pdu.id === command.genericNack || answersToDeliveries.has(pdu.id)) {
      const failed = pdu.id === command.genericNack && pdu.status === status.ok;
      const given = failed ? status.invalidCommandId : pdu.status;
      this.#bound?.account.deliveries.answered(this, pdu.sequence, given);
      return;
    }
    if (pdu.id >= responseBit) return;
    if (pdu.id === command.submitSm) {
      this.#submit(pdu);
      return;
    }
    if (this.#desk.silent()) return;
    const kind = bindKinds.get(pdu.id);
    if (kind !== undefined) {
      this.#bind(pdu, kind);
      return;
    }
    switch (pdu.id) {
      case command.enquireLink:
        this.#answer(pdu, status.ok);
        break;
      case command.unbind:
        this.#answer(pdu, this.#bound === null ? status.wrongBindState : status.ok);
        this.finish();
        break;
      case command.querySm:
        this.#query(pdu);
        break;
      default:
        this.#nack(pdu.sequence, status.invalidCommandId);
    }
  }

  #bind(pdu: Pdu, kind: BindNote['kind']): void {
    const fields = readBind(pdu.body);
    if (this.#bound !== null) {
      this.#answer(pdu, status.alreadyBound);
      return;
    }
    const bound = this.#desk.bind(kind, fields);
    if (typeof bound === 'number') {
      this.#answer(pdu, bound);
      return;
    }
    const version = tlv(tag.interfaceVersion, Buffer.from([interfaceVersion]));
    this.#bound = bound;
    this.#answer(pdu, status.ok, Buffer.concat([cString('SMSC'), version]));
    this.#desk.bound(bound);
  }

  #submit(pdu: Pdu): void {
    if (this.#bound === null || this.#bound.kind === 'receiver') {
      if (!this.#desk.silent()) this.#answer(pdu, status.wrongBindState);
      return;
    }
    this.#desk.submit(this, this.#bound, pdu.sequence, readSubmit(pdu.body));
  }

  #query(pdu: Pdu): void {
    const { messageId, source } = readQuery(pdu.body);
    if (this.#bound === null || this.#bound.kind === 'receiver') {
      this.#answer(pdu, status.wrongBindState);
      return;
    }
    const message = this.#bound.account.find(messageId, source);
    if (message === null) this.#answer(pdu, status.queryFailed);
    else this.#answer(pdu, status.ok, writeQueryAnswer(message, this.#desk.utcOffsetMinutes));
  }

  #answer(pdu: Pdu, commandStatus: number, body?: Buffer): void {
    this.write(encode({ id: pdu.id | responseBit, status: commandStatus, sequence: pdu.sequence }, body));
  }

  #nack(sequence: number, commandStatus: number): void {
    if (this.#desk.silent()) return;
    this.write(encode({ id: command.genericNack, status: commandStatus, sequence }));
  }

  /** Forgets the bind before the socket is gone, so that nothing more is delivered on it. */
  #leave(): void {
    this.#over = true;
    const bound = this.#bound;
    this.#bound = null;
    if (bound !== null) this.#desk.unbound(this, bound);
  }

  #closed(): void {
    clearTimeout(this.#idle);
    this.#leave();
  }
}
