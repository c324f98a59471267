import type { Deliveries } from './deliveries.ts';
import type { Order } from './dialect.ts';
import type { Handler } from './handler.ts';
import { keepNewest } from './newest.ts';
import { oddReceipt, type ReceiptForm } from './oddities.ts';
import type { Purse } from './purse.ts';
import { type Message, priceOf, receiptText, writeReceipt } from './receipts.ts';
import type { PhoneMessage, ReceiptNote } from './shapes.ts';
import { fateOf, type Reading, readingsOf } from './subscribers.ts';

export interface JourneyOptions {
  deliveryMs: number;
  /** Plain SMPP 3.4: no dialect, and an identical request is another message. */
  plain: boolean;
  utcOffsetMinutes: number;
  /** How many it holds of each kind of record, the newest. */
  keep: number;
  /** What is odd about the next receipt. */
  receiptForm(): ReceiptForm | null;
  onPhone(number: string, message: PhoneMessage): void;
  onReceipt(note: ReceiptNote): void;
}

/** What cannot be paid is taken and comes to nothing at once: the status is that of the HTTP handler. */
const unpaid = { state: 'unpaid', error: 0, afterMs: 0 } as const;
/** Whom the phone shows when the submit names no sender. */
const defaultSender = 'SMSC';

type Outcome = NonNullable<Message['outcome']>['state'];

interface Around extends JourneyOptions {
  readonly purse: Purse;
  readonly deliveries: Deliveries;
  /** Where fates are told to; null: nowhere. */
  handler(): Handler | null;
}

/** Messages that were taken, on their way to the subscribers: each is paid for, and comes to its end in its time. */
export class Journeys {
  readonly #options: Around;
  /** Messages to each number. */
  readonly #sentTo = new Map<string, number>();
  readonly #timers = new Set<NodeJS.Timeout>();

  constructor(options: Around) {
    this.#options = options;
  }

  /** @param paid how many parts the whole message is */
  send(messages: Message[], order: Order, paid: number): void {
    const [first] = messages;
    if (first === undefined) return;
    const before = this.#sentTo.get(first.destination) ?? 0;
    this.#sentTo.set(first.destination, before + 1);
    keepNewest(this.#sentTo, this.#options.keep);
    const turn = Number(first.id) || 0;
    const isPaid = this.#options.purse.pay(messages.reduce((sum, message) => sum + priceOf(message), 0));
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
      for (const message of messages) this.settle(message, fate.state, fate.error);
      if (fate.state === 'delivered') this.#isRead(first, order.text);
    }, fate.afterMs);
    this.#timers.add(timer);
  }

  /** The subscriber may read what came, and open the link in it. */
  #isRead(message: Message, text: string): void {
    const { destination, channel } = message;
    const { deliveryMs } = this.#options;
    const read = ({ as, afterMs }: Reading) => {
      const timer = setTimeout(() => {
        this.#timers.delete(timer);
        message.reading = { as, at: Date.now() };
        this.#options.handler()?.status(message);
      }, afterMs);
      this.#timers.add(timer);
    };
    for (const reading of readingsOf(destination, { channel, text, deliveryMs })) read(reading);
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
      ...(message.way !== 'smpp' && { way: message.way }),
    });
  }

  /** Ends it: its receipt is on its way from here, where it is wanted. */
  settle(message: Message, state: Outcome, error: number): void {
    message.outcome = { state, error, doneAt: Date.now() };
    this.#options.handler()?.status(message);
    const { utcOffsetMinutes, plain } = this.#options;
    const text = receiptText(message, utcOffsetMinutes);
    if (!message.wantsReceipt || text === null) return;
    const form = this.#options.receiptForm();
    const utcText = receiptText(message, 0) ?? text;
    this.#options.deliveries.add({
      kind: 'receipt',
      deliveries: (alphabet) =>
        form === null
          ? [{ body: writeReceipt(message, text, alphabet, plain) }]
          : oddReceipt(form, message, { text, utcText }),
      onTaken: () => this.#options.onReceipt({ messageId: message.id, number: message.destination, text }),
    });
  }

  close(): void {
    for (const timer of this.#timers) clearTimeout(timer);
  }
}
