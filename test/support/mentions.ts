import { sql } from 'kysely';
import { mentionOf } from '../../src/messages/mention.ts';
import type { Reader, Store } from '../../src/store/engine/database.ts';

/** Columns that hold texts or bytes, as "table.column", by table. */
export async function textColumns({ db, kind }: Store): Promise<Map<string, string[]>> {
  const { rows } = await (kind === 'sqlite'
    ? sql<{ table: string; column: string }>`
        select t.name as "table", c.name as "column" from sqlite_schema t, pragma_table_info(t.name) c
        where t.type = 'table' and t.name not like 'sqlite_%' and lower(c.type) in ('text', 'blob', 'bytea')`
    : sql<{ table: string; column: string }>`
        select table_name as "table", column_name as "column" from information_schema.columns
        where table_schema = 'public' and data_type in ('text', 'bytea')`
  ).execute(db);
  const own = rows.filter(({ table }) => !table.startsWith('kysely'));
  const tables = Map.groupBy(own, ({ table }) => table);
  return new Map([...tables].map(([table, columns]) => [table, columns.map(({ column }) => column)]));
}

const textIn = (cell: unknown): string =>
  cell instanceof Uint8Array ? Buffer.from(cell).toString() : String(cell ?? '');

const rowsOf = async (db: Reader, table: string): Promise<Record<string, unknown>[]> =>
  (await sql<Record<string, unknown>>`select * from ${sql.table(table)}`.execute(db)).rows;

/** Where a number stands, however it is written, in text or in hex, or any of these words: "table.column", each once. */
export async function mentionsIn(store: Store, number: string, words: readonly string[]): Promise<string[]> {
  const whom = mentionOf(number);
  const found = new Set<string>();
  for (const [table, columns] of await textColumns(store)) {
    for (const row of await rowsOf(store.db, table)) {
      for (const column of columns) {
        const text = textIn(row[column]);
        const inHex = /^([0-9a-f]{2})+$/i.test(text) ? Buffer.from(text, 'hex').toString('latin1') : '';
        const has = whom.isIn(text) || whom.isIn(inHex) || words.some((word) => text.includes(word));
        if (has) found.add(`${table}.${column}`);
      }
    }
  }
  return [...found].sort();
}
