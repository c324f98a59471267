import type { Store } from '../../src/store/engine/database.ts';

/** Leaves a store as a later version of the program does that has migrated it further. */
export async function migratedFurther({ db }: Store): Promise<void> {
  await db
    .insertInto('kysely_migration' as never)
    .values({ name: '9999-later', timestamp: new Date().toISOString() } as never)
    .execute();
}
