import type { Selectable } from 'kysely';
import type { Channel } from '../../messages/request.ts';
import type { MessageState } from '../../messages/status.ts';
import type { Reader, Tx } from '../engine/database.ts';
import { incomingOf } from '../orders/documents.ts';
import { CHANNEL, STATE } from '../tables/coded.ts';
import { ITS_ORDER } from '../tables/message-id.ts';
import type { HookEventsTable, HookSuspension } from '../tables/program-schema.ts';
import { suspendHook } from './hooks.ts';

/*
 * What a hook is still to be told, a row for each of it. What is told of one message is told in the order in which it
 * happened: the next only when the one before it was taken, or given up.
 */

/** Not one of a message: somebody wants to see whether it arrives. */
const TEST = 'test';

export type HookEventRow = Selectable<HookEventsTable>;

/** What is known of what a hook is told. */
export type HookFacts =
  | { readonly of: 'test' }
  | {
      readonly of: 'message';
      readonly id: number;
      /** The message that failed before, by another channel; null: it is the first. */
      readonly follows: number | null;
      /** That which it was asked for by, whatever channels it went by since. */
      readonly order: string;
      readonly to: string;
      /** As it was agreed on, '' for none; null: it was left to the settings. */
      readonly from: string | null;
      readonly channel: Channel;
      readonly state: MessageState;
      readonly error: number | null;
      readonly commandStatus: number | null;
    }
  | {
      readonly of: 'incoming';
      readonly id: string;
      readonly from: string;
      readonly to: string;
      readonly text: string;
    };

/** Has a hook told at once that nothing has happened; the card shows whether that arrived. */
export async function addTest(tx: Tx, hookId: number, cardId: string, now: number): Promise<void> {
  const test = { kind: TEST, subject: `${TEST} ${cardId}`, at: now, due_at: 0, tries: 0 };
  await tx.db
    .insertInto('hook_events')
    .values({ hook_id: hookId, card_id: cardId, ...test })
    .execute();
  await tx.db.updateTable('hooks').set({ due_at: now }).where('id', '=', hookId).execute();
  tx.changed('hook-events');
}

/** What a hook may be told next, of each message the first, as it becomes due. */
export function nextHookEvents(db: Reader, hookId: number, limit: number): Promise<HookEventRow[]> {
  return db
    .selectFrom('hook_events')
    .selectAll()
    .where('hook_id', '=', hookId)
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom('hook_events as before')
            .select('before.id')
            .where('before.hook_id', '=', hookId)
            .whereRef('before.subject', '=', 'hook_events.subject')
            .whereRef('before.id', '<', 'hook_events.id'),
        ),
      ),
    )
    .orderBy('due_at')
    .orderBy('id')
    .limit(limit)
    .execute();
}

/** Null: what it is about is kept no more. */
export async function factsOf(db: Reader, event: HookEventRow): Promise<HookFacts | null> {
  if (event.kind === TEST) return { of: 'test' };
  if (event.kind === 'incoming') {
    const row = await db
      .selectFrom('incoming')
      .select(['sender', 'recipient', 'body'])
      .where('id', '=', event.subject)
      .executeTakeFirst();
    if (!row) return null;
    const { sender: from, recipient: to } = row;
    return { of: 'incoming', id: event.subject, from, to, text: incomingOf(row).text };
  }
  const id = Number(event.subject);
  const row = await db
    .selectFrom('messages')
    .innerJoin('orders', (join) => join.on(ITS_ORDER))
    .leftJoin('orders as began', 'began.number', 'orders.chain')
    .select(['messages.recipient', 'messages.state', 'orders.channel', 'orders.sender', 'orders.follows'])
    .select(({ fn }) => fn.coalesce('began.id', 'orders.id').as('order'))
    .where('messages.id', '=', id)
    .executeTakeFirst();
  if (!row) return null;
  return {
    of: 'message',
    id,
    follows: row.follows,
    order: row.order,
    to: row.recipient,
    from: row.sender,
    channel: CHANNEL.name(row.channel),
    state: STATE.name(event.state ?? row.state),
    error: event.error,
    commandStatus: event.command_status,
  };
}

