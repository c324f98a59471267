import {
  type Alphabet,
  countParts,
  encodeText,
  narrowest,
  octetsPerPart,
  splitParts,
  unencodable,
} from './alphabet.ts';
import { checkRequest, withLineFeeds } from './check.ts';
import type { DefaultAlphabet, LongForm, Provider } from './provider.ts';
import { type MessageContent, type MessageRequest, RequestRefused } from './request.ts';
import { senderIn } from './sender-of.ts';
import { type AddressTypes, type Source, type TonNpi, typeOf } from './source.ts';

/** What the connection and the account make of every message. */
export interface WireOptions extends Provider {
  /** What data_coding 0 means: at SMSC.ru ISO-8859-1 on a bind whose system_type is `ISO`, GSM 03.38 on any other. */
  defaultAlphabet: DefaultAlphabet;
  /**
   * The data_coding of ISO-8859-1 where it is not the default: 4 at SMSC.ru, 3 by SMPP 3.4, 5.2.19; null: the way has no
   * such alphabet.
   */
  latin1DataCoding: 3 | 4 | null;
  long: LongForm;
  sourceTypes: AddressTypes;
  destinationTypes: AddressTypes;
  /** Hours for which it is tried; null: the provider's own time. */
  validity: number | null;
  /** Source address of requests that name none; may be empty. */
  sender: string;
}

/** What differs between the submit_sm PDUs of one message. */
export interface WirePdu {
  dataCoding: number;
  esmClass: number;
  /** At most 254 octets, with the UDH if there is one; empty when `payload` carries the text. */
  shortMessage: Buffer;
  /** The message_payload TLV. */
  payload: Buffer | null;
  /** The sar_msg_ref_num, sar_total_segments and sar_segment_seqnum TLVs; `number` counts from 1. */
  sar: { ref: number; total: number; number: number } | null;
}

/** A request as it goes over the wire. */
export interface Wire {
  /** The whole text with prefix, marks and comment; two requests with the same one are identical to the provider. */
  text: string;
  alphabet: Alphabet;
  /** What is paid: parts of an SMS's own text (marks and comment are free), and 1 on every other channel. */
  parts: number;
  destination: string;
  source: Source;
  destinationTonNpi: TonNpi;
  /** validity_period, '' for the provider's own. */
  validityPeriod: string;
  /** In order; more than one only when `long` is `udh` or `sar`. */
  pdus: WirePdu[];
}

/** What the messages of an order have in common on the wire: all but the number, and the reference, which is 0. */
export type Draft = Omit<Wire, 'destination' | 'destinationTonNpi'>;

/** What was told to whoever ordered a message, and so holds until it has ended. */
export interface Agreed {
  /** Source address, '' for none; null where it was not recorded: as the request or the options say. */
  sender: string | null;
  /** Null where nothing that is read or paid depends on it: then the narrowest that the connection has. */
  alphabet: Alphabet | null;
}

/** What a call does when only some of its options are given: seconds to ring, seconds between tries, tries. */
export const CALL_DEFAULTS = { ring: 25, retry: 60, tries: 1 } as const;

/** esm_class: the short message begins with a user data header (SMPP 3.4, 5.2.12). */
const UDH_INDICATOR = 0x40;
/** Where a part's reference stands in its user data header (3GPP TS 23.040, 9.2.3.24.1). */
const UDH_REFERENCE_AT = 3;

/**
 * Message class 0, shown at once and not stored: the group of 3GPP TS 23.038, 4, with its alphabet in bits 3 and 2,
 * whatever Latin-1 has for a data_coding where there is no class.
 */
const FLASH = { default: 0x10, latin1: 0x14, ucs2: 0x18 } as const;

/** Total and number of a part are one octet each, in a UDH as in SAR. */
const MAX_PARTS = 255;

/** A TLV's length is a two-octet integer (SMPP 3.4, 3.2.4.1). */
const MAX_PAYLOAD_OCTETS = 0xffff;

/**
 * Puts a request into the provider's dialect and an alphabet, and cuts it into submit_sm PDUs. A text that
 * makes one part goes in short_message, a longer one as `options.long` says.
 *
 * @param reference tells this message's parts from another's to the same number; its low 8 bits go into a UDH,
 *   16 into SAR
 * @param agreed what holds whatever the options say by now; null: nothing was agreed yet
 * @throws RequestRefused, also where what was agreed cannot be had on this connection
 */
