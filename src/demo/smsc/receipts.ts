/** What the SMSC says of a message: receipts in a deliver_sm, and answers to query_sm. */

import type { Alphabet } from './alphabets.ts';
import { encode } from './alphabets.ts';
import { lookUp, nothingKnown } from './operators.ts';
import { cString, tag, tlv, writeDeliver } from './pdu.ts';
import type { Channel, Way } from './shapes.ts';
import type { Fate, Reading } from './subscribers.ts';

/** A message (or a part that was submitted by itself) that the SMSC took. */
export interface Message {
  id: string;
  /** As submitted; empty when it was. */
  source: string;
  destination: string;
  channel: Channel;
  flash: boolean;
  text: string;
  /** How many messages of the price are paid by this submit. */
  paid: number;
  wantsReceipt: boolean;
  way: Way;
  /** Unix time, ms. */
  submittedAt: number;
  /** Null until it is settled. */
  outcome: { state: Fate['state'] | 'unpaid'; error: number; doneAt: number } | null;
  /** What its reader did last; null: nothing that is told. SMPP has no word for it. */
  reading: { as: Reading['as']; at: number } | null;
}

/** Prices per part, in the account's currency. */
const prices: Record<Channel, number> = {
  sms: 2.5,
  email: 0.1,
  call: 3,
  viber: 1.5,
  soc: 0.8,
  tgm: 0.6,
  bot: 0.3,
  hlr: 0.2,
  ping: 0.4,
};

/** Bits 0–3 of the provider's flags TLV; it documents no type for Telegram, so that goes as social. */
const types: Record<Channel, number> = {
  sms: 0,
  hlr: 4,
  ping: 5,
  call: 7,
  email: 8,
  viber: 10,
  soc: 12,
  tgm: 12,
  bot: 12,
};
const flashType = 1;
/** Bit 8: the text matched a template; bits 10 and 9: an advertising one. */
const advertisingTemplate = 0x0500;

/** What is marked as advertising, as the law wants it, matches such a template. */
const isAdvertising = ({ channel, text }: Pick<Message, 'channel' | 'text'>): boolean =>
  channel === 'sms' && /(?<!\p{L})(?:реклама|advertisement)(?!\p{L})/iu.test(text);
/** It costs so many times as much. */
const advertisingRate = 2;

/** The word in the text (SMPP 3.4, appendix B) and the message_state (5.2.28). */
const words = {
  delivered: { stat: 'DELIVRD', state: 2 },
  expired: { stat: 'EXPIRED', state: 3 },
  undelivered: { stat: 'UNDELIV', state: 5 },
  unpaid: { stat: 'REJECTD', state: 8 },
} as const;
const enroute = 1;

/** The first octet of network_error_code (SMPP 3.4, 5.3.2.31). */
const gsmNetwork = 3;

/** The longest short_message, octets (SMPP 3.4, 5.2.21); a longer receipt goes as message_payload. */
const shortMessageRoom = 254;

/** YYMMDDhhmmss by the operator's clock. */
function clock(at: number, utcOffsetMinutes: number): string {
  return new Date(at + utcOffsetMinutes * 60_000).toISOString().replace(/\D/g, '').slice(2, 14);
}

/** SMPP 3.4, 5.2.28. */
export const messageState = ({ outcome }: Message): number =>
  outcome === null ? enroute : words[outcome.state].state;

/** The receipt's text; null for a message that is not settled. */
export function receiptText(message: Message, utcOffsetMinutes: number): string | null {
  const { outcome } = message;
  if (outcome === null) return null;
  const stat = words[outcome.state].stat;
  const err = String(outcome.error).padStart(3, '0');
  if (message.channel === 'hlr') {
    const found = outcome.state === 'delivered' ? lookUp(message.destination) : nothingKnown;
    const fields = Object.entries(found).map(
      ([name, value]) => `${name}:${encodeURIComponent(value).replaceAll('%20', '+')}`,
    );
    return [`id:${message.id} stat:${stat} err:${err}`, ...fields].join(' ');
  }
  const delivered = outcome.state === 'delivered' ? '001' : '000';
  const submitDate = clock(message.submittedAt, utcOffsetMinutes);
  const doneDate = clock(outcome.doneAt, utcOffsetMinutes);
  return (
    `id:${message.id} sub:001 dlvrd:${delivered} submit date:${submitDate} done date:${doneDate} ` +
    `stat:${stat} err:${err} text:${excerpt(message.text)}`
  );
}

/** The first 20 characters; a receipt is in the default alphabet, so a text that both of them lack stays out. */
function excerpt(text: string): string {
  const start = text.slice(0, 20);
  return /^[ -_a-~]*$/.test(start) ? start : '';
}

/** In the account's currency. */
export const priceOf = (message: Pick<Message, 'channel' | 'paid' | 'text'>): number =>
  prices[message.channel] * message.paid * (isAdvertising(message) ? advertisingRate : 1);

/** What was paid. The provider's field holds six characters. */
export function cost(message: Message): string {
  const paid = message.outcome?.state === 'unpaid' ? 0 : priceOf(message);
  return paid.toFixed(4).slice(0, 6);
}

/**
 * The body of the deliver_sm for a settled message, in the default alphabet of the bind that gets it; `plain` without
 * the TLVs that are the provider's own.
 */
export function writeReceipt(message: Message, text: string, alphabet: Alphabet, plain: boolean): Buffer {
  const octets = encode(text, alphabet) ?? Buffer.from(text, 'latin1');
  const fits = octets.length <= shortMessageRoom;
  const networkError = Buffer.from([gsmNetwork, 0, message.outcome?.error ?? 0]);
  return writeDeliver({
    source: message.destination,
    destination: message.source,
    esmClass: 0x04,
    dataCoding: 0,
    shortMessage: fits ? octets : Buffer.alloc(0),
    tlvs: [
      tlv(tag.receiptedMessageId, cString(message.id)),
      tlv(tag.messageState, Buffer.from([messageState(message)])),
      tlv(tag.networkErrorCode, networkError),
      ...(plain ? [] : ownTlvs(message)),
      ...(fits ? [] : [tlv(tag.messagePayload, octets)]),
    ],
  });
}

function ownTlvs(message: Message): Buffer[] {
  return [
    tlv(tag.cost, cString(cost(message))),
    tlv(tag.flags, uint16(flagsOf(message))),
    tlv(tag.parts, uint16(message.paid)),
    tlv(tag.other, cString('0')),
  ];
}

const flagsOf = (message: Message): number =>
  (message.flash ? flashType : types[message.channel]) | (isAdvertising(message) ? advertisingTemplate : 0);

function uint16(value: number): Buffer {
  const octets = Buffer.alloc(2);
  octets.writeUInt16BE(value);
  return octets;
}

/** The body of query_sm_resp (SMPP 3.4, 4.8.2); the final date is absolute time (7.1.1), empty while under way. */
export function writeQueryAnswer(message: Message, utcOffsetMinutes: number): Buffer {
  const { outcome } = message;
  const quarters = Math.abs(utcOffsetMinutes) / 15;
  const zone = `${String(quarters).padStart(2, '0')}${utcOffsetMinutes < 0 ? '-' : '+'}`;
  const finalDate = outcome === null ? '' : `${clock(outcome.doneAt, utcOffsetMinutes)}0${zone}`;
  return Buffer.concat([
    cString(message.id),
    cString(finalDate),
    Buffer.from([messageState(message), outcome === null ? 0 : outcome.error]),
  ]);
}
