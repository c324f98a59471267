import { type Selectable, sql } from 'kysely';
import { v7 as uuid } from 'uuid';
import type { Reader, Snapshot, Store, Tx } from '../engine/database.ts';
import { nowOf } from '../engine/leases.ts';
import type { JobsTable } from '../tables/schema.ts';

/*
 * A job is taken for one piece at a time:
 *
 *   due ──take (fence + 1, tries + 1)──> held ──advance (cursor, tries 0)──> due, behind the others
 *                                         │ ├──put off (last error)──> due later
 *                                         │ ├──end──> done | failed
 *                                         │ └──lost: another has taken it since
 *                                         └── 10 s by the database's clock after it was taken it is due again
 *
 * What a piece writes stands in one transaction with its outcome and locks the row from its beginning: so a piece is
 * done once, however long it takes, and who has lost the job writes nothing. A try that ended with the process counts
 * as well: what kills the program is given up like anything else. On SQLite nothing expires, and what the last process
 * held is free at the start of the next.
 */

export type Job = Selectable<JobsTable>;

/** How long a job that was taken is left to its holder (ms). */
const LEASE_MS = 10_000;
/** Jobs forgotten by one statement. */
const FORGOTTEN = 100;

/** Another has taken the job meanwhile: nothing of the piece was kept. */
export class JobLost extends Error {
  override name = 'JobLost';
  constructor(id: string) {
    super(`the job ${id} is not held any more`);
  }
}

export interface NewJob {
  readonly kind: string;
  /** What the kind needs to know; becomes JSON. */
  readonly body: unknown;
  /** While a job with this key has not ended, no other one is made; null: any number. */
  readonly key: string | null;
  readonly now: number;
}

/** Makes a job, in the transaction of what caused it. False: there is one with this key. */
export async function addJob(tx: Tx, job: NewJob): Promise<boolean> {
  const { numInsertedOrUpdatedRows } = await tx.db
    .insertInto('jobs')
    .values({
      id: uuid(),
      kind: job.kind,
      body: JSON.stringify(job.body),
      cursor: null,
      key: job.key,
      due_at: job.now,
      holder: null,
      leased_until: null,
      fence: 0,
      tries: 0,
      last_error: null,
      ended: null,
      ended_at: null,
      created_at: job.now,
    })
    .onConflict((conflict) => conflict.column('key').doNothing())
    .executeTakeFirst();
  const isNew = (numInsertedOrUpdatedRows ?? 0n) > 0n;
  if (isNew) tx.changed('jobs');
  return isNew;
}

/** Takes the job of these kinds that has been due for longest, for one piece. Waits for nobody. */
export function takeJob(
  tx: Tx,
  { kinds, holder, now }: { kinds: readonly string[]; holder: string; now: number },
): Promise<Job | undefined> {
  const clock = nowOf(tx.kind);
  return tx.db
    .updateTable('jobs')
    .set((eb) => ({
      holder,
      leased_until: sql<number>`${clock} + ${sql.lit(LEASE_MS)}`,
      fence: eb('fence', '+', 1),
      tries: eb('tries', '+', 1),
    }))
    .where('id', '=', (eb) =>
      eb
        .selectFrom('jobs')
        .select('id')
        .where('due_at', '<=', now)
        .where('kind', 'in', kinds)
        .where((or) => or.or([or('leased_until', 'is', null), or('leased_until', '<=', clock)]))
        .orderBy('due_at')
        .orderBy('id')
        .limit(1)
        .$if(tx.kind === 'postgres', (query) => query.forUpdate().skipLocked()),
    )
    .returningAll()
    .executeTakeFirst();
}

/**
 * Fails the transaction unless the job is held, and keeps it from being taken before this transaction ends. To be
 * called first in it.
 * @throws JobLost
 */