export function toWire(
  request: MessageRequest,
  options: WireOptions,
  reference: number,
  agreed: Agreed | null = null,
): Wire {
  return addressed(draftOf(request, options, agreed), request.to, options, reference);
}

/**
 * What does not depend on the number. The alphabet is the one that was agreed, else the one that carries the person's own
 * text in the fewest parts; a comment has to fit it.
 *
 * @throws RequestRefused as {@link toWire}
 */
export function draftOf(content: MessageContent, options: WireOptions, agreed: Agreed | null): Draft {
  checkRequest(content, options);
  const { own, text, comment } = inDialect(content);
  const asked = agreed ? agreed.alphabet : 'alphabet' in content ? content.alphabet : null;
  const alphabet = chooseAlphabet(asked ?? null, own, options);
  if (comment !== null) {
    const characters = unencodable(comment, alphabet);
    if (characters.length > 0) {
      throw new RequestRefused({ kind: 'comment-needs-wider-alphabet', alphabet, characters });
    }
  }
  const flash = content.channel === 'sms' && content.flash === true;
  const dataCoding = flash ? flashCodingOf(alphabet, options) : dataCodingOf(alphabet, options);
  return {
    text,
    alphabet,
    parts: content.channel === 'sms' ? countParts(own, alphabet) : 1,
    source: sourceOf(content, agreed?.sender ?? null, options),
    validityPeriod: validityOf(content, options),
    pdus: toPdus(text, alphabet, dataCoding, options.long),
  };
}

/** A draft as it goes to a number; `reference` is as in {@link toWire}. */
export function addressed(
  draft: Draft,
  to: string,
  { destinationTypes }: Pick<WireOptions, 'destinationTypes'>,
  reference: number,
): Wire {
  return {
    ...draft,
    destination: to,
    destinationTonNpi: typeOf(to, destinationTypes),
    pdus: draft.pdus.map((pdu) => referenced(pdu, reference)),
  };
}

function referenced(pdu: WirePdu, reference: number): WirePdu {
  if (pdu.sar !== null) return { ...pdu, sar: { ...pdu.sar, ref: reference & 0xffff } };
  if ((pdu.esmClass & UDH_INDICATOR) === 0) return pdu;
  const shortMessage = Buffer.from(pdu.shortMessage);
  shortMessage[UDH_REFERENCE_AT] = reference;
  return { ...pdu, shortMessage };
}

/** What the provider knows identical requests by, whatever the settings: the recipient, and the whole wire text. */
export const identityOf = (request: MessageRequest): Pick<Wire, 'destination' | 'text'> => ({
  destination: request.to,
  text: inDialect(request).text,
});

/** `own` is what the person wants to be read or heard, and so what chooses the alphabet. */
function inDialect(request: MessageContent): { own: string; text: string; comment: string | null } {
  switch (request.channel) {
    case 'hlr':
      return { own: '', text: '__HLR__', comment: null };
    case 'ping':
      return { own: '', text: '__PING__', comment: null };
    case 'tgm':
      return { own: request.code, text: `__TGM__: ${request.code}`, comment: null };
  }
  const own = withLineFeeds(request.text);
  const comment = request.comment === undefined ? null : withLineFeeds(request.comment);
  const end = comment === null ? '' : `\n~~~\n${comment}`;
  switch (request.channel) {
    case 'sms':
      return { own, text: own + end, comment };
    case 'email':
      return {
        own: own + request.subject,
        text: `__MAIL__: ${own}\nsubj:${request.subject}${end}`,
        comment,
      };
    case 'call':
      return { own, text: `__CALL__: ${own}\nvoice:${request.voice}${callOptions(request)}${end}`, comment };
    case 'viber':
      return { own, text: `__VIBER__: ${own}${end}`, comment };
    case 'soc':
      return { own, text: `__SOC__: ${own}${end}`, comment };
    case 'bot':
      return { own, text: `__BOT__: ${own}\nbot:${request.bot}${end}`, comment };
  }
}

function callOptions({ ring, retry, tries }: Extract<MessageContent, { channel: 'call' }>): string {
  if (ring === undefined && retry === undefined && tries === undefined) return '';
  const values = [
    ring ?? CALL_DEFAULTS.ring,
    retry ?? CALL_DEFAULTS.retry,
    tries ?? CALL_DEFAULTS.tries,
  ] as const;
  return `\n~~~\nparam:${values.join(',')}`;
}

