import type { Insertable } from 'kysely';
import { v7 as uuid } from 'uuid';
import { type IdHabit, UNKNOWN_HABIT } from '../messages/receipt-id.ts';
import type { AttemptOutcome } from '../messages/standing.ts';
import { type MessageState, TRANSITIONS } from '../messages/status.ts';
import { lockAccount, type Reader, type Tx } from './database.ts';
import { takeEarlyStatuses } from './early-statuses.ts';
import { joinOrphansOf, moveOn } from './orphans.ts';
import type { AttemptsTable, StoredAttempt } from './schema.ts';
import { chunks, findEach, updateEach } from './update-each.ts';

export interface NewAttempt {
  readonly part: number;
  readonly host: string;
  readonly bind: string;
  readonly source: string;
  /** Digest of the submit_sm; what has none is never repeated. */
  readonly octets?: string;
}

/** A message to be submitted, with an attempt for each part that leaves. */
export interface NewClaim {
  readonly message: { readonly id: string; readonly account: string };
  readonly attempts: readonly NewAttempt[];
  /** PDUs of the whole message. */
  readonly pdus: number;
}

/** Claims messages for submitting. Returns for each the attempts' ids, in order; null: it is not queued any more. */
export async function claim(
  tx: Tx,
  group: readonly NewClaim[],
  now: number,
): Promise<(readonly string[] | null)[]> {
  const { from, to } = TRANSITIONS.claim;
  const claimed = await updateEach(
    tx,
    'messages',
    group.map(({ message, pdus }) => ({
      id: message.id,
      set: { state: to, ready_at: null, waiting_for: null, doubt_until: null, attempted_at: now, pdus },
    })),
    { column: 'state', in: from },
  );
  const tries = group.map(({ message, attempts }) =>
    claimed.has(message.id) ? attempts.map((attempt) => opened(message, attempt, now)) : null,
  );
  for (const rows of chunks(tries.flatMap((own) => own ?? []))) {
    await tx.db.insertInto('attempts').values(rows).execute();
  }
  return tries.map((own) => own?.map(({ id }) => id) ?? null);
}

function opened(message: NewClaim['message'], attempt: NewAttempt, now: number) {
  return {
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
  } satisfies Insertable<AttemptsTable>;
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
  habit: IdHabit = UNKNOWN_HABIT,
): Promise<void> {
  await lockAccount(tx, account);
  // Of two answers to one attempt, the second finds what the first one made of it.
  for (let rest = group; rest.length > 0; ) {
    const firsts = new Map(rest.toReversed().map((settlement) => [settlement.attemptId, settlement]));
    await end(tx, [...firsts.values()].toReversed(), now);
    rest = rest.filter((settlement) => firsts.get(settlement.attemptId) !== settlement);
  }
  const ids = [...new Set(group.map(({ attemptId }) => attemptId))];
  const attempts = await findEach(ids, (some) =>
    tx.db
      .selectFrom('attempts')
      .select(['id', 'message_id', 'committed_at'])
      .select(({ exists, selectFrom }) =>
        exists(selectFrom('orphans').select('receipt_id').where('account', '=', account)).as('hasOrphans'),
      )
      .where('id', 'in', some)
      .execute(),
  );
  const committedAt = new Map(attempts.map(({ id, committed_at }) => [id, committed_at]));
  await takeEarlyStatuses(
    tx,
    account,
    group.flatMap(({ attemptId, providerId }) =>
      providerId === undefined
        ? []
        : [{ attemptId, providerId, committedAt: committedAt.get(attemptId) ?? now }],
    ),
  );
  const messages = [...new Set(attempts.map(({ message_id }) => message_id))];
  const joined = attempts[0]?.hasOrphans ? await joinOrphansOf(tx, account, messages, now, habit) : [];
  await moveOn(tx, account, [...new Set([...messages, ...joined])], now, habit);
}

/** Ends attempts, each one once. */
async function end(tx: Tx, group: readonly Settlement[], now: number): Promise<void> {
  const unanswered = group.filter(({ outcome }) => outcome === 'no_answer');
  const told = group.filter(({ outcome }) => outcome !== 'no_answer');
  for (const some of chunks(unanswered)) {
    await tx.db
      .updateTable('attempts')
      .set((eb) => ({
        outcome: 'no_answer' as const,
        open_at: null,
        unanswered_to: eb
          .selectFrom('messages')
          .select('recipient')
          .whereRef('messages.id', '=', 'attempts.message_id'),
      }))
      .where(
        'id',
        'in',
        some.map(({ attemptId }) => attemptId),
      )
      .where('outcome', '=', 'open')
      .execute();
  }
  await updateEach(
    tx,
    'attempts',
    told.map(({ attemptId, outcome, commandStatus, providerId }) => ({
      id: attemptId,
      set: {
        outcome,
        command_status: commandStatus ?? null,
        provider_id: providerId ?? null,
        answered_at: ANSWERS.includes(outcome) ? now : null,
        open_at: null,
        unanswered_to: null,
      },
    })),
    { column: 'outcome', in: ['open', 'no_answer', 'given_up'] },
  );
  // A receipt that can be of nothing else may tell the id that the answer did not.
  const nameless = told.filter(
    ({ outcome, providerId }) => outcome === 'accepted' && providerId === undefined,
  );
  for (const some of chunks(nameless)) {
    await tx.db
      .updateTable('attempts')
      .set(({ selectFrom }) => ({
        unanswered_to: selectFrom('messages')
          .select('recipient')
          .whereRef('messages.id', '=', 'attempts.message_id'),
      }))
      .where(
        'id',
        'in',
        some.map(({ attemptId }) => attemptId),
      )
      .where('outcome', '=', 'accepted')
      .where('provider_id', 'is', null)
      .execute();
  }
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
