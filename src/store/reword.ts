import { isCode } from '../messages/codes.ts';
import type { MessageContent } from '../messages/request.ts';
import type { Terms } from '../messages/terms.ts';
import { codeKeptMs } from './codes.ts';
import type { Reader, Tx } from './database.ts';
import { contentColumn } from './documents.ts';
import { guardMessages, unguard } from './guard.ts';
import { ITS_MESSAGES } from './message-id.ts';
import type { MessagesTable } from './schema.ts';
import { findEach, updateEach } from './update-each.ts';

/** To whom an order goes by which account, message by message, as typed. */
export function addresseesOf(
  db: Reader,
  orderId: string,
): Promise<Pick<MessagesTable, 'id' | 'recipient' | 'account'>[]> {
  return db
    .selectFrom('orders')
    .innerJoin('messages', (join) => join.on(ITS_MESSAGES))
    .select(['messages.id', 'messages.recipient', 'messages.account'])
    .where('orders.id', '=', orderId)
    .orderBy('messages.id')
    .execute();
}

/** What an order says in place of what it said, for each of its messages. */
export interface Reworded {
  readonly id: string;
  readonly content: MessageContent;
  readonly terms: Terms;
  readonly pdus: number;
  readonly messages: readonly { readonly id: number; readonly guardKey: string }[];
}

/** Gives an order other words, of which nothing has left yet. They may be seen to be a code only now. */
export async function rewordOrder(
  tx: Tx,
  { id, content, terms, pdus, messages }: Reworded,
  now: number,
): Promise<void> {
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
  const before = await findEach(
    messages.map(({ id }) => id),
    (ids) => tx.db.selectFrom('messages').select(['id', 'guard_key']).where('id', 'in', ids).execute(),
  );
  await unguard(tx, before);
  await updateEach(
    tx,
    'messages',
    messages.map(({ id, guardKey }) => ({ id, set: { guard_key: guardKey, pdus } })),
  );
  await guardMessages(
    tx,
    messages.map(({ id, guardKey }) => ({ id, guard_key: guardKey })),
  );
}
