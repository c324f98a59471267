import type { Selectable } from 'kysely';
import { v7 as uuid } from 'uuid';
import type { Reader, Tx } from '../engine/database.ts';
import type { ActionsTable } from '../tables/chat-schema.ts';

export type StoredAction = Selectable<ActionsTable>;

/** Keeps who did what; only the first of one origin. */
export async function recordAction(tx: Tx, action: Omit<StoredAction, 'id'>): Promise<void> {
  const kept = tx.db
    .insertInto('actions')
    .values({ id: uuid(), ...action })
    .onConflict((conflict) => conflict.column('origin').doNothing())
    .execute();
  await tx.unawaited(kept);
}

/** Each time that one of these was done on a card, the first one first. */
export function actionsOn(db: Reader, cardId: string, whats: readonly string[]): Promise<StoredAction[]> {
  return db
    .selectFrom('actions')
    .selectAll()
    .where('card_id', '=', cardId)
    .where('what', 'in', whats)
    .orderBy('at')
    .orderBy('id')
    .execute();
}

/** The last time that somebody did one of these on a card; to that order, where one is named. */
export function lastActionOn(
  db: Reader,
  cardId: string,
  whats: readonly string[],
  orderId?: string,
): Promise<StoredAction | undefined> {
  return db
    .selectFrom('actions')
    .selectAll()
    .where('card_id', '=', cardId)
    .where('what', 'in', whats)
    .$if(orderId !== undefined, (query) => query.where('order_id', '=', orderId ?? ''))
    .orderBy('at', 'desc')
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirst();
}
