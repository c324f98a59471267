/** Rows a statement: SQLite binds 32,766 values at most. */
const ROWS = 500;

/** Cuts rows, or ids, into as many as one statement takes. */
export function chunks<T>(rows: readonly T[]): T[][] {
  return Array.from({ length: Math.ceil(rows.length / ROWS) }, (_, index) =>
    rows.slice(index * ROWS, (index + 1) * ROWS),
  );
}
