import { type RawBuilder, type Selectable, sql } from 'kysely';
import type { Schema } from '../tables/schema.ts';
import { chunks } from './chunks.ts';
import type { Tx } from './database.ts';

/** All that a query finds for these ids, so many of them at a time. */
export async function findEach<T, R>(
  ids: readonly T[],
  find: (some: readonly T[]) => Promise<readonly R[]>,
): Promise<R[]> {
  const found: R[] = [];
  for (const some of chunks(ids)) for (const row of await find(some)) found.push(row);
  return found;
}

/**
 * All that a query finds of messages by their ids, those of one order on end by one condition: as many values as there are
 * ids would take longer to put together, and to send, than the store to find them.
 * @param column what has an id of these
 */
export function findOf<R>(
  ids: readonly number[],
  column: string,
  find: (isOne: RawBuilder<boolean>) => Promise<R[]>,
): Promise<R[]> {
  const [first = 0] = ids;
  const is = sql.ref(column);
  return ids.length > 0 && ids.every((id, at) => id === first + at)
    ? find(sql`${is} between ${first} and ${first + ids.length - 1}`)
    : findEach(ids, (some) => find(sql`${is} in (${sql.join(some)})`));
}

type Table = 'messages' | 'attempts' | 'receipts';

/** What a row becomes. */
export interface Change<T extends Table> {
  readonly id: number;
  readonly set: Partial<Selectable<Schema[T]>>;
}

/** What a row must still be. */
type Only<Row> = {
  [Column in keyof Row & string]: { readonly column: Column; readonly in: readonly Row[Column][] };
}[keyof Row & string];

/**
 * Gives each of many rows values of its own, a group in one statement: UPDATE … FROM (VALUES …). Columns that are the
 * same in all rows are written once, so rows that become alike cost their ids alone.
 * @param changes each id once; those that set the same columns share a statement
 * @param only what a row must still be for its change to happen
 * @returns the ids of the rows that were changed
 */
export async function updateEach<T extends Table>(
  tx: Tx,
  table: T,
  changes: readonly Change<T>[],
  only?: Only<Selectable<Schema[T]>>,
): Promise<Set<number>> {
  const changed = new Set<number>();
  const alike = Map.groupBy(changes, ({ set }) => Object.keys(set).join());
  for (const group of [...alike.values()].flatMap(chunks)) {
    for (const id of await update(tx, table, group, only)) changed.add(id);
  }
  return changed;
}

async function update<T extends Table>(
  tx: Tx,
  table: T,
  group: readonly Change<T>[],
  only?: Only<Selectable<Schema[T]>>,
): Promise<number[]> {
  const rows = group.map(({ id, set }) => ({ id, values: Object.entries(set) }));
  const first = rows[0]?.values ?? [];
  const differs = first.map(([, value], at) => rows.some(({ values }) => values[at]?.[1] !== value));
  const assignments = first.map(([column, value], at) =>
    differs[at]
      ? sql`${sql.ref(column)} = cast(${sql.ref(`news.${column}`)} as ${typeOf(rows.map(({ values }) => values[at]?.[1]))})`
      : sql`${sql.ref(column)} = ${value}`,
  );
  const columns = ['key', ...first.flatMap(([column], at) => (differs[at] ? column : []))];
  const values = rows.map(({ id, values }) => {
    const own = values.flatMap(([, value], at) => (differs[at] ? [value] : []));
    return sql`(${sql.join([id, ...own])})`;
  });
  const condition = only ? sql`and ${sql.ref(`${table}.${only.column}`)} in (${sql.join(only.in)})` : sql``;
  const { rows: updated } = await sql<{ id: number }>`
    with news (${sql.join(columns.map((column) => sql.ref(column)))}) as (values ${sql.join(values)})
    update ${sql.table(table)} set ${sql.join(assignments)} from news
    where ${sql.ref(`${table}.id`)} = cast(news.key as bigint) ${condition} returning id`.execute(tx.db);
  return updated.map(({ id }) => id);
}

/** PostgreSQL takes values of unknown type for text, which it assigns to no number. */
const typeOf = (values: readonly unknown[]) =>
  values.some((value) => typeof value === 'number') ? sql`bigint` : sql`text`;
