import { type Kysely, sql } from 'kysely';

/**
 * Messages of one order may have texts of their own, what such an order was made of is known again, and people have a
 * number of their own, to which tests go. While a store is
 * carried over to lean tables, the tables of before are there yet: those that take their place are made with what this
 * adds.
 */
export async function bulkUp(db: Kysely<unknown>): Promise<void> {
  await db.schema.alterTable('people').addColumn('own_number', 'text').execute();
  const names = (await db.introspection.getTables()).map(({ name }) => name);
  if (names.includes('carrying') && !names.includes('earlier_orders')) return;
  await addOwnTexts(db);
}

/** Adds to lean tables what texts of their own need. */
export async function addOwnTexts(db: Kysely<unknown>): Promise<void> {
  const { schema } = db;
  await schema.alterTable('messages').addColumn('own_text', 'text').execute();
  await schema.alterTable('messages').addColumn('own_alphabet', 'text').execute();
  await schema.alterTable('messages').addColumn('own_parts', 'smallint').execute();
  await schema.alterTable('orders').addColumn('table_digest', 'text').execute();
  await sql`create index orders_by_table on orders (table_digest, number) where table_digest is not null`.execute(
    db,
  );
}
