import type { Selectable } from 'kysely';
import { v7 as uuid } from 'uuid';
import type { Tx } from '../engine/database.ts';
import type { UpdatesTable } from '../tables/chat-schema.ts';

type StoredUpdate = Selectable<UpdatesTable>;

/** How long an update is remembered, so that a redelivery of it is a no-op (ms). Telegram forgets after 24 h. */
export const UPDATE_MEMORY = 48 * 3600 * 1000;
/** Updates forgotten by one statement. */
const FORGOTTEN = 100;

/** Keeps an update; one that is known already changes nothing. */
export async function keepUpdate(
  tx: Tx,
  update: { botId: number; updateId: number; body: string },
  now: number,
): Promise<void> {
  const kept = tx.db
    .insertInto('updates')
    .values({
      id: uuid(),
      bot_id: update.botId,
      update_id: update.updateId,
      received_at: now,
      body: update.body,
      state: 'waiting',
      tries: 0,
    })
    .onConflict((conflict) => conflict.columns(['bot_id', 'update_id']).doNothing())
    .executeTakeFirst()
    .then(({ numInsertedOrUpdatedRows }) => {
      if ((numInsertedOrUpdatedRows ?? 0n) > 0n) tx.changed('updates');
    });
  await tx.unawaited(kept);
}

/** An update that is being handled. */
export interface TakenUpdate extends StoredUpdate {
  /** No other one waited behind it. */
  readonly isLast: boolean;
}

/**
 * Takes the oldest update that has not been handled until the transaction ends, so that instances handle each once and in the
 * order in which they came.
 */
export async function takeUpdate(tx: Tx): Promise<TakenUpdate | undefined> {
  const [first, next] = await tx.db
    .selectFrom('updates')
    .selectAll()
    .where('state', '=', 'waiting')
    .orderBy('id')
    .limit(2)
    .$if(tx.kind === 'postgres', (query) => query.forUpdate())
    .execute();
  return first && { ...first, isLast: !next };
}

/** Ends an update, in the transaction of what it brought about. Its words are not needed any more. */
export async function finishUpdate(tx: Tx, id: string, state: 'done' | 'failed'): Promise<void> {
  await tx.unawaited(tx.db.updateTable('updates').set({ state, body: '' }).where('id', '=', id).execute());
}

/** Counts a handling that threw. */
export async function countTry(tx: Tx, id: string): Promise<void> {
  await tx.db
    .updateTable('updates')
    .set((eb) => ({ tries: eb('tries', '+', 1) }))
    .where('id', '=', id)
    .execute();
}

/** Forgets some updates that were handled and came before `before` (ms). Returns whether any are left. */
export async function forgetUpdates(tx: Tx, before: number): Promise<boolean> {
  const { numDeletedRows } = await tx.db
    .deleteFrom('updates')
    .where('id', 'in', (eb) =>
      eb
        .selectFrom('updates')
        .select('id')
        .where('received_at', '<', before)
        .where('state', '!=', 'waiting')
        .orderBy('received_at')
        .limit(FORGOTTEN),
    )
    .executeTakeFirst();
  return numDeletedRows >= FORGOTTEN;
}
