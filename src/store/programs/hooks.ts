import { createHash, createHmac } from 'node:crypto';
import type { Reader, Tx } from '../engine/database.ts';
import type { HookSuspension } from '../tables/program-schema.ts';
import { HOOK_EVENTS, type Hook, type HookEvent } from './hooks-at-hand.ts';

/*
 * A hook is an address of another program that is told what happens. Its secret, by which what it is told is signed, is
 * derived from its id and the bot's token, so that its card can show it for a while, and kept nowhere.
 */

/** So many may be told at a time. */
export const MOST_HOOKS = 20;

/** The secret as the Standard Webhooks specification writes it. */
export const hookSecret = (key: string, id: number): string =>
  `whsec_${createHmac('sha256', key).update(`hook ${id}`).digest('base64')}`;

/** By it is seen whether the secret is still the one that its receiver was given. */
const digestOf = (secret: string): string => createHash('sha256').update(secret).digest('hex');

export const hasItsSecret = ({ id, secret_digest }: Hook, key: string): boolean =>
  digestOf(hookSecret(key, id)) === secret_digest;

/** Returns its id. */
export async function createHook(
  tx: Tx,
  {
    url,
    events,
    by,
    key,
    now,
  }: {
    readonly url: string;
    readonly events: readonly HookEvent[];
    readonly by: number;
    readonly key: string;
    readonly now: number;
  },
): Promise<number> {
  const { id } = await tx.db
    .insertInto('hooks')
    .values({
      url,
      events: HOOK_EVENTS.filter((event) => events.includes(event)).join(','),
      secret_digest: '',
      made_by: by,
      made_at: now,
      failures: 0,
      due_at: now,
    })
    .returning('id')
    .executeTakeFirstOrThrow();
  await tx.db
    .updateTable('hooks')
    .set({ secret_digest: digestOf(hookSecret(key, id)) })
    .where('id', '=', id)
    .execute();
  tx.changed('hooks');
  return id;
}

export function findHook(db: Reader, id: number): Promise<Hook | undefined> {
  return db.selectFrom('hooks').selectAll().where('id', '=', id).executeTakeFirst();
}

/** Removes a hook with what it was not told of yet. False: somebody was faster. */
export async function removeHook(tx: Tx, id: number): Promise<boolean> {
  const { numDeletedRows } = await tx.db.deleteFrom('hooks').where('id', '=', id).executeTakeFirst();
  await tx.db.deleteFrom('hook_events').where('hook_id', '=', id).execute();
  tx.changed('hooks');
  return numDeletedRows > 0n;
}

/** Nothing is told to it any more. False: that was so already. */
export async function suspendHook(tx: Tx, id: number, why: HookSuspension, now: number): Promise<boolean> {
  const { numUpdatedRows } = await tx.db
    .updateTable('hooks')
    .set({ suspended_at: now, suspended_why: why })
    .where('id', '=', id)
    .where('suspended_at', 'is', null)
    .executeTakeFirst();
  if (numUpdatedRows > 0n) tx.changed('hooks');
  return numUpdatedRows > 0n;
}

/** Goes on with what it was not told of yet; from now on it is that person's. False: it was on. */
export async function resumeHook(tx: Tx, id: number, by: number, now: number): Promise<boolean> {
  const { numUpdatedRows } = await tx.db
    .updateTable('hooks')
    .set({
      made_by: by,
      suspended_at: null,
      suspended_why: null,
      failing_since: null,
      failures: 0,
      due_at: now,
    })
    .where('id', '=', id)
    .where('suspended_at', 'is not', null)
    .executeTakeFirst();
  if (numUpdatedRows === 0n) return false;
  await tx.db.updateTable('hook_events').set({ tries: 0, due_at: now }).where('hook_id', '=', id).execute();
  tx.changed('hooks');
  return true;
}
