import { type Kysely, SqliteAdapter, sql } from 'kysely';
import { createLeanTables, LATE_INDEXES } from '../tables/lean-tables.ts';

/** Tables that give way to others, each before those that it refers to. */
export const EARLIER = [
  'orphans',
  'queries',
  'receipts',
  'attempts',
  'messages',
  'orders',
  'actions',
] as const;

/**
 * What each message had rows of gets tables of numbers in place of words. Rows that are there already are carried over
 * after the migration, in pieces: see carrying.ts. Until then nobody but that may use the store.
 */
export async function leanUp(db: Kysely<unknown>): Promise<void> {
  if (await isFilled(db)) {
    await db.schema
      .createTable('carrying')
      .addColumn('stage', 'text', (c) => c.notNull())
      .addColumn('after', 'text', (c) => c.notNull())
      .addColumn('carried', 'bigint', (c) => c.notNull())
      .addColumn('total', 'bigint', (c) => c.notNull())
      .execute();
    await sql`insert into carrying (stage, after, carried, total) values ('', '', 0, 0)`.execute(db);
    return;
  }
  for (const table of EARLIER) await db.schema.dropTable(table).execute();
  await createLeanTables(db, db.getExecutor().adapter instanceof SqliteAdapter ? 'sqlite' : 'postgres');
  for (const index of LATE_INDEXES) await index.execute(db);
}

async function isFilled(db: Kysely<unknown>): Promise<boolean> {
  for (const table of EARLIER) {
    const { rows } = await sql`select 1 from ${sql.table(table)} limit 1`.execute(db);
    if (rows.length > 0) return true;
  }
  return false;
}