export async function assertJobHeld(tx: Tx, { id, fence }: Job): Promise<void> {
  const row = await tx.db
    .selectFrom('jobs')
    .select('id')
    .where('id', '=', id)
    .where('fence', '=', fence)
    .where('holder', 'is not', null)
    .$if(tx.kind === 'postgres', (query) => query.forUpdate())
    .executeTakeFirst();
  if (!row) throw new JobLost(id);
}

const FREE = { holder: null, leased_until: null };

/** Keeps how far a held job has come. It is due again at `dueAt` (ms), a repeated one from its beginning. */
export async function advanceJob(
  tx: Tx,
  { id }: Job,
  { cursor, dueAt }: { cursor: string | null; dueAt: number },
): Promise<void> {
  await tx.db
    .updateTable('jobs')
    .set({ ...FREE, cursor, due_at: dueAt, tries: 0 })
    .where('id', '=', id)
    .execute();
}

/** Has a held job wait for its next try. */
export async function putOffJob(
  tx: Tx,
  { id }: Job,
  { error, dueAt }: { error: string; dueAt: number },
): Promise<void> {
  await tx.db
    .updateTable('jobs')
    .set({ ...FREE, last_error: error, due_at: dueAt })
    .where('id', '=', id)
    .execute();
}

/** Ends a held job; its key is free again. `error`: it is given up. */
export async function endJob(
  tx: Tx,
  { id }: Job,
  { error, now }: { error: string | null; now: number },
): Promise<void> {
  const outcome =
    error === null ? { ended: 'done' as const } : { ended: 'failed' as const, last_error: error };
  await tx.db
    .updateTable('jobs')
    .set({ ...FREE, ...outcome, key: null, due_at: null, ended_at: now })
    .where('id', '=', id)
    .execute();
}

/**
 * Has a job that waits for its time done at once, if it is to be by how far it has come.
 * @param isWanted asked about the cursor
 */
export async function hastenJob(
  tx: Tx,
  key: string,
  dueAt: number,
  isWanted: (cursor: unknown) => boolean,
): Promise<void> {
  const waiting = await tx.db
    .selectFrom('jobs')
    .select(['id', 'cursor'])
    .where('key', '=', key)
    .where('due_at', '>', dueAt)
    .executeTakeFirst();
  if (!waiting?.cursor || !isWanted(JSON.parse(waiting.cursor))) return;
  await tx.db
    .updateTable('jobs')
    .set({ due_at: dueAt })
    .where('id', '=', waiting.id)
    .where('due_at', '>', dueAt)
    .execute();
  tx.changed('jobs');
}

/** Whether there is a job with this key that has not ended. */
export async function isUnderWay(db: Snapshot, key: string): Promise<boolean> {
  const row = await db.selectFrom('jobs').select('id').where('key', '=', key).executeTakeFirst();
  return row !== undefined;
}

/** When the next job becomes due after `now` (ms), or null. */
export async function nextJobAt(db: Reader, now: number): Promise<number | null> {
  const row = await db
    .selectFrom('jobs')
    .select((eb) => eb.fn.min<number | null>('due_at').as('at'))
    .where('due_at', '>', now)
    .executeTakeFirst();
  return row?.at ?? null;
}

/** On SQLite whoever held a job when this process began is gone; on PostgreSQL that is for the clock to say. */
export async function freeJobs(store: Store): Promise<void> {
  if (store.kind === 'postgres') return;
  await store.write((tx) =>
    tx.db
      .updateTable('jobs')
      .set(FREE)
      .where('due_at', 'is not', null)
      .where('holder', 'is not', null)
      .execute(),
  );
}

/** Forgets some jobs that ended before `before` (ms). Returns whether any are left. */
export async function forgetJobs(tx: Tx, before: number): Promise<boolean> {
  const { numDeletedRows } = await tx.db
    .deleteFrom('jobs')
    .where('id', 'in', (eb) =>
      eb.selectFrom('jobs').select('id').where('ended_at', '<', before).orderBy('ended_at').limit(FORGOTTEN),
    )
    .executeTakeFirst();
  return numDeletedRows >= FORGOTTEN;
}
