import { sql } from 'kysely';
import { EARLIER } from '../migrations/lean.ts';
import { LATE_INDEXES } from '../tables/lean-tables.ts';
import type { Carried, Piece } from './piece.ts';

/** Each is made in one go, out of rows that are all there. */
export async function makeIndexes({ db, after }: Piece): Promise<Carried> {
  const made = Number(after);
  await LATE_INDEXES[made]?.execute(db);
  return { after: made + 1 < LATE_INDEXES.length ? String(made + 1) : null };
}

/** Columns whose numbers were given out here: the store goes on behind them. */
const GROWING = [
  ['orders', 'number'],
  ['attempts', 'id'],
  ['receipts', 'id'],
] as const;

/** Nothing of before is left. */
export async function dropEarlier({ db, kind }: Piece): Promise<Carried> {
  for (const table of EARLIER) await db.schema.dropTable(`earlier_${table}`).execute();
  await db.schema.dropTable('carrying').execute();
  if (kind === 'sqlite') return { after: null };
  for (const table of ['attempts', 'receipts']) {
    await db.schema.dropTable(`earlier_${table}_numbers`).execute();
  }
  for (const [table, column] of GROWING) {
    await sql`
      select setval(pg_get_serial_sequence(${table}, ${column}), max(${sql.ref(column)}))
      from ${sql.table(table)} having max(${sql.ref(column)}) is not null
    `.execute(db);
  }
  // Nothing is known yet of what the tables hold: PostgreSQL would read all of a large one.
  for (const table of ['orders', 'messages', 'attempts', 'receipts']) {
    await sql`analyze ${sql.table(table)}`.execute(db);
  }
  return { after: null };
}
