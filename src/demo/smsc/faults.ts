/** Faults that a person or a test switches on. */
import { z } from 'zod';
import type { Manner } from './incoming.ts';
import { manner, usual } from './incoming.ts';
import { ID_FORMS, type IdForm, RECEIPT_FORMS, type ReceiptForm } from './oddities.ts';
import { status } from './pdu.ts';

const times = z.int().min(1).default(1);
const seconds = z.number().min(0).max(86_400);

/** The words are those of `GET /api`. */
export const faultSchema = z.discriminatedUnion('fault', [
  z
    .strictObject({ fault: z.literal('throttle'), times })
    .describe('So many submits get ESME_RTHROTTLED; nothing is taken.'),
  z
    .strictObject({
      fault: z.literal('refuse'),
      status: z.int().min(1).max(0xffffffff).default(status.submitFailed),
      times,
    })
    .describe('So many submits are refused with that command_status; nothing is taken.'),
  z
    .strictObject({ fault: z.literal('queue-full'), ending: z.string().regex(/^\d+$/).default('50'), times })
    .describe(
      'So many submits to numbers that end so get ESME_RMSGQFUL: the queue of that subscriber is full.',
    ),
  z
    .strictObject({
      fault: z.literal('drop'),
      when: z.enum(['before-submit', 'before-answer', 'after-answer']).default('before-answer'),
      times,
    })
    .describe(
      'The connection breaks at a submit: before it was read (nothing is taken, nothing is listed), or after it was taken, with or without its answer.',
    ),
  z
    .strictObject({ fault: z.literal('silent'), seconds })
    .describe('Nothing is sent any more, not even to enquire_link; submits are taken all the same.'),
  z
    .strictObject({ fault: z.literal('late'), seconds, times })
    .describe('So many submits are taken at once and answered so much later.'),
  z.strictObject({ fault: z.literal('answer-twice'), times }).describe('So many submits are answered twice.'),
  z.strictObject({ fault: z.literal('hold-receipts'), seconds }).describe('No receipt leaves.'),
  z
    .strictObject({ fault: z.literal('incoming'), ...manner, times })
    .describe('So many messages that phones write come in another manner than the usual.'),
  z
    .strictObject({ fault: z.literal('answer-without-id'), times })
    .describe('So many submits are answered without an id.'),
  z
    .strictObject({ fault: z.literal('odd-ids'), as: z.enum(ID_FORMS), times })
    .describe('So many submits that are taken get an id of that form.'),
  z
    .strictObject({ fault: z.literal('odd-receipts'), as: z.enum(RECEIPT_FORMS), times })
    .describe('So many receipts are odd in that way.'),
  z.strictObject({ fault: z.literal('none') }).describe('Ends all of them; answers that were held go out.'),
]);

type Drop = 'before-submit' | 'before-answer' | 'after-answer';

/** The faults that are on; each `take…` uses one up. */
export class Faults {
  #throttles = 0;
  #refusals = { status: 0, times: 0 };
  #full = { ending: '', times: 0 };
  #drops: Record<Drop, number> = { 'before-submit': 0, 'before-answer': 0, 'after-answer': 0 };
  #late = { seconds: 0, times: 0 };
  readonly #answers = new Map<NodeJS.Timeout, () => void>();
  #twice = 0;
  #incoming = { manner: usual, times: 0 };
  #nameless = 0;
  #ids: { as: IdForm; times: number } | null = null;
  #receipts: { as: ReceiptForm; times: number } | null = null;
  readonly #timed = new Map<'silent' | 'hold-receipts', NodeJS.Timeout>();
  readonly #onLifted: () => void;
  readonly #hasHandler: () => boolean;

  /** `onLifted` is called when deliveries may go on; `hasHandler` says whether the account has an HTTP handler. */
  constructor({ onLifted, hasHandler }: { onLifted(): void; hasHandler(): boolean }) {
    this.#onLifted = onLifted;
    this.#hasHandler = hasHandler;
  }

