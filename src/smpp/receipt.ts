import { decodeText } from '../messages/alphabet.ts';
import { readOctets } from '../messages/data-coding.ts';
import type { DefaultAlphabet } from '../messages/provider.ts';
import type { Receipt, ReceiptTlvs } from '../messages/receipt.ts';
import { quoteIn } from '../messages/receipt-fields.ts';
import { parseReceipt } from '../messages/receipt-text.ts';
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
const BYTE_ORDER_MARK = Buffer.from('\ufeff');

/** The provider's TLVs on a receipt. */
const TAGS = [
  ['cost', 0x2000],
  ['flags', 0x2001],
  ['parts', 0x2002],
  ['other', 0x2003],
] as const satisfies readonly (readonly [keyof ReceiptTlvs, number])[];

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

/** Whether each of the first characters has a zero octet in this place: a single NUL may be an empty string's end. */
const hasZeros = (octets: Buffer, place: 0 | 1): boolean =>
  octets.length > 3 && octets[place] === 0 && octets[place + 2] === 0 && octets[1 - place] !== 0;

/** How many octets stand before the first field that are of no text: control characters, or the byte order mark of UTF-8. */
function framed(octets: Buffer): number {
  const from = octets.indexOf(BYTE_ORDER_MARK) === 0 ? BYTE_ORDER_MARK.length : 0;
  const at = octets.subarray(from).findIndex((octet) => octet >= 0x20 && octet !== 0x7f);
  return at < 0 ? 0 : from + at;
}

/**
 * A receipt is ASCII whatever its data_coding says, but for the beginning of the message that it quotes. Some write all
 * of it in UTF-16, which shows in the NULs of its first characters.
 */
function textOf(deliver: Deliver, { defaultAlphabet }: ReceiptOptions): string {
  const all = octetsOf(deliver);
  if (hasZeros(all, 0)) return decodeText(all, 'ucs2');
  if (hasZeros(all, 1)) return all.toString('utf16le');
  const octets = all.subarray(framed(all));
  const ascii = octets.toString('latin1');
  if (deliver.dataCoding !== 0) return ascii;
  const quote = quoteIn(ascii);
  // With nothing before it, the fields stand behind.
  if (quote === null || ascii.slice(0, quote.from).trim() === '') return ascii;
  const quoted = { octets: octets.subarray(quote.to), dataCoding: 0, defaultAlphabet };
  return ascii.slice(0, quote.to) + readOctets(quoted).text;
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
  for (const [name, tag] of hasDialect ? TAGS : []) {
    const value = tlvs.get(tag);
    if (value) found[name] = value;
  }
  return found;
}

/** The octets without what a receipt quotes of its message (SMPP 3.4, appendix B: "text", the last field). */
function withoutQuote(octets: Buffer): Buffer {
  for (let at = 0; at < octets.length; at += 1) {
    const end = endOfLabel(octets, at);
    if (end !== null) return octets.subarray(0, end);
  }
  return octets;
}

const LABEL = [...Buffer.from('text')];

/** In whatever case and alphabet: of UCS-2 each other octet of it is zero. Null: no label stands there. */
function endOfLabel(octets: Buffer, start: number): number | null {
  let at = start;
  for (const letter of LABEL) {
    if (((octets[at] ?? 0) | 0x20) !== letter) return null;
    at += octets[at + 1] === 0 ? 2 : 1;
  }
  return octets[at] === 0x3a /* : */ || octets[at] === 0x3d /* = */ ? at + 1 : null;
}

function rawOf(deliver: Deliver): string {
  const { source, destination, esmClass, dataCoding, udh, shortMessage, tlvs } = deliver;
  const values: Record<string, string> = {};
  for (const [tag, value] of tlvs) values[`0x${tag.toString(16)}`] = withoutQuote(value).toString('hex');
  return JSON.stringify({
    source: source.address,
    destination: destination.address,
    esmClass,
    dataCoding,
    udh: udh?.toString('hex'),
    shortMessage: withoutQuote(shortMessage).toString('hex'),
    tlvs: values,
  });
}
