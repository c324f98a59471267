import { LeaseLost } from './leases.ts';
import { lostRace } from './postgres.ts';
import { ReadCutOff } from './sqlite-reads.ts';

/**
 * SQLite's primary result codes (SQLite: Result and Error Codes) that speak of the disk or the machine: SQLITE_BUSY,
 * LOCKED, NOMEM, READONLY, IOERR, FULL, CANTOPEN, PROTOCOL. Extended ones have these in their low octet.
 */
const SQLITE: ReadonlySet<number> = new Set([5, 6, 7, 8, 10, 13, 14, 15]);

/**
 * SQLSTATE (PostgreSQL, Appendix A): 08 connection, 25006 read-only (a standby), 26000 and 42P05 a session that a pooler
 * hands on with other statements prepared than are asked for, 53 no room, 57 shut down or cancelled, 58 system error.
 */
const SQLSTATE = /^(08|25006|26000|42P05|53|57|58)/;

/** node-postgres words these itself and gives them no code; the last is our own. */
const DISCONNECTED =
  /^(Connection terminated|timeout exceeded when trying to connect|Client (has encountered a connection error|was closed)|PostgreSQL does not answer)/;

/**
 * Whether the store could not do as asked, for now: it is full, locked, restarting or not to be reached. What was
 * asked says nothing against itself then, and may succeed when it is asked again.
 */
export function isStoreFailure(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  const { code, errcode, syscall } = error as NodeJS.ErrnoException & { errcode?: number };
  if (code === 'ERR_SQLITE_ERROR') return SQLITE.has((errcode ?? 0) & 0xff);
  if (error instanceof ReadCutOff) return true;
  if (error instanceof AggregateError) return error.errors.some(isStoreFailure);
  return (
    lostRace(error) || SQLSTATE.test(code ?? '') || syscall !== undefined || DISCONNECTED.test(error.message)
  );
}

/**
 * How a loop logs what it met before it tries again: that the store is away, or that a lease is lost, is said once, by
 * who watches it (watched-store.ts, hold-leases.ts), however many loops meet it however often. Nobody watches the reads.
 */
export const levelOf = (error: unknown): 'debug' | 'error' =>
  (isStoreFailure(error) && !(error instanceof ReadCutOff)) || error instanceof LeaseLost ? 'debug' : 'error';
