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
