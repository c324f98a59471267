import type { IncomingPart } from '../store/talks/incoming.ts';
import { type IncomingOptions, incomingOf } from './incoming.ts';
import type { Deliver } from './pdu.ts';
import { type DeliveredReceipt, MESSAGE_TYPE, type ReceiptOptions, receiptOf } from './receipt.ts';

/** How a bind's deliveries are read. */
export type DeliverOptions = ReceiptOptions & IncomingOptions;

/** What a deliver_sm, or a data_sm, brings. */
export type Delivered =
  | ({ readonly kind: 'receipt' } & DeliveredReceipt)
  | { readonly kind: 'incoming'; readonly part: IncomingPart };

/**
 * Tells a receipt from a subscriber's message. A receipt is one by its esm_class; where that is wrong, by its
 * receipted_message_id, which no subscriber can write. Text that only looks like a receipt is a message: anybody
 * could type it.
 */
export function readDeliver(deliver: Deliver, options: DeliverOptions): Delivered {
  const type = deliver.esmClass & MESSAGE_TYPE;
  if (type === 0 && deliver.receiptedMessageId === null) {
    return { kind: 'incoming', part: incomingOf(deliver, options) };
  }
  return { kind: 'receipt', ...receiptOf(deliver, options) };
}
