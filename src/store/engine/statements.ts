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

/** Rows as one value, numbered by n where they are not by themselves. What PostgreSQL's text cannot hold is shown as what cannot be read. */
export const rowsOf = (rows: readonly object[]): string =>
  JSON.stringify(
    rows.map((row, n) => ({ n, ...row })),
    (_, value) => (typeof value === 'string' ? value.toWellFormed().replaceAll('\0', '\ufffd') : value),
  );

/**
 * Such a value as a table. However many rows there are, PostgreSQL takes them for one, which the condition is for: one plan is
 * as good as another. What is joined with them is named by `any(array(…))` as well, or looked for by itself (`offset 0`): else
 * a table that has but a row yet would be read through for all of them together, and so for ever.
 */
export const rowsIn = (value: string, columns: string): string =>
  `(select * from json_to_recordset(${value}::json) as rows (n int, ${columns}) where n - n = 0)`;

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
