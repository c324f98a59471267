import { type IdHabit, UNKNOWN_HABIT } from '../../messages/receipt-id.ts';
import type { AttemptOutcome } from '../../messages/standing.ts';
import { type MessageState, TRANSITIONS } from '../../messages/status.ts';
import { tallyChange } from '../campaigns/tallies.ts';
import { chunks } from '../engine/chunks.ts';
import type { Reader, Tx } from '../engine/database.ts';
import { lockAccount } from '../engine/locks.ts';
import { findEach, updateEach } from '../engine/update-each.ts';
import { settleOrdinary } from '../hot/answers.ts';
import { settleOrdinaryTogether } from '../hot/answers-together.ts';
import { type Claim, claimOn } from '../hot/claims.ts';
import { claimTogether } from '../hot/claims-together.ts';
import { takeEarlyStatuses } from '../receipts/early-statuses.ts';
import { correctGuesses } from '../receipts/guessed-ids.ts';
import { joinOrphansOf, moveOn } from '../receipts/orphans.ts';
import { OUTCOME, STATE } from '../tables/coded.ts';
import { countedAs, countingOf, type Message } from './outbox.ts';
import { type KnownWays, type Way, waysOf } from './ways.ts';

export interface NewAttempt extends Omit<Way, 'account'> {
  readonly part: number;
  /** Digest of the submit_sm; what has none is never repeated. */
  readonly octets?: string | null;
}

/** A message to be submitted, with an attempt for each part that leaves. */
export interface NewClaim {
  readonly message: Message;
  readonly attempts: readonly NewAttempt[];
  /** PDUs of the whole message. */
  readonly pdus: number;
}

/**
 * Claims messages for submitting. Returns for each the attempts' ids, in order; null: it is not queued any more.
 * @param known ways of which the caller has the ids, for one claim a transaction
 */
export async function claim(
  tx: Tx,
  group: readonly NewClaim[],
  now: number,
  known: KnownWays = new Map(),
): Promise<(readonly number[] | null)[]> {
  const ways = await waysOf(
    tx,
    group.flatMap(({ message: { account }, attempts }) =>
      attempts.map(({ protocol, host, bind, source }) => ({ protocol, account, host, bind, source })),
    ),
    known,
  );
  let next = 0;
  const claims = group.map(
    ({ message, attempts, pdus }): Claim => ({
      message_id: message.id,
      pdus,
      guard_key: tx.rules.guard.heldMs === 0 ? null : message.guard_key,
      attempts: attempts.map(({ part, octets = null }) => ({ part, way: ways[next++] ?? 0, octets })),
    }),
  );
  const { prepare, ask } = tx;
  const opened = prepare ? claimOn(prepare, claims, now) : ask ? await claimTogether(ask, claims, now) : null;
  const state = STATE.of[TRANSITIONS.claim.to];
  return group.map(({ message }) => {
    const ids = opened?.get(message.id);
    if (!ids) return null;
    tallyChange(tx, countingOf(message), countedAs(message), { state });
    return ids;
  });
}

export interface Settlement {
  readonly attemptId: number;
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
  const others = tx.prepare
    ? await settleOrdinary(tx, tx.prepare, account, group, now)
    : tx.ask
      ? await settleOrdinaryTogether(tx, tx.ask, account, group, now)
      : group;
  if (others.length > 0) await settleAll(tx, account, others, now, habit);
}

/** The rule that knows all. */
async function settleAll(
  tx: Tx,
  account: string,
  group: readonly Settlement[],
  now: number,
  habit: IdHabit,
): Promise<void> {
  await lockAccount(tx, account);
  const asked = [...new Set(group.map(({ attemptId }) => attemptId))];
  // What was put on record by a transaction that came to nothing is not there; its id may be another account's by now.
  const attempts = await findEach(asked, (some) =>
    tx.db
      .selectFrom('attempts')
      .innerJoin('ways', 'ways.id', 'attempts.way')
      .select(['attempts.id', 'attempts.message_id', 'attempts.committed_at', 'attempts.outcome'])
      .select(({ exists, selectFrom }) =>
        exists(selectFrom('orphans').select('receipt_id').where('account', '=', account)).as('hasOrphans'),
      )
      .where('attempts.id', 'in', some)
      .where('ways.account', '=', account)
      .execute(),
  );
  const byId = new Map(attempts.map((attempt) => [attempt.id, attempt]));
  const settled = group.filter(({ attemptId }) => byId.has(attemptId));
  // Of two answers to one attempt, the second finds what the first one made of it.
  for (let rest = settled; rest.length > 0; ) {
    const firsts = new Map(rest.toReversed().map((settlement) => [settlement.attemptId, settlement]));
    await end(tx, [...firsts.values()].toReversed(), now);
    rest = rest.filter((settlement) => firsts.get(settlement.attemptId) !== settlement);
  }
  const named = settled.flatMap(({ attemptId, providerId }) => {
    const attempt = byId.get(attemptId);
    if (!attempt || providerId === undefined) return [];
    const { message_id: messageId, committed_at: committedAt, outcome } = attempt;
    return [{ attemptId, messageId, providerId, committedAt, isLate: outcome !== OUTCOME.of.open }];
  });
  await correctGuesses(
    tx,
    named.filter(({ isLate }) => isLate),
  );
  await takeEarlyStatuses(tx, account, named);
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
        outcome: OUTCOME.of.no_answer,
        open: null,
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
      .where('outcome', '=', OUTCOME.of.open)
      .execute();
  }
  await updateEach(
    tx,
    'attempts',
    told.map(({ attemptId, outcome, commandStatus, providerId }) => ({
      id: attemptId,
      set: {
        outcome: OUTCOME.of[outcome],
        command_status: commandStatus ?? null,
        provider_id: providerId ?? null,
        answered_at: ANSWERS.includes(outcome) ? now : null,
        open: null,
        octets: null,
        unanswered_to: null,
      },
    })),
    { column: 'outcome', in: OUTCOME.all(['open', 'no_answer', 'given_up']) },
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
      .where('outcome', '=', OUTCOME.of.accepted)
      .where('provider_id', 'is', null)
      .execute();
  }
}

/** What the last holder of an account left unanswered is in doubt. Returns how many attempts that were. */
export async function abandonOpenAttempts(tx: Tx, account: string, now: number): Promise<number> {
  await lockAccount(tx, account);
  const open = await tx.db
    .selectFrom('attempts')
    .innerJoin('ways', 'ways.id', 'attempts.way')
    .select('attempts.id')
    .where('ways.account', '=', account)
    .where('attempts.open', 'is not', null)
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

/** Where a message stands. */
export async function stateOf(db: Reader, messageId: number): Promise<MessageState> {
  const row = await db
    .selectFrom('messages')
    .select('state')
    .where('id', '=', messageId)
    .executeTakeFirstOrThrow();
  return STATE.name(row.state);
}
