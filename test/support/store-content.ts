import { type Kysely, sql } from 'kysely';

/** A store of whatever version. */
export type AnyTables = Kysely<Record<string, Record<string, unknown>>>;

const TABLES = [
  'orders',
  'messages',
  'attempts',
  'receipts',
  'guards',
  'tallies',
  'campaigns',
  'orphans',
  'queries',
  'actions',
  'cards',
];

/** All that a store holds of what was carried over, but for the numbers of ways: PostgreSQL leaves some out. */
export async function contentOf(db: AnyTables): Promise<Record<string, unknown[]>> {
  const all: Record<string, unknown[]> = {};
  const { rows: ways } = await sql<{ id: number }>`select * from ways`.execute(db);
  for (const table of TABLES) {
    const { rows } = await sql<{ way?: number }>`select * from ${sql.table(table)}`.execute(db);
    const written = rows.map(({ way, ...row }) => {
      const { id: _, ...gone } = ways.find(({ id }) => id === way) ?? { id: 0 };
      return JSON.stringify({ ...row, way: gone });
    });
    all[table] = written.toSorted();
  }
  return all;
}
