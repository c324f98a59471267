import type { Reader, Tx } from '../engine/database.ts';

/** Somebody is away until then (ms), whatever they said before. */
export async function setAway(
  tx: Tx,
  personId: number,
  { until, now }: { readonly until: number; readonly now: number },
): Promise<void> {
  await tx.db
    .insertInto('away')
    .values({ person_id: personId, since: now, until })
    .onConflict((conflict) => conflict.column('person_id').doUpdateSet({ since: now, until }))
    .execute();
}

/** Somebody is there again. */
export async function endAway(tx: Tx, personId: number): Promise<void> {
  await tx.db.deleteFrom('away').where('person_id', '=', personId).execute();
}

/** Until when somebody is away (ms); null: they are there. */
export async function awayUntil(db: Reader, personId: number, now: number): Promise<number | null> {
  const away = await db
    .selectFrom('away')
    .select('until')
    .where('person_id', '=', personId)
    .executeTakeFirst();
  return away && away.until > now ? away.until : null;
}
