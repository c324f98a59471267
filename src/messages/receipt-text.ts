import { type Money, parseMoney } from './money.ts';
import { PROVIDER_UTC_OFFSET, utcTime } from './provider-time.ts';
import {
  type Lookup,
  RECEIPT_TEMPLATES,
  type Reading,
  type Receipt,
  type ReceiptFlags,
  type ReceiptState,
  type ReceiptTlvs,
} from './receipt.ts';
import { LOOKUP_FIELDS, type LookupField, type ReceiptField, readFields } from './receipt-fields.ts';

/**
 * Words for a state, in capitals and without what separates their parts: those of SMPP 3.4, appendix B, the full names
 * of 5.2.28 and of SMPP 5.0, 4.7.15, and what other vendors write for them.
 */
const STATES: ReadonlyMap<string, ReceiptState> = new Map(
  Object.entries({
    enroute: ['ENROUTE', 'SENT', 'PENDING', 'BUFFERED', 'BUFFERD', 'BUFFRED'],
    accepted: ['ACCEPTD', 'ACCEPTED', 'ACKED', 'QUEUED', 'SCHEDULED', 'SCHEDLD'],
    delivered: ['DELIVRD', 'DELIVERED', 'DELIVERD', 'DELIVER', 'DELIV', 'DLVRD', 'DELIVEREDTOHANDSET'],
    expired: ['EXPIRED', 'EXPIRD', 'EXPIRE'],
    undelivered: [
      ...['UNDELIV', 'UNDELIVERED', 'UNDELIVERABLE', 'UNDELIVRD', 'UNDELIVERD', 'UNDLVRD', 'UNDELIVER'],
      ...['NOTDELIVERED', 'NOTDELIVRD', 'DELIVERYFAILED', 'FAILED', 'FAIL', 'FAILURE', 'SYSERR'],
    ],
    rejected: ['REJECTD', 'REJECTED', 'REJECT', 'REJCTD', 'SKIPPED', 'NOCRED'],
    deleted: ['DELETED', 'DELETD', 'CANCELED', 'CANCELLED'],
    unknown: ['UNKNOWN', 'UNKNWN', 'UNKNOWM'],
  } satisfies Record<ReceiptState, string[]>).flatMap(([state, words]) =>
    words.map((word): [string, ReceiptState] => [word, state as ReceiptState]),
  ),
);

/** The same of what comes after a delivery: SMPP has no words for it, and some vendors write these. */
const READING_OF: ReadonlyMap<string, Reading> = new Map([
  ['READ', 'read'],
  ['SEEN', 'read'],
  ['CLICKED', 'clicked'],
]);

const bareWord = (word: string): string => word.toUpperCase().replace(/[_-]/g, '');

const stateOf = (word: string): ReceiptState | null => STATES.get(word) ?? STATES.get(bareWord(word)) ?? null;

const readingOf = (word: string): Reading | null => READING_OF.get(bareWord(word)) ?? null;

/** SMPP 3.4, 5.2.28: message_state; 0 and 9 are of SMPP 5.0, 4.7.15. */
const STATE_NUMBERS: readonly ReceiptState[] = [
  'accepted',
  'enroute',
  'delivered',
  'expired',
  'deleted',
  'undelivered',
  'accepted',
  'unknown',
  'rejected',
  'rejected',
];

/** The message_state that says the same. */
export const messageStateOf = (state: ReceiptState): number =>
  state === 'accepted' ? STATE_NUMBERS.lastIndexOf(state) : STATE_NUMBERS.indexOf(state);

/** Bits 0–3 of the TLV 0x2001. */
const FLAG_TYPES: ReadonlyMap<number, ReceiptFlags['type']> = new Map<number, ReceiptFlags['type']>([
  [0, 'sms'],
  [1, 'flash'],
  [2, 'binary'],
  [3, 'wap-push'],
  [4, 'hlr'],
  [5, 'ping'],
  [6, 'mms'],
  [7, 'call'],
  [8, 'email'],
  [10, 'viber'],
  [12, 'social'],
]);

/** Fields of a look-up's text, in its own words and in ours. */
const LOOKUP = {
  imsi: 'imsi',
  msc: 'msc',
  mcc: 'mcc',
  mnc: 'mnc',
  cn: 'country',
  net: 'network',
  rcn: 'roamingCountry',
  rnet: 'roamingNetwork',
} as const satisfies Record<LookupField, keyof Lookup>;

/**
 * Reads a delivery receipt from its text (SMPP 3.4, appendix B, or the provider's form for look-ups) and its
 * TLVs. Never fails: fields may be missing, in any order and in any case, separated by spaces, ";" or ",", with ":" or
 * "=" behind their names, and what cannot be read is handed back in `unread`.
 *
 * Where both speak, the id is the TLV's, which the specification ties to the submit's answer, and the state is
 * the text's, because that is what the provider documents and what its `err` goes with. A receipt
 * without `err` takes the code of network_error_code.
 *
 * @param input.utcOffset minutes by which the provider's clock is ahead of UTC, since its dates name no zone; null where
 *   that is not known
 */
