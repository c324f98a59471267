/** One login: its binds, its limits, what it submitted and what waits for it. */

import type { Alphabet } from './alphabets.ts';
import { countParts, decode } from './alphabets.ts';
import type { Receiver } from './deliveries.ts';
import { Deliveries } from './deliveries.ts';
import type { Order } from './dialect.ts';
import { readDialect, readPlain } from './dialect.ts';
import { Handler, type HandlerSettings } from './handler.ts';
import { History } from './history.ts';
import { Inbox } from './inbox.ts';
import { RecentRequests, RollingRate } from './limits.ts';
import { keepNewest } from './newest.ts';
import { oddReceipt, type ReceiptForm } from './oddities.ts';
import type { PartOf } from './parts.ts';
import { Assembly, readContent } from './parts.ts';
import type { SubmitFields } from './pdu.ts';
import { status } from './pdu.ts';
import { Purse } from './purse.ts';
import type { Message } from './receipts.ts';
import { priceOf, receiptText, writeReceipt } from './receipts.ts';
import type { Request } from './request.ts';
import type { PhoneMessage, ReceiptNote } from './shapes.ts';
import { envelopeRefusal, isAddress } from './submit-checks.ts';
import { fateOf } from './subscribers.ts';

export type Decision = { status: number; messageId: string | null };

interface AccountOptions {
  /** Submits in any second; more are throttled. */
  rate: number;
  receiptWindow: number;
  deliveryMs: number;
  /** Plain SMPP 3.4: no dialect, and an identical request is another message. */
  plain: boolean;
  duplicatesPerSource: boolean;
  utcOffsetMinutes: number;
  /** Of its money, in its currency. */
  balance: number;
  /** How many it holds of each kind of record, the newest. */
  keep: number;
  /** The id of what is taken next; numbers in sequence as a rule. */
  nextId(): string;
  /** What is odd about the next receipt. */
  receiptForm(): ReceiptForm | null;
  held(kind: 'receipt' | 'mo'): boolean;
  onPhone(number: string, message: PhoneMessage): void;
  onReceipt(note: ReceiptNote): void;
  onBalance(balance: number): void;
}

/** How long parts wait for the rest of their message, ms. */
const partsWaitMs = 60_000;
/** Not all parts arrived. */
const partsMissing = 241;
/** What cannot be paid is taken and comes to nothing at once: the status is that of the HTTP handler. */
const unpaid = { state: 'unpaid', error: 0, afterMs: 0 } as const;
/** Whom the phone shows when the submit names no sender. */
const defaultSender = 'SMSC';

type Outcome = NonNullable<Message['outcome']>['state'];

/** A part that was taken, until its message is whole. */
interface HeldPart {
  message: Message;
  text: string;
}

export class Account {
  readonly deliveries: Deliveries;
  readonly purse: Purse;
  /** Messages that were taken by any way. */
  readonly history: History;
  /** What subscribers write. */
  readonly inbox: Inbox;
  /** Binds that take deliver_sm. */
  receivers: readonly Receiver[] = [];
  readonly #options: AccountOptions;
  /** Messages to each number. */
  readonly #sentTo = new Map<string, number>();
  readonly #rate: RollingRate;
  readonly #recent: RecentRequests;
  readonly #assembly: Assembly<HeldPart>;
  readonly #timers = new Set<NodeJS.Timeout>();
  #handler: Handler | null = null;

