import { type Kysely, sql } from 'kysely';

/**
 * Orders may have a time at which they go, and hours at which their recipients are left alone. While a store is carried
 * over to lean tables, the tables of before are there yet: those that take their place are made with what this adds.
 */
export async function schedulesUp(db: Kysely<unknown>): Promise<void> {
  const names = (await db.introspection.getTables()).map(({ name }) => name);
  if (names.includes('carrying') && !names.includes('earlier_orders')) return;
  await addSchedules(db);
}

/** Adds to lean tables what that needs. */
export async function addSchedules(db: Kysely<unknown>): Promise<void> {
  const { schema } = db;
  await schema.alterTable('orders').addColumn('send_at', 'bigint').execute();
  await schema.alterTable('orders').addColumn('quiet', 'text').execute();
  await schema.alterTable('orders').addColumn('vouched_at', 'bigint').execute();
  await sql`
    create index orders_scheduled on orders (send_at, number) where waiting_for in ('schedule', 'stopped')
  `.execute(db);
}
