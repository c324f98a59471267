import type { SQLInputValue } from 'node:sqlite';

/** A statement of SQLite. Its values are whole numbers below 2^53, strings or null: whoever gives others is refused, or misread. */
export interface Prepared {
  get(...values: readonly SQLInputValue[]): unknown;
  all(...values: readonly SQLInputValue[]): unknown[];
  run(...values: readonly SQLInputValue[]): {
    readonly changes: number | bigint;
    readonly lastInsertRowid: number | bigint;
  };
}

/**
 * Asks PostgreSQL by a statement that each connection prepares at its first use: how it goes about it must not depend on its
 * values. A group goes as one value: see {@link rowsOf}.
 */
export type Ask = <Row>(sql: string, ...values: readonly (string | number)[]) => Promise<Row[]>;

/**
 * Rows as json_to_recordset takes them. PostgreSQL takes it for a hundred rows, however many there are, so that one plan is
 * as good as another and is made once. What its text cannot hold is shown as what cannot be read.
 */
export const rowsOf = (rows: readonly object[]): string =>
  JSON.stringify(rows, (_, value) =>
    typeof value === 'string' ? value.toWellFormed().replaceAll('\0', '\ufffd') : value,
  );

/** Statements of a connection to SQLite, each prepared at its first use. */
export type Prepare = (sql: string) => Prepared;

/**
 * Statements of a connection, each prepared at its first use.
 * @param kept with more of them all are prepared anew
 */
export function preparedOnce<Statement>(
  prepare: (sql: string) => Statement,
  kept: number,
): (sql: string) => Statement {
  const prepared = new Map<string, Statement>();
  return (sql) => {
    const known = prepared.get(sql);
    if (known) return known;
    const fresh = prepare(sql);
    if (prepared.size >= kept) prepared.clear();
    prepared.set(sql, fresh);
    return fresh;
  };
}
