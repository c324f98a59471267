import { DatabaseSync, StatementSync } from 'node:sqlite';
import pg from 'pg';

/** What a store's driver was asked since counting began. */
export interface StatementCounts {
  /** Statements of a transaction, with its begin and commit. */
  readonly statements: number;
  /** Transactions that were committed, with the statements that changed something in one of their own. */
  readonly transactions: number;
}

const BEGIN = /^\s*(begin|start transaction)\b/i;
const END = /^\s*(commit|rollback)\b/i;
const COMMIT = /^\s*commit\b/i;
const CHANGE = /\b(insert|update|delete)\b/i;

/**
 * Counts where every way to the store comes together, in the drivers of both kinds. It costs time, so that a run that
 * is counted is not one that is timed.
 */
export function countStatements(): () => StatementCounts {
  let statements = 0;
  let transactions = 0;
  const open = new WeakSet<object>();
  function count(connection: object, sql: string): void {
    statements += 1;
    const isOwn = !open.has(connection) && CHANGE.test(sql);
    if (COMMIT.test(sql) || isOwn) transactions += 1;
    if (BEGIN.test(sql)) open.add(connection);
    else if (END.test(sql)) open.delete(connection);
  }
  countSqlite(count);
  countPostgres(count);
  return () => ({ statements, transactions });
}

type Count = (connection: object, sql: string) => void;

function countSqlite(count: Count): void {
  const connections = new WeakMap<StatementSync, DatabaseSync>();
  const { prepare } = DatabaseSync.prototype;
  DatabaseSync.prototype.prepare = function (this: DatabaseSync, ...given: Parameters<typeof prepare>) {
    const statement = prepare.apply(this, given);
    connections.set(statement, this);
    return statement;
  };
  for (const name of ['run', 'all', 'get', 'iterate'] as const) {
    const method = StatementSync.prototype[name] as (...given: unknown[]) => unknown;
    Object.assign(StatementSync.prototype, {
      [name](this: StatementSync, ...given: unknown[]) {
        const connection = connections.get(this);
        if (connection) count(connection, this.sourceSQL);
        return method.apply(this, given);
      },
    });
  }
}

function countPostgres(count: Count): void {
  const { query } = pg.Client.prototype;
  Object.assign(pg.Client.prototype, {
    query(this: pg.Client, ...given: unknown[]) {
      const [first] = given;
      count(this, typeof first === 'string' ? first : (first as { text: string }).text);
      return (query as (...given: unknown[]) => unknown).apply(this, given);
    },
  });
}
