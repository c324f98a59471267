import { type Kysely, SqliteAdapter, sql } from 'kysely';

/**
 * Attempts are found by their ids whatever their case and leading zeros, which a receipt may write in another way, and what
 * is known of a receipt whose message is not, by the receipt. No row is written anew.
 */
export async function receiptIdsUp(db: Kysely<unknown>): Promise<void> {
  await db.schema.dropIndex('attempts_by_provider_id').execute();
  await sql`
    create index attempts_by_provider_id on attempts (lower(ltrim(provider_id, '0')), account)
  `.execute(db);
  await db.schema.createIndex('orphans_by_receipt').on('orphans').column('receipt_id').execute();
  // PostgreSQL knows nothing of what an expression yields until the table is analysed, and would read all of a large one.
  if (!(db.getExecutor().adapter instanceof SqliteAdapter)) await sql`analyze attempts`.execute(db);
}
