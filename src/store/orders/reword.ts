import { z } from 'zod';
import type { ChainStep } from '../../messages/chain.ts';
import { isCode } from '../../messages/codes.ts';
import type { MessageContent } from '../../messages/request.ts';
import type { Terms } from '../../messages/terms.ts';
import type { Waits } from '../../messages/waiting.ts';
import { touchCards } from '../chats/cards.ts';
import { addJob } from '../chats/jobs.ts';
import type { Reader, Tx } from '../engine/database.ts';
import { findEach, updateEach } from '../engine/update-each.ts';
import { versioned } from '../engine/versions.ts';
import { STATE } from '../tables/coded.ts';
import { idsOf, messageId } from '../tables/message-id.ts';
import type { MessagesTable } from '../tables/message-schema.ts';
import { codeKeptMs } from './codes.ts';
import { contentColumn, fallbackColumn, waitsColumns } from './documents.ts';
import { guardMessages, unguard } from './guard.ts';
import type { Order } from './orders.ts';

/** Of an order: to whom it goes by which account, message by message, as typed, so many from a position on. */
export function addresseesOf(
  db: Reader,
  orderNumber: number,
  from: number,
  limit: number,
): Promise<Pick<MessagesTable, 'id' | 'recipient' | 'account'>[]> {
  return db
    .selectFrom('messages')
    .select(['id', 'recipient', 'account'])
    .where('id', '>=', messageId(orderNumber, from))
    .where('id', '<=', idsOf(orderNumber).last)
    .orderBy('id')
    .limit(limit)
    .execute();
}

/** What an order says in place of what it said. */
export interface Reworded {
  readonly id: string;
  readonly content: MessageContent;
  readonly terms: Terms;
}

/** Gives an order other words, of which nothing has left yet. They may be seen to be a code only now. */
export async function rewordOrder(tx: Tx, { id, content, terms }: Reworded, now: number): Promise<void> {
  const { sender, alphabet, parts } = terms;
  await tx.db
    .updateTable('orders')
    .set({
      ...contentColumn(content),
      sender,
      alphabet,
      parts,
      ...(isCode(content) ? { wipe_at: now + codeKeptMs(tx.rules) } : {}),
    })
    .where('id', '=', id)
    .execute();
}

/** From whom an order goes in place of whom it went from, by all its channels, and what it waits for then. */
interface FromElsewhere {
  readonly content: MessageContent;
  readonly fallback: readonly ChainStep[];
  readonly sender: string;
  readonly waits: Waits;
}

/** Gives an order another sender, of which nothing has left yet. */
export async function setSender(
  tx: Tx,
  { id, card_id }: Pick<Order, 'id' | 'card_id'>,
  { content, fallback, sender, waits }: FromElsewhere,
  now: number,
): Promise<void> {
  await tx.db
    .updateTable('orders')
    .set({
      ...contentColumn(content),
      ...(fallback.length > 0 ? fallbackColumn(fallback) : {}),
      sender,
      ...waitsColumns(waits),
    })
    .where('id', '=', id)
    .execute();
  await touchCards(tx, [card_id], now);
}

/** So these messages of it go in so many PDUs, by keys of those words. */
export async function rewordMessages(
  tx: Tx,
  messages: readonly { readonly id: number; readonly guardKey: string }[],
  pdus: number,
): Promise<void> {
  const before = await findEach(
    messages.map(({ id }) => id),
    (ids) =>
      tx.db.selectFrom('messages').select(['id', 'guard_key', 'state']).where('id', 'in', ids).execute(),
  );
  await unguard(tx, before);
  await updateEach(
    tx,
    'messages',
    messages.map(({ id, guardKey }) => ({ id, set: { guard_key: guardKey, pdus } })),
  );
  // Some may be on the stop list.
  const cancelled = new Set(before.flatMap(({ id, state }) => (state === STATE.of.cancelled ? id : [])));
  await guardMessages(
    tx,
    messages.flatMap(({ id, guardKey }) => (cancelled.has(id) ? [] : { id, guard_key: guardKey })),
  );
}

/** Gives the messages of a long order the keys of its other words: see src/chat/sending/rewording.ts. */
export const rewording = {
  name: 'reword-campaign',
  version: 0,
  body: z.object({ orderId: z.string() }),
};

/** Has that done. */
export async function enqueueRewording(tx: Tx, orderId: string, now: number): Promise<void> {
  await addJob(tx, { kind: rewording.name, body: versioned(rewording, { orderId }), key: null, now });
}
