import { type Kysely, sql } from 'kysely';

/** The number of the state in which a campaign is prepared, when this was written: see coded.ts. */
const PREPARING = 0;

/**
 * Large campaigns try a few messages first, and those that are being prepared are found when all are stopped. Those that
 * there are go on as they began. While a store is carried over to lean tables, the tables of before are there yet: those
 * that take their place are made with what this adds.
 */
export async function canaryUp(db: Kysely<unknown>): Promise<void> {
  const names = (await db.introspection.getTables()).map(({ name }) => name);
  if (names.includes('carrying') && !names.includes('earlier_orders')) return;
  await addCanary(db);
}

/** Adds to lean tables what that needs. */
export async function addCanary(db: Kysely<unknown>): Promise<void> {
  await db.schema.alterTable('orders').addColumn('canary', 'smallint').execute();
  await sql`create index orders_prepared on orders (number) where campaign = ${sql.lit(PREPARING)}`.execute(
    db,
  );
}
