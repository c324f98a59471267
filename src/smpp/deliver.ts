import { readOctets } from '../messages/data-coding.ts';
import type { DefaultAlphabet, ReceiptIdForm } from '../messages/provider.ts';
import type { Receipt, ReceiptTlvs } from '../messages/receipt.ts';
import { parseReceipt } from '../messages/receipt-text.ts';
import { isReceiptEnd } from '../messages/status.ts';
import type { IncomingPart } from '../store/incoming.ts';
import { incomingOf, octetsOf } from './incoming.ts';
import type { Deliver } from './pdu.ts';
import { submitId } from './receipt-id.ts';

export interface DeliverOptions {
  /** What data_coding 0 means on this bind. */
  readonly defaultAlphabet: DefaultAlphabet;
  readonly receiptId: ReceiptIdForm;
}

/** What a deliver_sm brings. `raw` is all of it that is read here, as JSON with octets in hex. */
export type Delivered =
  | {
      readonly kind: 'receipt';
      readonly receipt: Receipt;
      readonly raw: string;
      /** Source and destination, which some SMSCs do not swap. */
      readonly parties: readonly string[];
    }
  | { readonly kind: 'incoming'; readonly part: IncomingPart };

/** esm_class, bits 5–2: the message type (SMPP 3.4, 5.2.12). */
const MESSAGE_TYPE = 0x3c;
const INTERMEDIATE_NOTIFICATION = 0x20;

/** The provider's TLVs on a receipt. */
const TAG = { cost: 0x2000, flags: 0x2001, parts: 0x2002, other: 0x2003 } as const;

/**
 * Tells a receipt from a subscriber's message. A receipt is one by its esm_class; where that is wrong, by its
 * receipted_message_id, which no subscriber can write. Text that only looks like a receipt is a message: anybody
 * could type it.
 *
 * Acknowledgements by the recipient's phone (SMPP 3.4, 2.11) are kept as receipts without a state.
 */
export function readDeliver(deliver: Deliver, options: DeliverOptions): Delivered {
  const type = deliver.esmClass & MESSAGE_TYPE;
  if (type === 0 && deliver.receiptedMessageId === null) {
    return { kind: 'incoming', part: incomingOf(deliver, options.defaultAlphabet) };
  }
  const { dataCoding } = deliver;
  const { text } = readOctets({ ...options, dataCoding, octets: octetsOf(deliver) });
  const receipt = parseReceipt({ text, tlvs: tlvsOf(deliver) });
  // A notification on the way is no end, whatever it says.
  const early = type === INTERMEDIATE_NOTIFICATION && isReceiptEnd(receipt.state);
  return {
    kind: 'receipt',
    receipt: { ...receipt, id: submitId(receipt, options.receiptId), state: early ? null : receipt.state },
    raw: rawOf(deliver),
    parties: [deliver.source.address, deliver.destination.address],
  };
}

function tlvsOf({ tlvs, receiptedMessageId, messageState, networkErrorCode }: Deliver): ReceiptTlvs {
  const found: ReceiptTlvs = {};
  if (receiptedMessageId !== null) found.receiptedMessageId = receiptedMessageId;
  if (messageState !== null) found.messageState = messageState;
  if (networkErrorCode !== null) found.networkErrorCode = networkErrorCode;
  for (const [name, tag] of Object.entries(TAG)) {
    const value = tlvs.get(tag);
    if (value) found[name as keyof typeof TAG] = value;
  }
  return found;
}

/** The octets without what a receipt quotes of its message (SMPP 3.4, appendix B: "text", the last field). */
function withoutQuote(octets: Buffer): Buffer {
  // In whatever alphabet: of UCS-2 each other octet of it is zero.
  const label = /t\0?e\0?x\0?t\0?:/i.exec(octets.toString('latin1'));
  return label ? octets.subarray(0, label.index + label[0].length) : octets;
}

function rawOf(deliver: Deliver): string {
  const { source, destination, esmClass, dataCoding, udh, shortMessage, tlvs } = deliver;
  return JSON.stringify({
    source: source.address,
    destination: destination.address,
    esmClass,
    dataCoding,
    udh: udh?.toString('hex'),
    shortMessage: withoutQuote(shortMessage).toString('hex'),
    tlvs: Object.fromEntries(
      [...tlvs].map(([tag, value]) => [`0x${tag.toString(16)}`, withoutQuote(value).toString('hex')]),
    ),
  });
}