  constructor(options: AccountOptions) {
    this.#options = options;
    this.#rate = new RollingRate(options.rate);
    this.#recent = new RecentRequests(options.keep);
    this.history = new History(options.keep);
    this.purse = new Purse(options.balance, options.onBalance);
    this.#assembly = new Assembly(partsWaitMs, options.keep, (parts) => this.#giveUp(parts));
    this.deliveries = new Deliveries({
      window: options.receiptWindow,
      keep: options.keep,
      receivers: () => this.receivers,
      held: options.held,
    });
    this.inbox = new Inbox({ deliveries: this.deliveries, keep: options.keep, handler: () => this.#handler });
  }

  /** Decides on a submit_sm; what is taken goes its way to the subscriber from here. */
  submit(fields: SubmitFields, defaultAlphabet: Alphabet): Decision {
    if (!this.#rate.take()) return refused(status.throttled);
    const envelope = envelopeRefusal(fields, this.#options.plain);
    if (envelope !== null) return refused(envelope);
    const alphabet = alphabetOf(fields.dataCoding, defaultAlphabet);
    const content = readContent(fields, alphabet);
    if ('refused' in content) return refused(content.refused);
    const text = decode(content.octets, alphabet);
    if (text === null) return refused(status.submitFailed);
    return content.part === null
      ? this.#takeWhole(fields, text, alphabet)
      : this.#takePart(fields, text, content.part, alphabet);
  }

  /** Decides on a request by HTTP: gives the id of what is taken. */
  take({
    source,
    destinations,
    wireText,
    order,
    paid,
    flash,
    id,
  }: Request): string | 'no money' | 'repeated' {
    if (!this.purse.holds(priceOf({ ...order, paid }) * destinations.length)) return 'no money';
    const keys = destinations.map((destination) => this.#key({ source, destination }, wireText));
    if (keys.filter((key) => this.#recent.repeated(key)).length > 0) return 'repeated';
    const given = id ?? this.#options.nextId();
    for (const destination of destinations) {
      const message = this.#keep({ id: given, source, destination, flash, wantsReceipt: false }, order, paid);
      this.#send([message], order, paid);
    }
    return given;
  }

  /** The message of that id and source address, for query_sm. */
  find(messageId: string, source: string): Message | null {
    const message = this.history.get(messageId);
    return message?.source === source ? message : null;
  }

  get hasHandler(): boolean {
    return this.#handler !== null;
  }

  /** Sets the address that is called from now on; null: none. */
  setHandler(settings: HandlerSettings | null): void {
    this.#handler?.close();
    this.#handler = settings && new Handler(settings);
  }

  close(): void {
    for (const timer of this.#timers) clearTimeout(timer);
    this.#handler?.close();
    this.inbox.close();
    this.#assembly.close();
    this.deliveries.close();
  }

  #takeWhole(fields: SubmitFields, text: string, alphabet: Alphabet): Decision {
    const reading = this.#read(fields, text);
    if ('refused' in reading) return refused(reading.refused);
    const { order } = reading;
    if (this.#repeated(this.#key(fields, text))) return refused(status.submitFailed);
    const paid = order.channel === 'sms' ? countParts(order.text, alphabet) : 1;
    const message = this.#accept(fields, order, paid);
    this.#send([message], order, paid);
    return { status: status.ok, messageId: message.id };
  }

  #takePart(fields: SubmitFields, text: string, part: PartOf, alphabet: Alphabet): Decision {
    const series = `${fields.source} ${fields.destination} ${part.series} of ${part.total}`;
    if (this.#repeated(`${series} ${part.number} ${text}`)) return refused(status.submitFailed);
    // The channel shows when the message is whole; until then a part counts as SMS.
    const message = this.#accept(fields, { channel: 'sms', text, comment: null }, 1);
    const parts = this.#assembly.add(series, part, { message, text });
    if (parts === null) return { status: status.ok, messageId: message.id };
    const whole = parts.map((each) => each.text).join('');
    const reading = this.#read(fields, whole);
    const refusal =
      'refused' in reading
        ? reading.refused
        : this.#repeated(this.#key(fields, whole))
          ? status.submitFailed
          : null;
    if (refusal !== null || 'refused' in reading) {
      this.history.remove(message);
      this.#giveUp(parts.filter((each) => each.message !== message));
      return refused(refusal ?? status.submitFailed);
    }
    const { order } = reading;
    const paid = order.channel === 'sms' ? countParts(order.text, alphabet) : 1;
    for (const [index, each] of parts.entries()) {
      each.message.channel = order.channel;
      each.message.paid = index < paid ? 1 : 0;
    }
    this.#send(
      parts.map((each) => each.message),
      order,
      paid,
    );
    return { status: status.ok, messageId: message.id };
  }

  /** The dialect's reading of a whole text, with the rule that each channel has for its destination. */
  #read(fields: SubmitFields, text: string): ReturnType<typeof readDialect> {
    if (this.#options.plain) return readPlain(text);
    const reading = readDialect(text);
    if ('refused' in reading) return reading;
    const fits = isAddress(fields.destination) === (reading.order.channel === 'email');
    return fits ? reading : { refused: status.invalidDestination };
  }

  #repeated(key: string): boolean {
    return !this.#options.plain && this.#recent.repeated(key);
  }

  #key(fields: Pick<SubmitFields, 'source' | 'destination'>, text: string): string {
    const source = this.#options.duplicatesPerSource ? fields.source : '';
    return JSON.stringify([source, fields.destination, text]);
  }

  #accept(fields: SubmitFields, order: Order, paid: number): Message {
    const id = this.#options.nextId();
    const flash = (fields.dataCoding & 0x10) !== 0;
    const wantsReceipt = (fields.registeredDelivery & 1) === 1;
    const { source, destination } = fields;
    return this.#keep({ id, source, destination, flash, wantsReceipt }, order, paid);
  }

  #keep(
    ofRequest: Pick<Message, 'id' | 'source' | 'destination' | 'flash' | 'wantsReceipt'>,
    { channel, text }: Order,
    paid: number,
  ): Message {
    const message: Message = {
      ...ofRequest,
      channel,
      text,
      paid,
      submittedAt: Date.now(),
      outcome: null,
    };
    this.history.add(message);
    return message;
  }

  #send(messages: Message[], order: Order, paid: number): void {
    const [first] = messages;
    if (first === undefined) return;
    const before = this.#sentTo.get(first.destination) ?? 0;
    this.#sentTo.set(first.destination, before + 1);
    keepNewest(this.#sentTo, this.#options.keep);
    const turn = Number(first.id) || 0;
    const isPaid = this.purse.pay(messages.reduce((sum, message) => sum + priceOf(message), 0));
    const fate = isPaid
      ? fateOf(first.destination, {
          channel: first.channel,
          deliveryMs: this.#options.deliveryMs,
          turn,
          before,
        })
      : unpaid;
    if (fate === null) return;
    const timer = setTimeout(() => {
      this.#timers.delete(timer);
      if (fate.state === 'delivered') this.#show(first, order, paid);
      for (const message of messages) this.#settle(message, fate.state, fate.error);
    }, fate.afterMs);
    this.#timers.add(timer);
  }

  #show(message: Message, order: Order, parts: number): void {
    const { channel, comment, text, ...options } = order;
    // Neither look-up shows on the phone: that is what people use them for.
    if (channel === 'hlr' || channel === 'ping') return;
    this.#options.onPhone(message.destination, {
      channel,
      from: message.source === '' ? defaultSender : message.source,
      text,
      parts,
      at: Date.now(),
      ...options,
      ...(message.flash && { flash: true as const }),
    });
  }

