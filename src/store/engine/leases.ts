import { type RawBuilder, sql } from 'kysely';
import { holdsOn, isHeldOn } from '../hot/leases.ts';
import type { Store, StoreKind, Tx } from './database.ts';

/*
 * A lease says which instance does what only one may do at a time: hold an account, fetch Telegram's updates.
 *
 *   free ──acquire (fence + 1)──> held ──heartbeat──> held
 *                                  │ ├──release: the work is over, free at once
 *                                  │ └──lost: no heartbeat got through in time, or another has it
 *                                  └── 3 s by the database's clock after the last heartbeat it is free
 *
 * A holder that froze and wakes finds out in three ways: its own monotonic clock is past `heldUntil`, `assertHeld`
 * fails its next write, and its next heartbeat changes no row. On SQLite the lock on the file keeps other processes
 * out for as long as this one lives: what the last process held is taken over at once, and there are no heartbeats.
 *
 * On PostgreSQL an instance of a newer version may migrate the tables while this one works. Its leases are worth
 * nothing from that commit on: `assertHeld` fails here as well, and the next look at the leases ends it.
 */

/** How long a lease outlives its last heartbeat, by the database's clock (ms). */
export const VALID_MS = 3_000;
/** Beside what it works for, every instance holds a lease of its own, by which the instances count each other. */
const INSTANCE = 'instance ';
/** The own leases of instances that were killed are swept away after this time (ms). */
const FORGET_MS = 60_000;

/** The lease ended before the write did: nothing of it was kept. */
export class LeaseLost extends Error {
  override name = 'LeaseLost';
  readonly lease: string;
  constructor(lease: string) {
    super(`the lease "${lease}" is not held any more`);
    this.lease = lease;
  }
}

export interface Lease {
  readonly name: string;
  /** Grows by one with each acquisition, so that it tells an earlier holder from this one. */
  readonly fence: number;
  /** performance.now() until which nobody else can have it; moves on with each heartbeat. */
  readonly heldUntil: number;
}

/** Whether bytes may still leave in the lease's name. */
export const isHeld = (lease: Lease): boolean => performance.now() < lease.heldUntil;

/** The database's clock, ms since 1970. SQLite has none but ours, which may jump: there nothing expires. */
export const nowOf = (kind: StoreKind): RawBuilder<number> =>
  kind === 'postgres'
    ? sql<number>`(extract(epoch from clock_timestamp()) * 1000)::bigint`
    : sql<number>`${sql.lit(0)}`;

/**
 * Fails the transaction unless the lease is held, and keeps it from being taken over before this transaction ends. To
 * be called first in it. FOR KEY SHARE stands in the way of whoever changes the fence, which a unique index makes a
 * part of a key, and not of a heartbeat: share locks that overlap would keep one waiting until the lease has run out.
 * @throws LeaseLost
 */
export async function assertHeld(tx: Tx, { name, fence }: Lease): Promise<void> {
  const isHeld = tx.prepare
    ? isHeldOn(tx.prepare, name, fence)
    : tx.ask !== null && (await holdsOn(tx.ask, name, fence));
  if (!isHeld) throw new LeaseLost(name);
}

/**
 * Takes a lease that is free, or whose holder let it expire. It waits for nobody: while a transaction in the name of
 * the last holder is open, the lease is not free. Returns the fence, or null when another has it.
 */
export async function acquireLease(store: Store, name: string, holder: string): Promise<number | null> {
  const now = nowOf(store.kind);
  const expiresAt = sql<number>`${now} + ${sql.lit(VALID_MS)}`;
  const taken = await store.db
    .updateTable('leases')
    .set((eb) => ({ holder, fence: eb('fence', '+', 1), expires_at: expiresAt }))
    .where('name', '=', (eb) =>
      eb
        .selectFrom('leases')
        .select('name')
        .where('name', '=', name)
        // On SQLite whoever held it is gone.
        .where('expires_at', '<=', store.kind === 'postgres' ? now : VALID_MS)
        .$if(store.kind === 'postgres', (query) => query.forUpdate().skipLocked()),
    )
    .returning('fence')
    .executeTakeFirst();
  if (taken) return taken.fence;
  const known = await store.db
    .selectFrom('leases')
    .select('name')
    .where('name', '=', name)
    .executeTakeFirst();
  if (known) return null;
  const made = await store.db
    .insertInto('leases')
    .values({ name, holder, fence: 1, expires_at: expiresAt })
    .onConflict((conflict) => conflict.doNothing())
    .returning('fence')
    .executeTakeFirst();
  return made?.fence ?? null;
}

/** Returns false when the lease is not ours any more. */
export async function extendLease(store: Store, { name, fence }: Lease): Promise<boolean> {
  const now = nowOf(store.kind);
  const { numUpdatedRows } = await store.db
    .updateTable('leases')
    .set({ expires_at: sql<number>`${now} + ${sql.lit(VALID_MS)}` })
    .where('name', '=', name)
    .where('fence', '=', fence)
    .where('expires_at', '>', now)
    .executeTakeFirst();
  return numUpdatedRows > 0n;
}

/** Makes it free at once, when it is still held, and wakes the others. */
export function releaseLease(store: Store, { name, fence }: Lease): Promise<void> {
  return store.write(async (tx) => {
    await tx.db
      .updateTable('leases')
      .set({ expires_at: nowOf(tx.kind) })
      .where('name', '=', name)
      .where('fence', '=', fence)
      .execute();
    tx.changed('leases');
  });
}

export const instanceLease = (holder: string): string => INSTANCE + holder;

/** Who holds what: the names in use, and how many instances there are. */
export async function heldLeases(store: Store): Promise<{ names: ReadonlySet<string>; instances: number }> {
  const rows = await store.db
    .selectFrom('leases')
    .select('name')
    .where('expires_at', '>', nowOf(store.kind))
    .execute();
  const [instances, names] = [true, false].map((own) =>
    rows.map(({ name }) => name).filter((name) => name.startsWith(INSTANCE) === own),
  ) as [string[], string[]];
  return { names: new Set(names), instances: instances.length };
}

/** Sweeps away what instances that were killed left behind. */
export async function forgetInstances(store: Store): Promise<void> {
  await store.db
    .deleteFrom('leases')
    .where('name', 'like', `${INSTANCE}%`)
    .where('expires_at', '<', sql<number>`${nowOf(store.kind)} - ${sql.lit(FORGET_MS)}`)
    .execute();
}
