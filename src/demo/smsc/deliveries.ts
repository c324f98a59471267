/** What waits to reach the other side by deliver_sm, and what is under way there. */
import type { Alphabet } from './alphabets.ts';
import { Fifo } from './fifo.ts';
import { type Delivery, status } from './pdu.ts';

/** A bind that takes deliver_sm. */
export interface Receiver {
  readonly alphabet: Alphabet;
  /** Sends it; gives its sequence number. */
  deliver(delivery: Delivery): number;
}

/** A receipt, or an incoming message of one or more parts. */
interface Outgoing {
  kind: 'receipt' | 'mo';
  /** What is sent for it, when it is known which bind gets it. */
  deliveries(alphabet: Alphabet): Delivery[];
  onTaken?(): void;
}

interface Unit {
  delivery: Delivery;
  from: Queued;
}

interface Queued {
  outgoing: Outgoing;
  /** performance.now() ms. */
  since: number;
}

interface UnderWay {
  unit: Unit;
  timer: NodeJS.Timeout;
}

interface DeliveriesOptions {
  /** Most deliver_sm without an answer, all binds of the account together. */
  window: number;
  /** How many receipts and how many incoming messages wait, the newest. */
  keep: number;
  receivers(): readonly Receiver[];
  /** Whether a fault keeps them back. */
  held(kind: Outgoing['kind']): boolean;
}

/** An answer later than this counts as none, ms. */
const answerMs = 10_000;
/** Pause before a deliver_sm that was refused or not answered goes again, ms. */
const retryMs = 1000;
/** Receipts are kept for one day, ms. */
const keepMs = 24 * 3600 * 1000;

/** One account's deliveries. */
export class Deliveries {
  readonly #options: DeliveriesOptions;
  readonly #queues = { mo: new Fifo<Queued>(), receipt: new Fifo<Queued>() };
  /** Units cut from the queues, or back from a bind that ended: they go first. */
  #ready: Unit[] = [];
  readonly #underWay = new Map<Receiver, Map<number, UnderWay>>();
  readonly #retries = new Set<NodeJS.Timeout>();
  #unanswered = 0;
  #turn = 0;

  constructor(options: DeliveriesOptions) {
    this.#options = options;
  }

  add(outgoing: Outgoing): void {
    const queue = this.#queues[outgoing.kind];
    queue.push({ outgoing, since: performance.now() });
    if (queue.size > this.#options.keep) queue.shift();
    this.pump();
  }

  /** Sends what the window, the binds and the faults permit. */
  pump(): void {
    while (this.#unanswered < this.#options.window) {
      const receivers = this.#options.receivers();
      const receiver = receivers[this.#turn % receivers.length];
      if (receiver === undefined) return;
      const unit = this.#next(receiver.alphabet);
      if (unit === null) return;
      this.#turn += 1;
      this.#send(unit, receiver);
    }
  }

  /** A deliver_sm_resp or a generic_nack came; one that answers nothing is passed over. */
  answered(receiver: Receiver, sequence: number, commandStatus: number): void {
    const unit = this.#land(receiver, sequence);
    if (unit === null) return;
    if (commandStatus === status.ok) unit.from.outgoing.onTaken?.();
    else this.#later(unit);
    this.pump();
  }

  /** The bind has ended: what was under way there goes again. */
  lost(receiver: Receiver): void {
    const sequences = [...(this.#underWay.get(receiver)?.keys() ?? [])];
    const units = sequences.map((sequence) => this.#land(receiver, sequence)).filter((unit) => unit !== null);
    this.#underWay.delete(receiver);
    this.#ready = [...units, ...this.#ready];
    this.pump();
  }

  close(): void {
    for (const timer of this.#retries) clearTimeout(timer);
    for (const units of this.#underWay.values()) for (const { timer } of units.values()) clearTimeout(timer);
  }

  #next(alphabet: Alphabet): Unit | null {
    const oldest = performance.now() - keepMs;
    const at = this.#ready.findIndex(({ from }) => !this.#options.held(from.outgoing.kind));
    const [ready] = at < 0 ? [] : this.#ready.splice(at, 1);
    if (ready !== undefined) return ready;
    for (const kind of ['mo', 'receipt'] as const) {
      if (this.#options.held(kind)) continue;
      let from = this.#queues[kind].shift();
      while (from !== undefined && from.since < oldest) from = this.#queues[kind].shift();
      if (from === undefined) continue;
      const queued = from;
      const [first, ...others] = queued.outgoing.deliveries(alphabet).map((delivery) => ({
        delivery,
        from: queued,
      }));
      this.#ready.push(...others);
      if (first !== undefined) return first;
    }
    return null;
  }

  #send(unit: Unit, receiver: Receiver): void {
    const sequence = receiver.deliver(unit.delivery);
    const timer = setTimeout(() => {
      const unanswered = this.#land(receiver, sequence);
      if (unanswered !== null) this.#later(unanswered);
      this.pump();
    }, answerMs);
    const units = this.#underWay.get(receiver) ?? new Map<number, UnderWay>();
    this.#underWay.set(receiver, units.set(sequence, { unit, timer }));
    this.#unanswered += 1;
  }

  /** Takes a unit off the window; null when it is not there. */
  #land(receiver: Receiver, sequence: number): Unit | null {
    const units = this.#underWay.get(receiver);
    const underWay = units?.get(sequence);
    if (units === undefined || underWay === undefined) return null;
    clearTimeout(underWay.timer);
    units.delete(sequence);
    this.#unanswered -= 1;
    return underWay.unit;
  }

  #later(unit: Unit): void {
    const timer = setTimeout(() => {
      this.#retries.delete(timer);
      if (performance.now() - unit.from.since < keepMs) this.#ready.push(unit);
      this.pump();
    }, retryMs);
    this.#retries.add(timer);
  }
}
