import { type ExpressionBuilder, sql } from 'kysely';
import { DOUBT_LIMITS } from '../../messages/in-doubt.ts';
import { TIMED } from '../../messages/lanes.ts';
import { LAST_RETRY_MS } from '../../messages/waits.ts';
import { finds } from '../person/forgetting.ts';
import { HELD, OUTCOME } from '../tables/coded.ts';
import type { Schema } from '../tables/schema.ts';
import type { Tx } from './database.ts';
import { nowOf } from './leases.ts';

/** The first id (a UUID of version 7, RFC 9562) that could be made at `at` (ms). */
export function firstIdAt(at: number): string {
  const hex = Math.max(0, at).toString(16).padStart(12, '0');
  return `${hex.slice(0, 8)}-${hex.slice(8)}`;
}

/**
 * The store's clock, ms since 1970: PostgreSQL's own is the same for all its instances, and SQLite has one process,
 * whose clock it takes.
 */
export async function timeOf(tx: Tx): Promise<number> {
  if (tx.kind === 'sqlite') return Date.now();
  const { rows } = await sql<{ now: number }>`select ${nowOf(tx.kind)} as now`.execute(tx.db);
  return rows[0]?.now ?? Date.now();
}

/** Attempts looked through at once. */
const PAGE = 250;
/** Attempts are put on record by more than one clock, and no sooner than their transaction ends: by so much out of turn (ms). */
const OUT_OF_TURN_MS = 60_000;

/** No attempt with a lower id was made since then (ms). */
async function firstSince({ db }: Tx, at: number): Promise<number> {
  for (let first = Number.MAX_SAFE_INTEGER; ; ) {
    const page = await db
      .selectFrom((eb) =>
        eb
          .selectFrom('attempts')
          .select(['id', 'committed_at'])
          .where('id', '<', first)
          .orderBy('id', 'desc')
          .limit(PAGE)
          .as('page'),
      )
      .select((eb) => [
        eb.fn.min<number | null>('id').as('id'),
        eb.fn.max<number | null>('committed_at').as('latest'),
      ])
      .executeTakeFirstOrThrow();
    if (page.id === null || page.latest === null || page.latest < at - OUT_OF_TURN_MS) return first;
    first = page.id;
  }
}

const waysOf = (account: string) => (eb: ExpressionBuilder<Schema, 'attempts'>) =>
  eb('way', 'in', eb.selectFrom('ways').select('ways.id').where('account', '=', account));

/** Messages of an account that were tried by these attempts. */
const triedFrom = (tx: Tx, account: string, first: number) =>
  tx.db
    .updateTable('messages')
    .where('id', 'in', (eb) =>
      eb.selectFrom('attempts').select('message_id').where('id', '>=', first).where(waysOf(account)),
    );

/** Of an account's messages those guards that were tried lately. */
const guardsOf = (tx: Tx, account: string) =>
  tx.db
    .updateTable('guards')
    .where(({ selectFrom }) =>
      finds(
        selectFrom('messages')
          .select('messages.id')
          .whereRef('messages.id', '=', 'guards.message_id')
          .where('messages.account', '=', account),
      ),
    );

/** What is kept back for so long, and not until clocks show the end of quiet hours. */
const waitsItsTime = (eb: ExpressionBuilder<Schema, 'messages'>) => eb('held', '!=', HELD.quiet);

/**
 * The store's clock was set to `now`, by `stepMs` (below 0: back). What waits goes on waiting for as long as it would
 * have, and what was tried is as long ago as it was: the provider's guard does not run by our clock. Only how old an
 * attempt without an answer is stays, since a leap forwards may also be a machine that was stopped for so long.
 */
export async function carryWaits(tx: Tx, account: string, now: number, stepMs: number): Promise<void> {
  const before = now - stepMs;
  const { heldMs } = tx.rules.guard;
  const guarded = before - heldMs;
  const since = Math.min(now, before) - heldMs;
  const messages = () => tx.db.updateTable('messages').where('account', '=', account);
  const first = await firstSince(tx, since);
  await guardsOf(tx, account)
    .set((eb) => ({ tried_at: eb('tried_at', '+', stepMs) }))
    .where('tried_at', '>', guarded)
    .execute();
  await triedFrom(tx, account, first)
    .set((eb) => ({ attempted_at: eb('attempted_at', '+', stepMs) }))
    .where('attempted_at', '>', guarded)
    .execute();
  await messages()
    .set((eb) => ({ ready_at: eb('ready_at', '+', stepMs), turn: eb('turn', '+', stepMs) }))
    .where('lane', 'in', TIMED)
    .where('ready_at', 'is not', null)
    .where(waitsItsTime)
    .execute();
  await messages()
    .set((eb) => ({ doubt_until: eb('doubt_until', '+', stepMs) }))
    .where('doubt_until', 'is not', null)
    .execute();
  await tx.db
    .updateTable('attempts')
    .set((eb) => ({ committed_at: eb('committed_at', '+', stepMs) }))
    .where('id', '>=', first)
    .where(waysOf(account))
    .where((eb) =>
      eb.or([
        // What was given up counts for the guard alone.
        eb.and([eb('outcome', '=', OUTCOME.of.given_up), eb('committed_at', '>', guarded)]),
        eb('committed_at', '>', now),
      ]),
    )
    .execute();
  tx.changed('outbox');
}

/**
 * Brings times that lie in the future, since the clock was set back while nobody sent, to where they hold nothing up
 * for longer than they may. What was tried counts as tried just now.
 */
export async function pullBackWaits(tx: Tx, account: string, now: number): Promise<void> {
  const messages = () => tx.db.updateTable('messages').where('account', '=', account);
  await guardsOf(tx, account).set({ tried_at: now }).where('tried_at', '>', now).execute();
  const first = await firstSince(tx, now);
  await triedFrom(tx, account, first).set({ attempted_at: now }).where('attempted_at', '>', now).execute();
  // A receipt that comes by now would seem to be of something earlier. How old one without an answer is nobody knows: by a
  // time to come it is not repeated.
  await tx.db
    .updateTable('attempts')
    .set({ committed_at: now })
    .where('id', '>=', first)
    .where(waysOf(account))
    .where('outcome', '=', OUTCOME.of.accepted)
    .where('committed_at', '>', now)
    .execute();
  // Nothing is put off for longer: neither a retry nor what the guard against identical requests holds back.
  await messages()
    .set({ ready_at: now, turn: now })
    .where('lane', 'in', TIMED)
    .where('ready_at', 'is not', null)
    .where(waitsItsTime)
    .where('turn', '>', now + Math.max(LAST_RETRY_MS, tx.rules.guard.heldMs))
    .execute();
  const longest = now + DOUBT_LIMITS.receiptWaitMs;
  await messages().set({ doubt_until: longest }).where('doubt_until', '>', longest).execute();
}
