import type { Selectable } from 'kysely';
import type { Reader, Tx } from '../engine/database.ts';
import type { IdempotencyKeysTable } from '../tables/program-schema.ts';

export type AnsweredCall = Selectable<IdempotencyKeysTable>;

type Key = Pick<AnsweredCall, 'token' | 'key'>;

/** How long a call is known again (ms): clients give up within a day or two. */
export const KEYS_MEMORY = 72 * 3600 * 1000;
/** Rows forgotten by one call. */
const FORGOTTEN = 500;

/**
 * Takes a key for a call; on PostgreSQL waits for another instance that has just taken it. False: it was answered
 * before.
 */
export async function takeKey(
  tx: Tx,
  call: Pick<AnsweredCall, 'token' | 'key' | 'digest' | 'at'>,
): Promise<boolean> {
  const taken = await tx.db
    .insertInto('idempotency_keys')
    .values({ ...call, order_id: null, send_at: null })
    .onConflict((conflict) => conflict.columns(['token', 'key']).doNothing())
    .returning('key')
    .executeTakeFirst();
  return taken !== undefined;
}

/** Nothing came of the call: its key may be used anew. */
export async function giveKeyBack(tx: Tx, { token, key }: Key): Promise<void> {
  await tx.db.deleteFrom('idempotency_keys').where('token', '=', token).where('key', '=', key).execute();
}

/** Keeps what was answered. */
export async function keepAnswer(
  tx: Tx,
  { token, key }: Key,
  answer: Pick<AnsweredCall, 'order_id' | 'send_at'>,
): Promise<void> {
  await tx.db
    .updateTable('idempotency_keys')
    .set(answer)
    .where('token', '=', token)
    .where('key', '=', key)
    .execute();
}

export function answeredCall(db: Reader, { token, key }: Key): Promise<AnsweredCall | undefined> {
  return db
    .selectFrom('idempotency_keys')
    .selectAll()
    .where('token', '=', token)
    .where('key', '=', key)
    .executeTakeFirst();
}

/** Forgets some of what was answered before `before` (ms). Returns whether any is left. */
export async function forgetKeys(tx: Tx, before: number): Promise<boolean> {
  const old = await tx.db
    .selectFrom('idempotency_keys')
    .select(['token', 'key'])
    .where('at', '<', before)
    .orderBy('at')
    .limit(FORGOTTEN)
    .execute();
  for (const one of old) await giveKeyBack(tx, one);
  return old.length >= FORGOTTEN;
}
