import type { Kysely } from 'kysely';

/**
 * Large campaigns try a few messages first. Those that there are go on as they began. While a store is carried over to lean
 * tables, the tables of before are there yet: those that take their place are made with what this adds.
 */
export async function canaryUp(db: Kysely<unknown>): Promise<void> {
  const names = (await db.introspection.getTables()).map(({ name }) => name);
  if (names.includes('carrying') && !names.includes('earlier_orders')) return;
  await addCanary(db);
}

/** Adds to lean tables what that needs. */
export async function addCanary(db: Kysely<unknown>): Promise<void> {
  await db.schema.alterTable('orders').addColumn('canary', 'smallint').execute();
}
