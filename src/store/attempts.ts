import type { Insertable, Selectable } from 'kysely';
import { v7 as uuid } from 'uuid';
import type { AttemptOutcome } from '../messages/standing.ts';
import { type MessageState, TRANSITIONS } from '../messages/status.ts';
import { touchCards } from './cards.ts';
import { lockAccount, type Reader, type Tx } from './database.ts';
import { joinOrphansOf } from './orphans.ts';
import { restand } from './restand.ts';
import type { AttemptsTable } from './schema.ts';

export type StoredAttempt = Selectable<AttemptsTable>;

export interface NewAttempt {
  readonly part: number;
  readonly host: string;
  readonly bind: string;
  readonly source: string;
  /** Digest of the submit_sm; what has none is never repeated. */
  readonly octets?: string;
}

/** Claims a message for submitting. Null when it is not queued any more. Returns the attempts' ids, in order. */
export async function claim(
  tx: Tx,
  message: { id: string; card_id: string; account: string },
  attempts: readonly NewAttempt[],
  pdus: number,
  now: number,
): Promise<string[] | null> {
  const { from, to } = TRANSITIONS.claim;
  const claimed = await tx.db
    .updateTable('messages')
    .set({ state: to, ready_at: null, waiting_for: null, doubt_until: null, attempted_at: now, pdus })
    .where('id', '=', message.id)
    .where('state', 'in', [...from])
    .executeTakeFirst();
  if (claimed.numUpdatedRows === 0n) return null;
  const rows: Insertable<AttemptsTable>[] = attempts.map((attempt) => ({
    id: uuid(),
    message_id: message.id,
    account: message.account,
    committed_at: now,
    outcome: 'open',
    open_at: now,
    octets: null,
    ...attempt,
    answered_at: null,
    command_status: null,
    provider_id: null,
    unanswered_to: null,
  }));
  await tx.db.insertInto('attempts').values(rows).execute();
  return rows.map((row) => row.id);
}

/** Refuses a message of which nothing was written, since it cannot be: the settings have changed. */
export async function refuseQueued(
  tx: Tx,
  message: { id: string; card_id: string },
  now: number,
): Promise<void> {
  const { from, to } = TRANSITIONS.refuse;
  await tx.db
    .updateTable('messages')
    .set({ state: to, ready_at: null, ended_at: now })
    .where('id', '=', message.id)
    .where('state', 'in', [...from])
    .execute();
  await touchCards(tx, [message.card_id], now);
}

export interface Settlement {
  readonly attemptId: string;
  readonly outcome: Exclude<AttemptOutcome, 'open'>;
  readonly commandStatus?: number;
  readonly providerId?: string;
}

/** What an answer is to an attempt; without one it stays unsure, for a late answer or a receipt to end. */
const ANSWERS: readonly AttemptOutcome[] = ['accepted', 'refused', 'duplicate', 'deferred'];

/**
 * Puts answers on record and moves their messages on, one group in one transaction. An attempt that was settled
 * stays as it is, except that a late answer ends "no answer".
 */
export async function settle(
  tx: Tx,
  account: string,
  group: readonly Settlement[],
  now: number,
): Promise<void> {
  await lockAccount(tx, account);
  for (const { attemptId, outcome, commandStatus, providerId } of group) {
    await tx.db
      .updateTable('attempts')
      .set({
        outcome,
        command_status: commandStatus ?? null,
        provider_id: providerId ?? null,
        answered_at: ANSWERS.includes(outcome) ? now : null,
        open_at: null,
        unanswered_to: (eb) =>
          outcome === 'no_answer'
            ? eb
                .selectFrom('messages')
                .select('recipient')
                .whereRef('messages.id', '=', 'attempts.message_id')
            : eb.val(null),
      })
      .where('id', '=', attemptId)
      .where('outcome', 'in', outcome === 'no_answer' ? ['open'] : ['open', 'no_answer', 'given_up'])
      .execute();
    if (providerId !== undefined) {
      // Receipts that came before this answer; not those that an id which the provider uses again once had.
      await tx.db
        .updateTable('receipts')
        .set({ attempt_id: attemptId })
        .where('received_at', '>=', (eb) =>
          eb.selectFrom('attempts').select('committed_at').where('id', '=', attemptId),
        )
        .where('account', '=', account)
        .where('provider_id', '=', providerId)
        .where('attempt_id', 'is', null)
        .execute();
    }
  }
  const ids = group.map((settlement) => settlement.attemptId);
  // Only where something was not simply taken can a receipt be left that says more.
  if (group.some(({ outcome }) => outcome !== 'accepted')) await joinOrphansOf(tx, account, ids, now);
  const touched = await tx.db
    .selectFrom('attempts')
    .select('message_id')
    .distinct()
    .where('id', 'in', ids)
    .execute();
  await restand(
    tx,
    touched.map((row) => row.message_id),
    now,
  );
}

/** What the last holder of an account left unanswered is in doubt. Returns how many attempts that were. */
export async function abandonOpenAttempts(tx: Tx, account: string, now: number): Promise<number> {
  await lockAccount(tx, account);
  const open = await tx.db
    .selectFrom('attempts')
    .select('id')
    .where('account', '=', account)
    .where('open_at', 'is not', null)
    .execute();
  if (open.length > 0) {
    await settle(
      tx,
      account,
      open.map(({ id }) => ({ attemptId: id, outcome: 'no_answer' })),
      now,
    );
  }
  return open.length;
}

/** All attempts of a message, oldest first. */
export function attemptsOf(db: Reader, messageId: string): Promise<StoredAttempt[]> {
  return db.selectFrom('attempts').selectAll().where('message_id', '=', messageId).orderBy('id').execute();
}

/** Where a message stands. */
export async function stateOf(db: Reader, messageId: string): Promise<MessageState> {
  const row = await db
    .selectFrom('messages')
    .select('state')
    .where('id', '=', messageId)
    .executeTakeFirstOrThrow();
  return row.state;
}
