import { createHash } from 'node:crypto';
import {
  type AlertGroup,
  type FiringNow,
  groupFor,
  type KeptGroup,
  keptGroup,
} from '../../watch/alert-group.ts';
import type { Snapshot, Tx } from '../engine/database.ts';
import { readVersioned, versioned } from '../engine/versions.ts';
import { keepPast, pastOf, pastSince } from './past-spans.ts';

/** A group that nobody has spoken of for so long is over (ms): Alertmanager says again what lasts, every four hours or so. */
const SILENT_MS = 7 * 24 * 3600 * 1000;

const PREFIX = 'alerts ';
const kind = { version: 1, body: keptGroup };

/**
 * Keeps what fires of a group; null: nothing does any more. Of one that fires, and names nothing that does, what is known
 * stands.
 * @param resolvedAt when the last of one was resolved of which nothing fires (ms)
 */
export async function keepAlertGroup(
  tx: Tx,
  name: string,
  group: FiringNow | null,
  now: number,
  resolvedAt = now,
): Promise<void> {
  await tx.db
    .deleteFrom('signals')
    .where('key', 'like', `${PREFIX}%`)
    .where('at', '<', now - SILENT_MS)
    .execute();
  const key = PREFIX + createHash('sha256').update(name).digest('base64url');
  if (group?.alerts.length === 0) {
    await tx.db.updateTable('signals').set({ at: now }).where('key', '=', key).execute();
  } else if (group) {
    const said = { body: JSON.stringify(versioned(kind, group)), at: now };
    await tx.db
      .insertInto('signals')
      .values({ key, ...said })
      .onConflict((conflict) => conflict.column('key').doUpdateSet(said))
      .execute();
  } else {
    const gone = await tx.db.deleteFrom('signals').where('key', '=', key).returning('body').execute();
    const fired = gone.map(({ body }) => (body === null ? null : readVersioned(kind, body)))[0];
    if (fired) await keepFired(tx, key, fired, { now, resolvedAt });
  }
  tx.changed('events');
}

/** Keeps when a group fired that does not any more. */
async function keepFired(
  tx: Tx,
  key: string,
  group: KeptGroup,
  { now, resolvedAt }: { readonly now: number; readonly resolvedAt: number },
): Promise<void> {
  const since = Math.min(now, ...group.alerts.map((alert) => alert.since));
  // Of a group that is as large as can be, as much as a place is told of.
  const fired = {
    since,
    until: Math.max(since, resolvedAt),
    what: { of: 'alerts', ...(groupFor({}, group) ?? group) },
  } as const;
  const spans = [...(await pastOf(tx.db, 'alerts', key)), fired];
  await keepPast(tx, 'alerts', key, { spans, now });
}

/** When a group of which nothing fires was resolved, of what began then or before (ms); null: something does, or nobody said when. */
export async function resolvedSince(db: Snapshot, key: string, since: number): Promise<number | null> {
  const fires = await db.selectFrom('signals').select('key').where('key', '=', key).executeTakeFirst();
  const until = fires ? null : ((await pastOf(db, 'alerts', key)).at(-1)?.until ?? null);
  return until === null || until < since ? null : until;
}

/** A group of which something fires, as far as is known: whoever speaks of it may be gone. */
export interface FiringGroup {
  /** What it is known by. */
  readonly key: string;
  readonly group: KeptGroup;
  /** When it was spoken of last (ms). */
  readonly heardAt: number;
}

/** The groups of which something fires. */
export async function firingGroups(db: Snapshot, now: number): Promise<FiringGroup[]> {
  const rows = await db
    .selectFrom('signals')
    .select(['key', 'body', 'at'])
    .where('key', 'like', `${PREFIX}%`)
    .where('at', '>=', now - SILENT_MS)
    .orderBy('key')
    .execute();
  return rows.flatMap(({ key, body, at }) => {
    const group = body === null ? null : readVersioned(kind, body);
    return group ? [{ key, group, heardAt: at }] : [];
  });
}

/** A group that fired, and of which nothing does any more. */
export interface FiredGroup {
  readonly key: string;
  readonly group: AlertGroup;
  readonly since: number;
  readonly until: number;
}

/** The groups of which the end was heard since then (ms), and that do not fire anew. */
export async function firedGroups(db: Snapshot, since: number): Promise<FiredGroup[]> {
  const ended = await pastSince(db, 'alerts', since);
  if (ended.length === 0) return [];
  const names = ended.map(({ name }) => name);
  const firing = await db.selectFrom('signals').select('key').where('key', 'in', names).execute();
  return ended.flatMap(({ name: key, span: { since, until, what } }) =>
    what.of === 'alerts' && until !== null && firing.every((one) => one.key !== key)
      ? [{ key, group: what, since, until }]
      : [],
  );
}
