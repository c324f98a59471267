import { isCode } from '../messages/codes.ts';
import type { MessageContent } from '../messages/request.ts';
import type { Terms } from '../messages/terms.ts';
import { codeKeptMs } from './codes.ts';
import type { Reader, Tx } from './database.ts';
import { contentColumn } from './documents.ts';
import type { MessagesTable } from './schema.ts';
import { updateEach } from './update-each.ts';

/** To whom an order goes by which account, message by message, as typed. */
export function addresseesOf(
  db: Reader,
  orderId: string,
): Promise<Pick<MessagesTable, 'id' | 'recipient' | 'account'>[]> {
  return db
    .selectFrom('messages')
    .select(['id', 'recipient', 'account'])
    .where('order_id', '=', orderId)
    .orderBy('position')
    .execute();
}

/** What an order says in place of what it said, for each of its messages. */
export interface Reworded {
  readonly id: string;
  readonly content: MessageContent;
  readonly terms: Terms;
  readonly pdus: number;
  readonly messages: readonly { readonly id: string; readonly guardKey: string }[];
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
  await updateEach(
    tx,
    'messages',
    messages.map(({ id, guardKey }) => ({ id, set: { guard_key: guardKey, pdus } })),
  );
}
