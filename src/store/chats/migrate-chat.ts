import type { Tx } from '../engine/database.ts';
import { migrateTalks } from '../talks/talk-places.ts';
import { migrateWatches } from '../watch/watches.ts';
import { migrateRoom } from './rooms.ts';

/**
 * A group became a supergroup: its cards, inboxes and settings go along. The supergroup counts its messages anew, and
 * those of the group cannot be edited, and their buttons are dead: a card that is not finished is posted again, one that
 * is when it has something new to say.
 */
export async function migrateChat(tx: Tx, from: number, to: number, now: number): Promise<void> {
  const moved = { chat_id: to, telegram_id: null, reply_to: null };
  await tx.db
    .updateTable('cards')
    .set({ ...moved, due_at: now })
    .where('chat_id', '=', from)
    .where('failure', 'is', null)
    // See writeDigest in src/chat/show/draft.ts.
    .where((or) => or.or([or('shown', 'like', '% asks'), or('shown', 'like', '% moves')]))
    .execute();
  await tx.db.updateTable('cards').set(moved).where('chat_id', '=', from).execute();
  tx.changed('cards');
  await tx.db
    .updateTable('orders')
    .set({ chat_id: to })
    .where('card_id', 'in', (eb) => eb.selectFrom('cards').select('id').where('chat_id', '=', to))
    .where('chat_id', '=', from)
    .execute();
  // What was set in the supergroup already, by whoever noticed the change first, stays. The group that is no more may
  // have been left by then, which suspends nothing in the supergroup.
  await tx.db
    .insertInto('inboxes')
    .columns(['chat_id', 'thread_id', 'turned_on_by', 'turned_on_at', 'confirmed_by'])
    .expression((eb) =>
      eb
        .selectFrom('inboxes')
        .select((inner) => [
          inner.cast<number>(inner.val(to), 'bigint').as('chat_id'),
          'thread_id',
          'turned_on_by',
          'turned_on_at',
          'confirmed_by',
        ])
        .where('chat_id', '=', from),
    )
    .onConflict((conflict) => conflict.columns(['chat_id', 'thread_id']).doNothing())
    .execute();
  await tx.db.deleteFrom('inboxes').where('chat_id', '=', from).execute();
  await migrateWatches(tx, from, to);
  await migrateRoom(tx, from, to);
  await migrateTalks(tx, from, to);
  await tx.db
    .insertInto('chats')
    .columns(['id', 'title'])
    .expression((eb) =>
      eb
        .selectFrom('chats')
        .select((inner) => [inner.cast<number>(inner.val(to), 'bigint').as('id'), 'title'])
        .where('id', '=', from),
    )
    .onConflict((conflict) => conflict.column('id').doNothing())
    .execute();
  await tx.db.deleteFrom('chats').where('id', '=', from).execute();
}
