import { parseHttpStatus } from '../messages/http-status.ts';
import { plainAddress, senderAddress } from '../messages/party.ts';
import type { Receipt } from '../messages/receipt.ts';
import { type Fields, Unreadable } from './callback-fields.ts';

/** A status, or a subscriber's message, that the provider hands to the account's handler. */
export type Call =
  | {
      readonly kind: 'status';
      readonly receipt: Receipt;
      readonly raw: string;
      readonly signed: readonly string[];
    }
  | {
      readonly kind: 'incoming';
      /** The provider's own, null when it names none. */
      readonly id: string | null;
      /** When it was sent, as it was written; null when that is not said. */
      readonly time: string | null;
      readonly sender: string;
      readonly recipient: string;
      readonly text: string;
      readonly signed: readonly string[];
    };

/**
 * Fields beside the text. The signature joins fields by colons, so one with a colon in it could be moved over to its
 * neighbour without the secret; control characters are no part of an id or an address.
 */
const SHORT_FIELD = /^[^:\p{Cc}]{0,100}$/u;

const STATUS = { id: /^[\w.-]+$/, status: /^-?\d{1,2}$/ };
/** A + that nobody escaped comes as a space. */
const PHONE = /^[+ ]?\d{3,15}$/;

/** What stands in the parameters beside a call's own. */
const NOT_OF_THE_CALL = ['sha1', 'md5', 'crc32', 'charset', 'fmt'];

/**
 * Reads one call from its parameters, with the fields that its signature covers.
 *
 * @throws Unreadable
 */
export function readCall(fields: Fields): Call {
  const field = (name: string) => (Object.hasOwn(fields, name) ? (fields[name] ?? '') : '');
  const id = field('id');
  const phone = field('phone');
  const status = field('status');
  const to = field('to');
  if (![id, phone, status, to].every((one) => SHORT_FIELD.test(one))) {
    throw new Unreadable('an id, number or status that can be none');
  }
  if (status !== '') {
    if (id === '') throw new Unreadable('a status without an id');
    const own = Object.entries(fields).filter(([name]) => !NOT_OF_THE_CALL.includes(name));
    return {
      kind: 'status',
      receipt: parseHttpStatus(fields),
      raw: JSON.stringify(Object.fromEntries(own)),
      signed: [id, phone, status],
    };
  }
  if (!Object.hasOwn(fields, 'mes') || phone === '') {
    throw new Unreadable('neither a status nor an incoming message');
  }
  const text = field('mes');
  return {
    kind: 'incoming',
    id: id || null,
    time: field('time') || null,
    sender: senderAddress(phone.trim()),
    recipient: plainAddress(to.trim()),
    text,
    signed: [phone, text, to],
  };
}

/**
 * Whether a call looks like its kind. What is signed does not say which one that is: a status is three short fields, and
 * so may a message be. They differ by the last, a status number or the account's number. A message may come from a name.
 */
export function isOfItsKind({ kind, signed: [first = '', , last = ''] }: Call): boolean {
  return kind === 'status'
    ? STATUS.id.test(first) && STATUS.status.test(last)
    : first.trim() !== '' && (last === '' || PHONE.test(last));
}
