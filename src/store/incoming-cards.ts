import { sql } from 'kysely';
import type { Reader, Tx } from './database.ts';

/*
 * An incoming message is seen once a card of it stands in a chat. It wants cards (unplaced) when it comes, and again
 * when Telegram has taken none of those that it was given.
 */

/** Says that the cards which it wanted are being written. False when that was done before. */
export async function takeUnplaced(tx: Tx, id: string): Promise<boolean> {
  const taken = await tx.db
    .updateTable('incoming')
    .set({ unplaced_at: null })
    .where('id', '=', id)
    .where('unplaced_at', 'is not', null)
    .executeTakeFirst();
  return taken.numUpdatedRows > 0n;
}

/** Keeps that a card was written to show a message, for a topic of its chat (0: the chat itself). */
export async function keepIncomingCard(
  tx: Tx,
  card: { cardId: string; incomingId: string; threadId: number },
): Promise<void> {
  await tx.db
    .insertInto('incoming_cards')
    .values({ card_id: card.cardId, incoming_id: card.incomingId, thread_id: card.threadId })
    .execute();
}

/** The chats that a message has cards for, shown or not. */
export async function chatsOfIncoming(db: Reader, id: string): Promise<number[]> {
  const rows = await db
    .selectFrom('incoming_cards')
    .innerJoin('cards', 'cards.id', 'incoming_cards.card_id')
    .select('cards.chat_id')
    .distinct()
    .where('incoming_cards.incoming_id', '=', id)
    .execute();
  return rows.map(({ chat_id }) => chat_id);
}

/** A card stands in its chat: its message is seen. */
export async function markSeen(tx: Tx, incomingId: string): Promise<void> {
  await tx.db
    .updateTable('incoming')
    .set({ unseen_at: null, unplaced_at: null })
    .where('id', '=', incomingId)
    .where('unseen_at', 'is not', null)
    .execute();
}

/**
 * Telegram would not take a card: its message wants others, unless one of its cards stands in a chat or may yet. Returns
 * the topic that the card was written for; null for cards that nothing of the kind was kept of.
 */
export async function markUnshown(
  tx: Tx,
  { cardId, incomingId, now }: { cardId: string; incomingId: string; now: number },
): Promise<number | null> {
  const card = await tx.db
    .updateTable('incoming_cards')
    .set({ unshown_at: now })
    .where('card_id', '=', cardId)
    .returning('thread_id')
    .executeTakeFirst();
  await wantCards(tx, now, incomingId);
  return card?.thread_id ?? null;
}

/** Unseen messages none of whose cards was taken want others: at a start, the owners may be others too. */
export const reopenUnseen = (tx: Tx, now: number): Promise<void> => wantCards(tx, now);

async function wantCards(tx: Tx, now: number, incomingId?: string): Promise<void> {
  await tx.db
    .updateTable('incoming')
    .set({ unplaced_at: now })
    .where('unseen_at', 'is not', null)
    .where('unplaced_at', 'is', null)
    .$if(incomingId !== undefined, (query) => query.where('id', '=', incomingId ?? ''))
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom('incoming_cards')
            .select(sql.lit(1).as('one'))
            .whereRef('incoming_cards.incoming_id', '=', 'incoming.id')
            .where('incoming_cards.unshown_at', 'is', null),
        ),
      ),
    )
    .execute();
  tx.changed('incoming');
}