  #settle(message: Message, state: Outcome, error: number): void {
    message.outcome = { state, error, doneAt: Date.now() };
    this.#handler?.status(message);
    const { utcOffsetMinutes, plain } = this.#options;
    const text = receiptText(message, utcOffsetMinutes);
    if (!message.wantsReceipt || text === null) return;
    const form = this.#options.receiptForm();
    const utcText = receiptText(message, 0) ?? text;
    this.deliveries.add({
      kind: 'receipt',
      deliveries: (alphabet) =>
        form === null
          ? [{ body: writeReceipt(message, text, alphabet, plain) }]
          : oddReceipt(form, message, { text, utcText }),
      onTaken: () => this.#options.onReceipt({ messageId: message.id, number: message.destination, text }),
    });
  }

  #giveUp(parts: HeldPart[]): void {
    for (const { message } of parts) this.#settle(message, 'undelivered', partsMissing);
  }
}

function refused(commandStatus: number): Decision {
  return { status: commandStatus, messageId: null };
}

/** data_coding without its flash bits; `envelopeRefusal` lets no other value through. */
export function alphabetOf(dataCoding: number, defaultAlphabet: Alphabet): Alphabet {
  const coding = dataCoding & 0x0f;
  if (coding === 8) return 'ucs2';
  return coding === 3 || coding === 4 ? 'latin1' : defaultAlphabet;
}