/** What came of telling it. */
export interface HookTry {
  readonly event: HookEventRow;
  /** Null: it was taken, or there is nothing to tell any more. Else why not: see the locale files. */
  readonly why: string | null;
}

const SECOND_MS = 1_000;
const MINUTE_MS = 60 * SECOND_MS;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;

/** Pauses before the tries behind the first (ms), and before all those that follow. */
const PAUSES_MS = [5 * SECOND_MS, 30 * SECOND_MS, 2 * MINUTE_MS, 10 * MINUTE_MS, 30 * MINUTE_MS, HOUR_MS];
const LONGEST_PAUSE_MS = 2 * HOUR_MS;
/** What others of the hook do not suffer from is tried for longer than a day. */
const MOST_TRIES = 20;
/** A hook that took nothing for so long is switched off (ms). */
const FAILING_MS = DAY_MS;
/** By this answer a receiver says that it wants no more (RFC 9110, 15.5.11). */
const GONE = 'status 410';

const pauseMs = (failures: number): number => PAUSES_MS[failures - 1] ?? LONGEST_PAUSE_MS;

/**
 * Writes what came of some tries, at least one. A hook of which none was taken rests as a whole, and is switched off after a day of
 * that. Returns why, where it is to be said; null: it stays on.
 */
export async function noteTries(
  tx: Tx,
  id: number,
  tries: readonly HookTry[],
  now: number,
): Promise<HookSuspension | null> {
  const hook = await tx.db.selectFrom('hooks').selectAll().where('id', '=', id).executeTakeFirst();
  if (!hook) return null;
  for (const { event, why } of tries) {
    const failures = event.tries + 1;
    // One that has been tried so often is given up: others of its message wait behind it.
    if (why === null || event.kind === TEST || failures >= MOST_TRIES) await forget(tx, event.id);
    else await putOff(tx, event.id, failures, now + pauseMs(failures));
  }
  tx.touch(
    tries.map(({ event }) => event.card_id),
    now,
  );
  const failed = tries.findLast(({ why }) => why !== null)?.why ?? null;
  const isAnyTaken = tries.some(({ why }) => why === null);
  const failingSince = isAnyTaken ? null : (hook.failing_since ?? now);
  const failures = isAnyTaken ? 0 : hook.failures + 1;
  await tx.db
    .updateTable('hooks')
    .set({
      failing_since: failingSince,
      failures,
      ...(isAnyTaken ? { succeeded_at: now } : { due_at: now + pauseMs(failures) }),
      ...(failed === null ? {} : { failed_at: now, failed_why: failed }),
    })
    .where('id', '=', id)
    .execute();
  const isFailing = failingSince !== null && failingSince <= now - FAILING_MS;
  const why = failed === GONE ? 'gone' : isFailing ? 'failing' : null;
  return why !== null && (await suspendHook(tx, id, why, now)) ? why : null;
}

async function forget(tx: Tx, id: number): Promise<void> {
  await tx.db.deleteFrom('hook_events').where('id', '=', id).execute();
}

async function putOff(tx: Tx, id: number, tries: number, dueAt: number): Promise<void> {
  await tx.db.updateTable('hook_events').set({ tries, due_at: dueAt }).where('id', '=', id).execute();
}

/** What is told no more, whatever waits for it (ms). */
export const HOOK_EVENTS_MEMORY = 3 * DAY_MS;

/** Rows forgotten by one statement. */
const FORGOTTEN = 200;

/** Forgets some of what happened before `before` (ms), told or not. Returns whether any may be left. */
export async function forgetHookEvents(tx: Tx, before: number): Promise<boolean> {
  const { numDeletedRows } = await tx.db
    .deleteFrom('hook_events')
    .where('id', 'in', (eb) =>
      eb.selectFrom('hook_events').select('id').where('at', '<', before).orderBy('at').limit(FORGOTTEN),
    )
    .executeTakeFirst();
  return numDeletedRows >= FORGOTTEN;
}
