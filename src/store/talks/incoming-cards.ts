import { sql } from 'kysely';
import { chunks } from '../engine/chunks.ts';
import type { Reader, Tx } from '../engine/database.ts';
import { findEach } from '../engine/update-each.ts';

/*
 * An incoming message is seen once a card of it stands in a chat. It wants cards (unplaced) when it comes, and again
 * when Telegram has taken none of those that it was given.
 */

/** A card, and a message that it shows. */
interface IncomingCard {
  readonly cardId: string;
  readonly incomingId: string;
}

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
  card: IncomingCard & { readonly threadId: number },
): Promise<void> {
  await tx.db
    .insertInto('incoming_cards')
    .values({ card_id: card.cardId, incoming_id: card.incomingId, thread_id: card.threadId })
    .execute();
}

/** Keeps that a list has what came from these numbers and no chat shows yet. */
export async function keepListed(
  tx: Tx,
  { cardId, threadId, numbers }: { cardId: string; threadId: number; numbers: readonly string[] },
): Promise<void> {
  const unseen = await findEach(numbers, (some) =>
    tx.db
      .selectFrom('incoming')
      .select('id')
      .where('unseen_at', 'is not', null)
      .where('sender', 'in', some)
      .execute(),
  );
  for (const { id } of unseen) await keepIncomingCard(tx, { cardId, incomingId: id, threadId });
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

/** A card stands in its chat: what it shows is seen. Returns the topic that it was written for, if that was kept. */
export async function markSeen(
  tx: Tx,
  { cardId, incomingId }: Pick<IncomingCard, 'cardId'> & Partial<IncomingCard>,
): Promise<number | null> {
  const shown = await tx.db
    .selectFrom('incoming_cards')
    .select(['incoming_id', 'thread_id'])
    .where('card_id', '=', cardId)
    .execute();
  const ids = [...shown.map(({ incoming_id }) => incoming_id), ...(incomingId ? [incomingId] : [])];
  for (const some of chunks(ids)) {
    await tx.db
      .updateTable('incoming')
      .set({ unseen_at: null, unplaced_at: null })
      .where('id', 'in', some)
      .where('unseen_at', 'is not', null)
      .execute();
  }
  return shown[0]?.thread_id ?? null;
}

/**
 * Telegram would not take a card: what it shows wants others, unless one of its cards stands in a chat or may yet. Returns
 * the topic that the card was written for, if that was kept.
 */
export async function markUnshown(
  tx: Tx,
  { cardId, incomingId }: Pick<IncomingCard, 'cardId'> & Partial<IncomingCard>,
  now: number,
): Promise<number | null> {
  const unshown = await tx.db
    .updateTable('incoming_cards')
    .set({ unshown_at: now })
    .where('card_id', '=', cardId)
    .returning(['incoming_id', 'thread_id'])
    .execute();
  const ids = new Set([
    ...unshown.map(({ incoming_id }) => incoming_id),
    ...(incomingId ? [incomingId] : []),
  ]);
  for (const id of ids) await wantCards(tx, now, id);
  return unshown[0]?.thread_id ?? null;
}

/** Telegram takes no card in a chat, for now: what waits there for its turn counts as tried. */
export async function markChatUnshown(tx: Tx, chatId: number, now: number): Promise<void> {
  const waiting = await tx.db
    .updateTable('incoming_cards')
    .set({ unshown_at: now })
    .where('unshown_at', 'is', null)
    .where('card_id', 'in', (eb) =>
      eb
        .selectFrom('cards')
        .select('id')
        .where('chat_id', '=', chatId)
        .where('due_at', 'is not', null)
        .where('telegram_id', 'is', null),
    )
    .returning('incoming_id')
    .execute();
  for (const { incoming_id } of waiting) await wantCards(tx, now, incoming_id);
}

/** Unseen messages none of whose cards was taken want others: at a start, the owners may be others too. */
export const reopenUnseen = (tx: Tx, now: number): Promise<void> => wantCards(tx, now);

async function wantCards(tx: Tx, now: number, incomingId?: string): Promise<void> {
  // Of two of its cards that are refused at once, one is the last that was not taken.
  if (tx.kind === 'postgres' && incomingId !== undefined) {
    await tx.db.selectFrom('incoming').select('id').where('id', '=', incomingId).forUpdate().execute();
  }
  const { numUpdatedRows } = await tx.db
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
    .executeTakeFirst();
  if (numUpdatedRows > 0n) tx.changed('incoming');
}