export function parseReceipt(input: { text: string; tlvs: ReceiptTlvs; utcOffset?: number | null }): Receipt {
  const { tlvs, utcOffset = PROVIDER_UTC_OFFSET } = input;
  const { fields, text, leftover: unread } = readFields(input.text);

  /** Reads a field by `read`; one that is there but does not read goes to `unread`. */
  function field<T>(key: ReceiptField, read: (value: string) => T | null): T | null {
    const value = fields.get(key);
    if (value === undefined || value === '') return null;
    const result = read(value);
    if (result === null) unread.push(`${key}:${value}`);
    return result;
  }
  function tlv<V, T>(name: string, value: V | undefined, read: (value: V) => T | null): T | null {
    if (value === undefined) return null;
    const result = read(value);
    if (result === null) unread.push(`${name}:${Buffer.isBuffer(value) ? value.toString('hex') : value}`);
    return result;
  }

  const textId = field('id', readId);
  const tlvId = tlv('receipted_message_id', tlvs.receiptedMessageId?.trim() || undefined, readId);
  let reading = null as Reading | null;
  const textState = field('stat', (word) => {
    const state = stateOf(word);
    if (state !== null) return state;
    reading = readingOf(word);
    return reading && 'delivered';
  });
  const tlvState = tlv('message_state', tlvs.messageState, (number) => STATE_NUMBERS[number] ?? null);
  const state = textState ?? tlvState ?? takeBareState(fields, unread);
  const networkError = tlv('network_error_code', tlvs.networkErrorCode, readNetworkError);
  return {
    id: tlvId ?? textId,
    textId,
    state,
    unknownState: state === null ? fields.get('stat') || (tlvs.messageState?.toString() ?? null) : null,
    reading,
    error: field('err', readCount) ?? networkError?.code ?? null,
    cost: tlv('cost', tlvs.cost, readCost),
    parts: tlv('parts', tlvs.parts, readInteger),
    flags: tlv('flags', tlvs.flags, readFlags),
    networkError,
    lookup: readLookup(fields),
    utcOffset,
    submittedAt: field('submit date', (date) => readDate(date, utcOffset ?? 0)),
    doneAt: field('done date', (date) => readDate(date, utcOffset ?? 0)),
    submitted: field('sub', readCount),
    delivered: field('dlvrd', readCount),
    text,
    other: tlvs.other ? cString(tlvs.other) : null,
    unread: unread.join(' ') || null,
  };
}

/** The state of a receipt that writes its word without a name, which is then no longer unread; null where it does not. */
function takeBareState(fields: ReadonlyMap<ReceiptField, string>, unread: string[]): ReceiptState | null {
  if (fields.has('stat')) return null;
  const words = unread.filter((word) => word === word.toUpperCase() && stateOf(word) !== null);
  const [word] = words;
  if (word === undefined || words.length > 1) return null;
  unread.splice(unread.indexOf(word), 1);
  return stateOf(word);
}

function readLookup(fields: ReadonlyMap<ReceiptField, string>): Lookup | null {
  if (!LOOKUP_FIELDS.some((field) => fields.has(field))) return null;
  const lookup: Lookup = {
    imsi: null,
    msc: null,
    mcc: null,
    mnc: null,
    country: null,
    network: null,
    roamingCountry: null,
    roamingNetwork: null,
  };
  for (const field of LOOKUP_FIELDS) {
    const value = fields.get(field);
    if (value) lookup[LOOKUP[field]] = urlDecoded(value);
  }
  return lookup;
}

/** Decodes "Russian+Federation"; a text with broken sequences (in another charset, say) stays as it is. */
function urlDecoded(value: string): string {
  try {
    return decodeURIComponent(value.replaceAll('+', ' '));
  } catch {
    return value;
  }
}

/** An id that could be a submit's: SMPP 3.4, 5.2.23 has 64 octets, and the store can find up to this many by. */
function readId(value: string): string | null {
  return /^[^\p{Cc}]{1,255}$/u.test(value) ? value : null;
}

/** Reads a decimal number of up to six digits, "000" as 0; null for anything else. */
export function readCount(value: string): number | null {
  return /^\d{1,6}$/.test(value) ? Number(value) : null;
}

/** Reads YYMMDDhhmm[ss], or YYYYMMDDhhmmss as some providers write. */
function readDate(value: string, utcOffset: number): number | null {
  const from = value.length === 14 && value.startsWith('20') ? 2 : 0;
  const { length } = value;
  if (length - from !== 10 && length - from !== 12) return null;
  const date: number[] = [];
  for (let at = from; at < length; at += 2) {
    const tens = digitAt(value, at);
    const ones = digitAt(value, at + 1);
    if (tens === null || ones === null) return null;
    date.push(10 * tens + ones);
  }
  return utcTime(date, utcOffset);
}

function digitAt(value: string, at: number): number | null {
  const digit = value.charCodeAt(at) - 0x30;
  return digit >= 0 && digit <= 9 ? digit : null;
}

function readNetworkError(octets: Buffer): { type: number; code: number } | null {
  return octets.length === 3 ? { type: octets.readUInt8(0), code: octets.readUInt16BE(1) } : null;
}

function readCost(octets: Buffer): Money | null {
  return parseMoney(cString(octets));
}

function readFlags(octets: Buffer): ReceiptFlags | null {
  const flags = readInteger(octets);
  if (flags === null) return null;
  return {
    type: FLAG_TYPES.get(flags & 0b1111) ?? null,
    secondBalance: (flags & (1 << 5)) !== 0,
    template: flags & (1 << 8) ? (RECEIPT_TEMPLATES[(flags >> 9) & 0b11] ?? null) : null,
  };
}

function readInteger(octets: Buffer): number | null {
  return octets.length >= 1 && octets.length <= 4 ? octets.readUIntBE(0, octets.length) : null;
}

/** The text up to the NUL that ends a C-octet string (SMPP 3.4, 3.1), with or without it. */
function cString(octets: Buffer): string {
  const end = octets.indexOf(0);
  return octets.toString('latin1', 0, end < 0 ? octets.length : end);
}