  /** Switches one on; throws an Error that says what is wrong with it. */
  set(input: unknown): void {
    const parsed = faultSchema.safeParse(input);
    if (!parsed.success) throw new Error(`not a fault of the SMSC: ${z.prettifyError(parsed.error)}`);
    const wanted = parsed.data;
    switch (wanted.fault) {
      case 'throttle':
        this.#throttles = wanted.times;
        break;
      case 'refuse':
        this.#refusals = { status: wanted.status, times: wanted.times };
        break;
      case 'queue-full':
        this.#full = { ending: wanted.ending, times: wanted.times };
        break;
      case 'drop':
        this.#drops[wanted.when] = wanted.times;
        break;
      case 'silent':
      case 'hold-receipts':
        this.#switchOn(wanted.fault, wanted.seconds);
        break;
      case 'late':
        this.#late = { seconds: wanted.seconds, times: wanted.times };
        break;
      case 'answer-twice':
        this.#twice = wanted.times;
        break;
      case 'incoming':
        if (wanted.by !== 'usual' && !this.#hasHandler()) throw new Error('the account has no HTTP handler');
        this.#incoming = { manner: wanted, times: wanted.times };
        break;
      case 'answer-without-id':
        this.#nameless = wanted.times;
        break;
      case 'odd-ids':
        this.#ids = { as: wanted.as, times: wanted.times };
        break;
      case 'odd-receipts':
        this.#receipts = { as: wanted.as, times: wanted.times };
        break;
      case 'none':
        this.#clear();
    }
  }

  get silent(): boolean {
    return this.#timed.has('silent');
  }

  get receiptsHeld(): boolean {
    return this.#timed.has('hold-receipts');
  }

  /** The status that a fault answers the next submit with, one to this destination, or null. */
  takeRefusal(destination: string): number | null {
    if (this.#throttles > 0) {
      this.#throttles -= 1;
      return status.throttled;
    }
    if (this.#refusals.times > 0) {
      this.#refusals.times -= 1;
      return this.#refusals.status;
    }
    if (this.#full.times === 0 || !destination.endsWith(this.#full.ending)) return null;
    this.#full.times -= 1;
    return status.queueFull;
  }

  takeDrop(when: Drop): boolean {
    if (this.#drops[when] === 0) return false;
    this.#drops[when] -= 1;
    return true;
  }

  /** Has a submit answered: now, or so much later, unless the fault ends before. */
  inTime(answer: () => void): void {
    if (this.#late.times === 0) {
      answer();
      return;
    }
    this.#late.times -= 1;
    const timer = setTimeout(() => {
      this.#answers.delete(timer);
      answer();
    }, this.#late.seconds * 1000);
    this.#answers.set(timer, answer);
  }

  takeTwice(): boolean {
    if (this.#twice === 0) return false;
    this.#twice -= 1;
    return true;
  }

  /** How the next message that a phone writes comes. */
  takeManner(): Manner {
    if (this.#incoming.times === 0) return usual;
    this.#incoming.times -= 1;
    return this.#incoming.manner;
  }

  takeNameless(): boolean {
    if (this.#nameless === 0) return false;
    this.#nameless -= 1;
    return true;
  }

  /** The form of the next id, or null for the usual one. */
  takeIdForm(): IdForm | null {
    const { as = null, times = 0 } = this.#ids ?? {};
    this.#ids = as !== null && times > 1 ? { as, times: times - 1 } : null;
    return as;
  }

  /** What is odd about the next receipt, or null. */
  takeReceiptForm(): ReceiptForm | null {
    const { as = null, times = 0 } = this.#receipts ?? {};
    this.#receipts = as !== null && times > 1 ? { as, times: times - 1 } : null;
    return as;
  }

  close(): void {
    for (const timer of [...this.#timed.values(), ...this.#answers.keys()]) clearTimeout(timer);
    this.#timed.clear();
    this.#answers.clear();
  }

  #switchOn(name: 'silent' | 'hold-receipts', seconds: number): void {
    clearTimeout(this.#timed.get(name));
    const lift = () => {
      this.#timed.delete(name);
      this.#onLifted();
    };
    this.#timed.set(name, setTimeout(lift, seconds * 1000));
  }

  #clear(): void {
    this.#throttles = 0;
    this.#refusals.times = 0;
    this.#full.times = 0;
    this.#drops = { 'before-submit': 0, 'before-answer': 0, 'after-answer': 0 };
    this.#late.times = 0;
    this.#twice = 0;
    this.#incoming.times = 0;
    this.#nameless = 0;
    this.#ids = null;
    this.#receipts = null;
    const answers = [...this.#answers.values()];
    this.close();
    for (const answer of answers) answer();
    this.#onLifted();
  }
}
