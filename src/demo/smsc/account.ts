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
import { type JourneyOptions, Journeys } from './journeys.ts';
import { RecentRequests, RollingRate } from './limits.ts';
import type { PartOf } from './parts.ts';
import { Assembly, readContent } from './parts.ts';
import type { SubmitFields } from './pdu.ts';
import { status } from './pdu.ts';
import { Purse } from './purse.ts';
import type { Message } from './receipts.ts';
import { priceOf } from './receipts.ts';
import type { Request } from './request.ts';
import { envelopeRefusal, isAddress } from './submit-checks.ts';

export type Decision = { status: number; messageId: string | null };

interface AccountOptions extends JourneyOptions {
  /** Submits in any second; more are throttled. */
  rate: number;
  receiptWindow: number;
  duplicatesPerSource: boolean;
  /** Of its money, in its currency. */
  balance: number;
  /** The id of what is taken next; numbers in sequence as a rule. */
  nextId(): string;
  held(kind: 'receipt' | 'mo'): boolean;
  onBalance(balance: number): void;
}

/** How long parts wait for the rest of their message, ms. */
const partsWaitMs = 60_000;
/** Not all parts arrived. */
const partsMissing = 241;

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
  readonly #rate: RollingRate;
  readonly #recent: RecentRequests;
  readonly #assembly: Assembly<HeldPart>;
  readonly #journeys: Journeys;
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
    const { purse, deliveries } = this;
    this.#journeys = new Journeys({ ...options, purse, deliveries, handler: () => this.#handler });
    this.inbox = new Inbox({ deliveries, keep: options.keep, handler: () => this.#handler });
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
    way,
  }: Request): string | 'no money' | 'repeated' {
    if (!this.purse.holds(priceOf({ ...order, paid }) * destinations.length)) return 'no money';
    const keys = destinations.map((destination) => this.#key({ source, destination }, wireText));
    if (keys.filter((key) => this.#recent.repeated(key)).length > 0) return 'repeated';
    const given = id ?? this.#options.nextId();
    for (const destination of destinations) {
      const message = this.#keep(
        { id: given, source, destination, flash, wantsReceipt: false, way },
        order,
        paid,
      );
      this.#journeys.send([message], order, paid);
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
    this.#journeys.close();
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
    this.#journeys.send([message], order, paid);
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
    this.#journeys.send(
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
    return this.#keep({ id, source, destination, flash, wantsReceipt, way: 'smpp' }, order, paid);
  }

  #keep(
    ofRequest: Pick<Message, 'id' | 'source' | 'destination' | 'flash' | 'wantsReceipt' | 'way'>,
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
      reading: null,
    };
    this.history.add(message);
    return message;
  }

  #giveUp(parts: HeldPart[]): void {
    for (const { message } of parts) this.#journeys.settle(message, 'undelivered', partsMissing);
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
