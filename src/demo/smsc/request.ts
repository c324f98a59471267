import { type Alphabet, countParts } from './alphabets.ts';
import type { Order } from './dialect.ts';
import type { Way } from './shapes.ts';

/** One message to several numbers, as it comes by HTTP or by mail. */
export interface Request {
  source: string;
  destinations: readonly string[];
  /** With the dialect's marks, as it would go by SMPP: by it an identical request is known. */
  wireText: string;
  order: Order;
  /** How many messages of the price each number costs. */
  paid: number;
  flash: boolean;
  /** Given by the client; null: the provider gives one. */
  id: string | null;
  way: Exclude<Way, 'smpp'>;
}

/** A number that is positive in 32 bits, or up to 40 of these characters. */
const ownId = /^[A-Za-z0-9._-]{1,40}$/;
const mostId = 2 ** 31 - 1;

/** Whether a client may give a message this id. */
export const isOwnId = (id: string): boolean =>
  /^\d+$/.test(id) ? Number(id) >= 1 && Number(id) <= mostId : ownId.test(id);

/** How many messages of the price an order costs. */
export function paidFor({ channel, text }: Order): number {
  const alphabet: Alphabet = countParts(text, 'gsm') > 0 ? 'gsm' : 'ucs2';
  return channel === 'sms' ? countParts(text, alphabet) : 1;
}
