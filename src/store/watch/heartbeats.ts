import type { Snapshot, Tx } from '../engine/database.ts';
import { keepPast, pastOf } from './past-spans.ts';

const keyOf = (name: string): string => `heartbeat ${name}`;

/** No program is watched for a shorter silence (ms). */
const LEAST_MS = 60_000;

/** Another program has shown that it lives. */
export async function beat(tx: Tx, name: string, now: number): Promise<void> {
  const before = await lastBeat(tx.db, name);
  if (before !== null && now - before > LEAST_MS) {
    const silent = { since: before, until: now, what: { of: 'heartbeat' } } as const;
    const spans = [...(await pastOf(tx.db, 'heartbeat', name)), silent];
    await keepPast(tx, 'heartbeat', name, { spans, now });
  }
  await expectBeat(tx, name, now);
}

/** From now on another program is expected to show that it lives. */
export async function expectBeat(tx: Tx, name: string, now: number): Promise<void> {
  await tx.db
    .insertInto('signals')
    .values({ key: keyOf(name), body: null, at: now })
    .onConflict((conflict) => conflict.column('key').doUpdateSet({ at: now }))
    .execute();
  tx.changed('events');
}

/** When it did last (ms); null: never. */
export async function lastBeat(db: Snapshot, name: string): Promise<number | null> {
  const row = await db.selectFrom('signals').select('at').where('key', '=', keyOf(name)).executeTakeFirst();
  return row?.at ?? null;
}
