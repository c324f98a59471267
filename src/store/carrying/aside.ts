import { type Kysely, sql } from 'kysely';
import { addOwnTexts } from '../migrations/bulk.ts';
import { addCampaigns } from '../migrations/campaigns.ts';
import { addCanary } from '../migrations/canary.ts';
import { addChains } from '../migrations/chains.ts';
import { EARLIER } from '../migrations/lean.ts';
import { addSchedules } from '../migrations/schedules.ts';
import { addStatistics } from '../migrations/stats.ts';
import { createLeanTables } from '../tables/lean-tables.ts';
import type { Carried, Piece } from './piece.ts';

/** Indexes by which rows of an earlier version are found; none of this version has their names. */
const NEEDED = ['messages_by_order', 'attempts_by_message', 'receipts_by_attempt', 'orphans_by_receipt'];

/** A table of an earlier version, as it is called while it is emptied. */
export const earlier = (table: (typeof EARLIER)[number]) => sql.table(`earlier_${table}`);

/** Gives the tables of before other names, and makes those of this version. */
export const setEarlierAside = ({ db, kind }: Piece): Promise<Carried> =>
  kind === 'sqlite' ? setAsideInFile(db) : setAsideOnServer(db);

/** SQLite renames no index, and writes zeros over each page of one that is dropped: each is a piece. */
async function setAsideInFile(db: Kysely<unknown>): Promise<Carried> {
  const { rows } = await sql<{ name: string }>`
    select name from sqlite_schema
    where type = 'index' and sql is not null and tbl_name in (${sql.join(EARLIER)}) and name not in (${sql.join(NEEDED)})
    order by name limit 1
  `.execute(db);
  const [index] = rows;
  if (index) {
    await db.schema.dropIndex(index.name).execute();
    return { after: index.name };
  }
  for (const table of EARLIER) await db.schema.alterTable(table).renameTo(`earlier_${table}`).execute();
  await createLeanTables(db, 'sqlite');
  await addCampaigns(db);
  await addOwnTexts(db);
  await addStatistics(db);
  await addCanary(db);
  await addChains(db);
  await addSchedules(db);
  return { after: null };
}

/** Those of this version get the names that they would have in a new store. */
async function setAsideOnServer(db: Kysely<unknown>): Promise<Carried> {
  const { rows } = await sql<{ name: string; keeps: boolean }>`
    select index.relname as name, exists (select 1 from pg_constraint where conindid = index.oid) as keeps
    from pg_index join pg_class index on index.oid = pg_index.indexrelid
    where indrelid in (${sql.join(EARLIER.map((table) => sql`${sql.lit(table)}::regclass`))})
  `.execute(db);
  for (const { name, keeps } of rows) {
    if (keeps || NEEDED.includes(name)) {
      await sql`alter index ${sql.ref(name)} rename to ${sql.ref(`earlier_${name}`)}`.execute(db);
    } else {
      await db.schema.dropIndex(name).execute();
    }
  }
  for (const table of EARLIER) await db.schema.alterTable(table).renameTo(`earlier_${table}`).execute();
  await createLeanTables(db, 'postgres');
  await addCampaigns(db);
  await addOwnTexts(db);
  await addStatistics(db);
  await addCanary(db);
  await addChains(db);
  await addSchedules(db);
  for (const table of ['attempts', 'receipts']) {
    await db.schema
      .createTable(`earlier_${table}_numbers`)
      .addColumn('id', 'text', (c) => c.primaryKey())
      .addColumn('number', 'bigint', (c) => c.notNull())
      .execute();
  }
  return { after: null };
}
