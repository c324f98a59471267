import type { Socket } from 'node:net';
import { Fifo } from '../../src/demo/smsc/fifo.ts';
import { clockMs } from '../clock.ts';
import { indexOf, isOff } from '../numbers.ts';
import {
  bindAnswer,
  COMMAND,
  emptyAnswer,
  type Fate,
  HEADER,
  type PreparedReceipt,
  prepareReceipt,
  QUERY_ANSWER,
  readAddresses,
  SUBMIT_ANSWER,
  writeSequence,
} from './pdus.ts';
import type { Tally } from './tally.ts';

/** What all connections share. */
export interface Desk {
  /** Receipts that each connection may have unacknowledged. */
  readonly receiptWindow: number;
  /** A single's receipt comes so long after its submit, ms; any other's at once. */
  readonly singleDelayMs: number;
  readonly tally: Tally;
  isHolding: boolean;
  nextId: number;
}

interface Receipt {
  readonly id: number;
  readonly sender: string;
  readonly recipient: number;
}

/** Octets that go out in one write. */
const ROOM = 65_536;
/** A receipt's dates are so exact, ms. */
const SAME_DATE_MS = 1_000;

/**
 * One connection: every submit_sm is accepted, whatever its text, and its receipt leaves when the window has room for it,
 * in their order. What one read of the socket asks for is answered in one write.
 */
export class Connection {
  readonly #desk: Desk;
  readonly #socket: Socket;
  readonly #waiting = new Fifo<Receipt>();
  readonly #underWay = new Map<number, Receipt>();
  #rest: Buffer = Buffer.alloc(0);
  #out: Buffer = Buffer.allocUnsafe(ROOM);
  #end = 0;
  #sequence = 0;
  readonly #prepared = new Map<Fate, PreparedReceipt & { sender: string; digits: number; at: number }>();

  constructor(socket: Socket, desk: Desk) {
    this.#desk = desk;
    this.#socket = socket.setNoDelay(true).on('data', (chunk: Buffer) => this.#read(chunk));
  }

  /** Sends what the window has room for. */
  deliver(): void {
    while (!this.#desk.isHolding && this.#underWay.size < this.#desk.receiptWindow) {
      const receipt = this.#waiting.shift();
      if (receipt === undefined) break;
      this.#send(receipt);
    }
    this.#desk.tally.underWay(this.#underWay.size);
    this.#flush();
  }

  #read(chunk: Buffer): void {
    const octets = this.#rest.length === 0 ? chunk : Buffer.concat([this.#rest, chunk]);
    let at = 0;
    while (octets.length - at >= HEADER) {
      const length = octets.readUInt32BE(at);
      if (length < HEADER) throw new RangeError(`a PDU of ${length} octets`);
      if (octets.length - at < length) break;
      this.#take(octets, at);
      at += length;
    }
    this.#rest = octets.subarray(at);
    this.deliver();
  }

  #take(octets: Buffer, at: number): void {
    const command = octets.readUInt32BE(at + 4);
    const sequence = octets.readUInt32BE(at + 12);
    switch (command) {
      case COMMAND.submit:
        this.#accept(octets, at, sequence);
        break;
      case COMMAND.deliverAnswer:
        this.#acknowledged(sequence, octets.readUInt32BE(at + 8));
        break;
      case COMMAND.bindReceiver:
      case COMMAND.bindTransmitter:
      case COMMAND.bindTransceiver:
        this.#put(bindAnswer(command), sequence);
        break;
      case COMMAND.query:
        this.#put(QUERY_ANSWER, sequence);
        break;
      case COMMAND.enquireLink:
        this.#put(emptyAnswer(command), sequence);
        break;
      case COMMAND.enquireLinkAnswer:
        break;
      case COMMAND.unbind:
        this.#put(emptyAnswer(command), sequence);
        this.#flush();
        this.#socket.end();
        break;
      default:
        throw new RangeError(`the lean SMSC knows no command ${command.toString(16)}`);
    }
  }

  #accept(octets: Buffer, at: number, sequence: number): void {
    const { tally, singleDelayMs } = this.#desk;
    const { sender, recipient } = readAddresses(octets, at);
    const id = this.#desk.nextId;
    this.#desk.nextId += 1;
    const start = this.#put(SUBMIT_ANSWER, sequence);
    this.#out.write(String(id), start + HEADER, 'latin1');
    const receipt = { id, sender, recipient };
    if (!tally.submitted(recipient)) {
      this.#waiting.push(receipt);
      return;
    }
    const submittedAt = clockMs();
    setTimeout(() => {
      tally.due(recipient, submittedAt);
      this.#waiting.push(receipt);
      this.deliver();
    }, singleDelayMs);
  }

  #acknowledged(sequence: number, status: number): void {
    const receipt = this.#underWay.get(sequence);
    if (receipt === undefined) throw new RangeError(`deliver_sm_resp ${sequence} answers nothing`);
    this.#underWay.delete(sequence);
    this.#desk.tally.acknowledged(status === 0);
    if (status !== 0) this.#waiting.push(receipt);
  }

  #send(receipt: Receipt): void {
    const recipient = String(receipt.recipient);
    const fate = isOff(indexOf(receipt.recipient)) ? 'off' : 'delivered';
    const prepared = this.#receiptFor(receipt.sender, recipient.length, fate);
    this.#sequence += 1;
    this.#underWay.set(this.#sequence, receipt);
    const start = this.#put(prepared.octets, this.#sequence);
    this.#out.write(recipient, start + prepared.recipientAt, 'latin1');
    for (const at of prepared.idsAt) this.#out.write(String(receipt.id), start + at, 'latin1');
  }

  #receiptFor(sender: string, digits: number, fate: Fate): PreparedReceipt {
    const last = this.#prepared.get(fate);
    const now = Date.now();
    if (last?.sender === sender && last.digits === digits && now - last.at < SAME_DATE_MS) return last;
    const prepared = { ...prepareReceipt(sender, digits, now, fate), sender, digits, at: now };
    this.#prepared.set(fate, prepared);
    return prepared;
  }

  /** @returns where it stands in what goes out next */
  #put(octets: Buffer, sequence: number): number {
    if (this.#end + octets.length > ROOM) this.#flush();
    const start = this.#end;
    octets.copy(this.#out, start);
    writeSequence(this.#out, sequence, start);
    this.#end += octets.length;
    return start;
  }

  #flush(): void {
    if (this.#end === 0 || this.#socket.destroyed) return;
    this.#socket.write(this.#out.subarray(0, this.#end));
    this.#out = Buffer.allocUnsafe(ROOM);
    this.#end = 0;
  }
}
