import { type Alphabet, decodeText } from '../messages/alphabet.ts';
import type { DefaultAlphabet, ReceiptIdForm } from '../messages/provider.ts';
import type { Receipt, ReceiptTlvs } from '../messages/receipt.ts';
import { parseReceipt } from '../messages/receipt-text.ts';
import { isReceiptEnd } from '../messages/status.ts';
import type { IncomingPart } from '../store/incoming.ts';
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
    const concatenation = concatenationOf(deliver);
    const text = concatenation
      ? partOf(deliver, options.defaultAlphabet)
      : textOf(deliver, options.defaultAlphabet);
    const { source, destination } = deliver;
    return {
      kind: 'incoming',
      part: { sender: source.address, recipient: destination.address, text, concatenation },
    };
  }
  const receipt = parseReceipt({ text: textOf(deliver, options.defaultAlphabet), tlvs: tlvsOf(deliver) });
  // A notification on the way is no end, whatever it says.
  const early = type === INTERMEDIATE_NOTIFICATION && isReceiptEnd(receipt.state);
  return {
    kind: 'receipt',
    receipt: { ...receipt, id: submitId(receipt, options.receiptId), state: early ? null : receipt.state },
    raw: rawOf(deliver),
    parties: [deliver.source.address, deliver.destination.address],
  };
}

function octetsOf({ shortMessage, payload }: Deliver): Buffer {
  return shortMessage.length === 0 && payload !== null ? payload : shortMessage;
}

/** The text, or for octets that are none their data_coding and hex: `data_coding 0xf5: 0a1b`. */
function textOf(deliver: Deliver, defaultAlphabet: Alphabet): string {
  const octets = octetsOf(deliver);
  const alphabet = alphabetOf(deliver.dataCoding, defaultAlphabet);
  if (alphabet !== null) return decodeText(octets, alphabet);
  return `data_coding 0x${deliver.dataCoding.toString(16).padStart(2, '0')}: ${octets.toString('hex')}`;
}

/** The text of a part. Some phones cut a surrogate pair in two: each half is kept, for the other to join it. */
function partOf(deliver: Deliver, defaultAlphabet: Alphabet): string {
  const octets = octetsOf(deliver);
  const whole = octets.length % 2 === 0 && alphabetOf(deliver.dataCoding, defaultAlphabet) === 'ucs2';
  return whole ? Buffer.from(octets).swap16().toString('utf16le') : textOf(deliver, defaultAlphabet);
}

/**
 * SMPP 3.4, 5.2.19; 4 is ISO-8859-1 at SMSC.ru. From 0x10 on the alphabet is in bits 3–2, beside a message class
 * (3GPP TS 23.038, 4); 0xF0 and up hold a message class and one bit for the alphabet.
 */
function alphabetOf(dataCoding: number, defaultAlphabet: Alphabet): Alphabet | null {
  if (dataCoding === 0) return defaultAlphabet;
  if (dataCoding === 1 || dataCoding === 3 || dataCoding === 4) return 'latin1';
  if (dataCoding === 8) return 'ucs2';
  const group = dataCoding & 0xf0;
  if (group === 0x10) return ([defaultAlphabet, 'latin1', 'ucs2'] as const)[(dataCoding >> 2) & 3] ?? null;
  return group === 0xf0 && (dataCoding & 0x04) === 0 ? defaultAlphabet : null;
}

function concatenationOf({ udh, sar }: Deliver): IncomingPart['concatenation'] {
  const found =
    (udh && fromHeader(udh)) ?? (sar && { reference: sar.ref, part: sar.number, parts: sar.total });
  return found && found.parts > 1 && found.part >= 1 && found.part <= found.parts ? found : null;
}

/** 3GPP TS 23.040, 9.2.3.24.1 (8-bit reference) and 9.2.3.24.8 (16-bit); other elements say nothing of parts. */
function fromHeader(udh: Buffer): IncomingPart['concatenation'] {
  for (let at = 1; at + 2 <= udh.length; ) {
    const element = udh[at];
    const content = udh.subarray(at + 2, at + 2 + (udh[at + 1] ?? 0));
    const wide = element === 0x08 && content.length === 4;
    if (wide || (element === 0x00 && content.length === 3)) {
      const reference = wide ? content.readUInt16BE(0) : content.readUInt8(0);
      return {
        reference,
        parts: content.readUInt8(content.length - 2),
        part: content.readUInt8(content.length - 1),
      };
    }
    at += 2 + content.length;
  }
  return null;
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
