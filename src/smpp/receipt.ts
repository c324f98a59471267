import { decodeText } from '../messages/alphabet.ts';
import { readOctets } from '../messages/data-coding.ts';
import type { DefaultAlphabet } from '../messages/provider.ts';
import type { Receipt, ReceiptTlvs } from '../messages/receipt.ts';
import { parseReceipt, TEXT_MARK } from '../messages/receipt-text.ts';
import { isReceiptEnd } from '../messages/status.ts';
import { octetsOf } from './incoming.ts';
import type { Deliver } from './pdu.ts';

export interface ReceiptOptions {
  /** What data_coding 0 means on this bind. */
  readonly defaultAlphabet: DefaultAlphabet;
  /** Minutes by which the clock of a receipt's dates is ahead of UTC; null: not known. */
  readonly utcOffset: number | null;
  /** Whether TLVs of the vendor's range are SMSC.ru's. */
  readonly hasDialect: boolean;
}

export interface DeliveredReceipt {
  readonly receipt: Receipt;
  /** All of it that is read here, as JSON with octets in hex. */
  readonly raw: string;
  /** Source and destination, which some SMSCs do not swap. */
  readonly parties: readonly string[];
}

/** esm_class, bits 5–2: the message type (SMPP 3.4, 5.2.12). */
export const MESSAGE_TYPE = 0x3c;
const INTERMEDIATE_NOTIFICATION = 0x20;

/** The provider's TLVs on a receipt. */
const TAG = { cost: 0x2000, flags: 0x2001, parts: 0x2002, other: 0x2003 } as const;

/**
 * Reads a receipt in a deliver_sm or a data_sm. Acknowledgements by the recipient's phone (SMPP 3.4, 2.11) are receipts
 * without a state.
 */
export function receiptOf(deliver: Deliver, options: ReceiptOptions): DeliveredReceipt {
  const { utcOffset } = options;
  const receipt = parseReceipt({ text: textOf(deliver, options), tlvs: tlvsOf(deliver, options), utcOffset });
  // A notification on the way is no end, whatever it says.
  const isEarly =
    (deliver.esmClass & MESSAGE_TYPE) === INTERMEDIATE_NOTIFICATION && isReceiptEnd(receipt.state);
  return {
    receipt: isEarly ? { ...receipt, state: null } : receipt,
    raw: rawOf(deliver),
    parties: [deliver.source.address, deliver.destination.address],
  };
}

/**
 * A receipt is ASCII whatever its data_coding says, but for the beginning of the message that it quotes. Some write all
 * of it in UTF-16, which shows in the NULs of its first character.
 */
function textOf(deliver: Deliver, { defaultAlphabet }: ReceiptOptions): string {
  const octets = octetsOf(deliver);
  if (octets.length > 1 && octets[0] === 0) return decodeText(octets, 'ucs2');
  if (octets.length > 1 && octets[1] === 0) return octets.toString('utf16le');
  const ascii = octets.toString('latin1');
  const mark = TEXT_MARK.exec(ascii);
  // With nothing before it, the fields stand behind.
  if (deliver.dataCoding !== 0 || !mark || ascii.slice(0, mark.index).trim() === '') return ascii;
  const quoteAt = mark.index + mark[0].length;
  return (
    ascii.slice(0, quoteAt) +
    readOctets({ octets: octets.subarray(quoteAt), dataCoding: 0, defaultAlphabet }).text
  );
}

function tlvsOf(
  { tlvs, receiptedMessageId, messageState, networkErrorCode }: Deliver,
  { hasDialect }: ReceiptOptions,
): ReceiptTlvs {
  const found: ReceiptTlvs = {};
  if (receiptedMessageId !== null) found.receiptedMessageId = receiptedMessageId;
  if (messageState !== null) found.messageState = messageState;
  if (networkErrorCode !== null) found.networkErrorCode = networkErrorCode;
  // SMPP 3.4, 5.3.2: 0x1400 to 0x3FFF are each vendor's own.
  for (const [name, tag] of hasDialect ? Object.entries(TAG) : []) {
    const value = tlvs.get(tag);
    if (value) found[name as keyof typeof TAG] = value;
  }
  return found;
}

/** The octets without what a receipt quotes of its message (SMPP 3.4, appendix B: "text", the last field). */
function withoutQuote(octets: Buffer): Buffer {
  // In whatever alphabet: of UCS-2 each other octet of it is zero.
  const label = /t\0?e\0?x\0?t\0?[:=]/i.exec(octets.toString('latin1'));
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
