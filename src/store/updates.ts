import type { Selectable } from 'kysely';
import { v7 as uuid } from 'uuid';
import type { Reader, Tx } from './database.ts';
import type { UpdatesTable } from './schema.ts';

export type StoredUpdate = Selectable<UpdatesTable>;

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
  const { numInsertedOrUpdatedRows } = await tx.db
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
    .executeTakeFirst();
  if ((numInsertedOrUpdatedRows ?? 0n) > 0n) tx.changed('updates');
}

/** The oldest update that has not been handled. */
export function nextUpdate(db: Reader): Promise<StoredUpdate | undefined> {
  return db
    .selectFrom('updates')
    .selectAll()
    .where('state', '=', 'waiting')
    .orderBy('id')
    .limit(1)
    .executeTakeFirst();
}

/**
 * Takes an update for handling until the transaction ends, so that instances handle it once and in the order in which
 * updates came. False when another has handled it meanwhile.
 */
export async function takeUpdate(tx: Tx, id: string): Promise<boolean> {
  const row = await tx.db
    .selectFrom('updates')
    .select('id')
    .where('id', '=', id)
    .where('state', '=', 'waiting')
    .$if(tx.kind === 'postgres', (query) => query.forUpdate())
    .executeTakeFirst();
  return row !== undefined;
}

/** Ends an update, in the transaction of what it brought about. Its words are not needed any more. */
export async function finishUpdate(tx: Tx, id: string, state: 'done' | 'failed'): Promise<void> {
  await tx.db.updateTable('updates').set({ state, body: '' }).where('id', '=', id).execute();
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
