import { fieldsByNumber } from '../../store/book/contacts.ts';
import { messagesTo } from '../../store/orders/history.ts';
import { incomingFrom } from '../../store/talks/incoming.ts';
import { ownersFor } from '../book/owners.ts';
import type { Context } from '../context.ts';

/** The last messages to and from a customer, in which their name may stand. */
const LOOKED_AT = 5;

/** Words by which a customer may be called. */
export interface CustomerWords {
  /** Of their contact. */
  readonly known: readonly string[];
  /** Of what they have written. */
  readonly came: readonly string[];
  /** Of what they were written; not of what has not gone, which may be a draft of just such words. */
  readonly gone: readonly string[];
}

export async function wordsOfCustomer({ tx, person }: Context, to: string): Promise<CustomerWords> {
  const contacts = await fieldsByNumber(tx.db, ownersFor(person.id), [to]);
  const came = await incomingFrom(tx.db, to, LOOKED_AT);
  const gone = (await messagesTo(tx.db, to, LOOKED_AT)).filter(
    ({ state }) => state !== 'waiting' && state !== 'cancelled',
  );
  return {
    known: contacts.flatMap(({ name, fields }) => [name, ...Object.values(fields)]).flatMap(wordsOf),
    came: came.flatMap(({ text }) => wordsOf(text ?? '')),
    gone: gone.flatMap(({ request }) => wordsOf('text' in request ? request.text : '')),
  };
}

export const wordsOf = (text: string): readonly string[] => text.match(/\p{L}+/gu) ?? [];
