import type { Kysely } from 'kysely';

/**
 * What fails may go on by another channel, as an order of its own, and what advertises asks for the consent of contacts, by
 * their numbers. While a store is carried over to lean tables, the tables
 * of before are there yet: those that take their place are made with what this adds.
 */
export async function chainsUp(db: Kysely<unknown>): Promise<void> {
  await db.schema.createIndex('contacts_by_number').on('contacts').column('number').execute();
  await db.schema.alterTable('templates').addColumn('kind', 'text').execute();
  const names = (await db.introspection.getTables()).map(({ name }) => name);
  if (names.includes('carrying') && !names.includes('earlier_orders')) return;
  await addChains(db);
}

/** Adds to lean tables what that needs. */
export async function addChains({ schema }: Kysely<unknown>): Promise<void> {
  await schema.alterTable('orders').addColumn('fallback', 'text').execute();
  await schema.alterTable('orders').addColumn('chain', 'bigint').execute();
  await schema.alterTable('orders').addColumn('follows', 'bigint').execute();
  await schema.alterTable('orders').addColumn('price', 'bigint').execute();
  for (const column of ['chain', 'follows']) {
    await schema
      .createIndex(`orders_by_${column}`)
      .on('orders')
      .columns([column, 'number'])
      .where(column as never, 'is not', null)
      .execute();
  }
}
