import type { Reader, Tx } from './database.ts';

const keyOf = (name: string): string => `heartbeat ${name}`;

/** Another program has shown that it lives; or from now on it is expected to. */
export async function beat(tx: Tx, name: string, now: number): Promise<void> {
  await tx.db
    .insertInto('signals')
    .values({ key: keyOf(name), body: null, at: now })
    .onConflict((conflict) => conflict.column('key').doUpdateSet({ at: now }))
    .execute();
  tx.changed('events');
}

/** When it did last (ms); null: never. */
export async function lastBeat(db: Reader, name: string): Promise<number | null> {
  const row = await db.selectFrom('signals').select('at').where('key', '=', keyOf(name)).executeTakeFirst();
  return row?.at ?? null;
}
