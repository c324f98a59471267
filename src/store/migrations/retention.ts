import { type Kysely, sql } from 'kysely';

/** What holds words, and the column that says how old it is. */
const AGED = [
  ['receipts', 'received_at'],
  ['orders', 'created_at'],
  ['incoming', 'received_at'],
  ['cards', 'created_at'],
] as const;

/**
 * Rows know when their words were forgotten; those that still have them are found by their age, and so is what goes
 * whole after that. Who used a store that has something in it by now is to be told before any of it goes.
 */
export async function retentionUp(db: Kysely<unknown>): Promise<void> {
  const { schema } = db;
  for (const [table, age] of AGED) {
    await schema.alterTable(table).addColumn('forgotten_at', 'bigint').execute();
    await sql`
      create index ${sql.ref(`${table}_with_words`)} on ${sql.table(table)} (${sql.ref(age)}, id)
      where forgotten_at is null
    `.execute(db);
  }
  await sql`create index orders_wordless on orders (created_at, id) where forgotten_at is not null`.execute(
    db,
  );
  await sql`create index incoming_wordless on incoming (received_at, id) where forgotten_at is not null`.execute(
    db,
  );
  await sql`
    create index receipts_wordless on receipts (received_at, id) where forgotten_at is not null and attempt_id is null
  `.execute(db);
  await schema.alterTable('files').addColumn('of', 'text').execute();
  await schema
    .createTable('retention')
    .addColumn('id', 'integer', (c) => c.primaryKey())
    .addColumn('begins_at', 'bigint')
    .execute();
  const holdsSome = AGED.map(([table]) => sql`exists (select 1 from ${sql.table(table)})`);
  await sql`insert into retention (id) select 1 where ${sql.join(holdsSome, sql` or `)}`.execute(db);
}
