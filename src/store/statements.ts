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