function chooseAlphabet(
  asked: Alphabet | null,
  own: string,
  { defaultAlphabet, latin1DataCoding }: WireOptions,
): Alphabet {
  // Where data_coding 0 means another alphabet, none is left that means GSM.
  const wide: readonly Alphabet[] = latin1DataCoding === null ? ['ucs2'] : ['latin1', 'ucs2'];
  const available = [...new Set<Alphabet>([defaultAlphabet, ...wide])];
  if (asked !== null && !available.includes(asked)) {
    throw new RequestRefused({ kind: 'alphabet-unavailable', alphabet: asked });
  }
  const alphabet = asked ?? narrowest(own, available);
  const characters = unencodable(own, alphabet);
  if (characters.length > 0) throw new RequestRefused({ kind: 'not-in-alphabet', alphabet, characters });
  return alphabet;
}

function dataCodingOf(alphabet: Alphabet, options: WireOptions): number {
  if (alphabet === options.defaultAlphabet) return 0;
  return alphabet === 'latin1' && options.latin1DataCoding !== null ? options.latin1DataCoding : 8;
}

function flashCodingOf(alphabet: Alphabet, { defaultAlphabet }: WireOptions): number {
  if (alphabet === defaultAlphabet) return FLASH.default;
  return alphabet === 'latin1' ? FLASH.latin1 : FLASH.ucs2;
}

/** As long as the message may take, or as the settings say. */
function validityOf(content: MessageContent, { validity }: WireOptions): string {
  const within = 'within' in content ? content.within : undefined;
  const seconds = within ?? (validity === null ? null : validity * 3600);
  return seconds === null ? '' : relativeTime(seconds);
}

/** So many seconds from when the SMSC takes it (SMPP 3.4, 7.1.1.2), as days, hours, minutes and seconds. */
function relativeTime(seconds: number): string {
  const digits = (count: number): string => String(Math.floor(count)).padStart(2, '0');
  const [days, hours, minutes] = [seconds / 86_400, (seconds / 3600) % 24, (seconds / 60) % 60];
  return `0000${[days, hours, minutes, seconds % 60].map(digits).join('')}000R`;
}

function sourceOf(request: MessageContent, agreed: string | null, options: WireOptions): Source {
  const from = agreed ?? ('from' in request ? request.from : undefined) ?? options.sender;
  const sender = senderIn(request.channel, from);
  if (sender === null) throw new RequestRefused({ kind: 'bad-sender', from });
  return { ...sender, ...typeOf(sender.address, options.sourceTypes) };
}

function toPdus(text: string, alphabet: Alphabet, dataCoding: number, long: LongForm): WirePdu[] {
  const plain = { dataCoding, esmClass: 0, payload: null, sar: null };
  const parts = splitParts(text, alphabet);
  if (parts.length === 1) return [{ ...plain, shortMessage: encode(text, alphabet) }];

  if (long === 'payload') {
    const payload = encode(text, alphabet);
    if (payload.length > MAX_PAYLOAD_OCTETS) {
      const limit = Math.floor(MAX_PAYLOAD_OCTETS / octetsPerPart(alphabet));
      throw new RequestRefused({ kind: 'too-long', parts: parts.length, limit });
    }
    return [{ ...plain, shortMessage: Buffer.alloc(0), payload }];
  }

  const total = parts.length;
  if (total > MAX_PARTS) throw new RequestRefused({ kind: 'too-long', parts: total, limit: MAX_PARTS });
  return parts.map((part, index): WirePdu => {
    const octets = encode(part, alphabet);
    const number = index + 1;
    if (long === 'sar') {
      return { ...plain, shortMessage: octets, sar: { ref: 0, total, number } };
    }
    // 3GPP TS 23.040, 9.2.3.24.1: concatenation with an 8-bit reference.
    const header = Buffer.from([5, 0, 3, 0, total, number]);
    return { ...plain, esmClass: UDH_INDICATOR, shortMessage: Buffer.concat([header, octets]) };
  });
}

function encode(text: string, alphabet: Alphabet): Buffer {
  const octets = encodeText(text, alphabet);
  if (octets === null) {
    throw new RequestRefused({ kind: 'not-in-alphabet', alphabet, characters: unencodable(text, alphabet) });
  }
  return octets;
}
