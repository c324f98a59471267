import { chmodSync, closeSync, existsSync, mkdirSync, openSync, statSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { DatabaseSync, type SQLInputValue, type StatementSync } from 'node:sqlite';
import {
  CompiledQuery,
  type DatabaseConnection,
  type Dialect,
  SqliteAdapter,
  type SqliteDatabase,
  SqliteDialect,
  SqliteDriver,
  type SqliteStatement,
} from 'kysely';
import { StoreRefused } from './refused.ts';
import { type Prepare, preparedOnce } from './statements.ts';

/** Another process has the same SQLite file open. */
export class StoreInUse extends StoreRefused {
  override name = 'StoreInUse';
  readonly path: string;
  constructor(path: string) {
    super(
      `the store ${path} is in use by another process: stop that one first, or set DATABASE_URL=file:OTHER_PATH for this one`,
    );
    this.path = path;
  }
}

/** Where `npm run move` puts a file whose content is in PostgreSQL now. */
export const movedPath = (path: string): string => `${path}.moved`;

/** The content of a SQLite file went elsewhere: an empty one in its place would know nobody, and nothing that was sent. */
class StoreMoved extends StoreRefused {
  override name = 'StoreMoved';
  constructor(path: string) {
    super(
      `the store ${path} was moved to PostgreSQL: set DATABASE_URL=postgres://… to where it went, or rename ${movedPath(path)} back to go on with the file`,
    );
  }
}

/** SQLITE_NOTADB */
const NOT_A_DATABASE = 26;

/** The file that DATABASE_URL names cannot be made, read or written by this user. */
export class StoreFileRefused extends StoreRefused {
  override name = 'StoreFileRefused';
  constructor(path: string, cause: unknown) {
    const { message, errcode } = cause as Error & { errcode?: number };
    const advice =
      errcode === NOT_A_DATABASE
        ? 'Name the file of a store, or one that is not there yet'
        : `The user who starts the bot must be able to write to the folder ${resolve(dirname(path))}`;
    super(`DATABASE_URL=file:${path} cannot be opened: ${message}. ${advice}`);
  }
}

/** SQLITE_BUSY */
const BUSY = 5;
const STATEMENTS_KEPT = 300;
/** Bytes of the write-ahead log that are there to be written over: the 1,000 pages at which it is emptied (SQLite, WAL). */
const LOG_KEPT = 4_096_000;

/** In Node's own way (`recursive`) a folder that takes none, as /proc, is asked again for ever. */
function makeFolder(path: string): void {
  if (existsSync(path)) return;
  makeFolder(dirname(path));
  mkdirSync(path, { mode: 0o700 });
}

/**
 * Customers' numbers and words stand in the file: nobody but its user may read it, whatever the umask; SQLite makes
 * its -wal and -shm with the same mode, but takes those that a killed process has left as they are. What is there is
 * not opened for it: closing it would let go of the locks that this process holds on it.
 */
function keepPrivate(path: string): void {
  if (!existsSync(path)) closeSync(openSync(path, 'a', 0o600));
  for (const end of ['', '-wal', '-shm']) {
    const there = statSync(path + end, { throwIfNoEntry: false });
    if (there?.isFile() && there.uid === process.getuid?.()) chmodSync(path + end, 0o600);
  }
}

/**
 * Holds `path`.lock for as long as the process lives: an open exclusive transaction on a second, empty database, so
 * the operating system lets go of it at a kill -9 too, and the store itself stays readable for backups.
 */
function lock(path: string): DatabaseSync {
  keepPrivate(`${path}.lock`);
  const guard = new DatabaseSync(`${path}.lock`);
  try {
    guard.exec('begin exclusive');
  } catch (error) {
    guard.close();
    if ((error as { errcode?: number }).errcode === BUSY) throw new StoreInUse(path);
    throw error;
  }
  return guard;
}

/**
 * node:sqlite takes an object as the first value for named parameters and shifts all others without an error, so
 * only plain values get through.
 */
export function checked(parameters: readonly unknown[]): SQLInputValue[] {
  return parameters.map((value) => {
    if (value === null || typeof value === 'string' || typeof value === 'bigint') return value;
    if (value instanceof Uint8Array) return value;
    // A whole number beyond 2^53 is written and can never be read again.
    if (typeof value === 'number' && (Number.isSafeInteger(value) || !Number.isInteger(value))) return value;
    throw new TypeError(`not a value for SQL: ${typeof value === 'number' ? value : typeof value}`);
  });
}

function statement(prepared: StatementSync): SqliteStatement {
  return {
    reader: prepared.columns().length > 0,
    all: (parameters) => prepared.all(...checked(parameters)),
    run: (parameters) => prepared.run(...checked(parameters)),
    iterate: (parameters) => prepared.iterate(...checked(parameters)) as IterableIterator<unknown>,
  };
}

/** A transaction that reads first and writes later must own the write lock from its start. */
class ImmediateDriver extends SqliteDriver {
  readonly #isOpen: () => boolean;

  constructor(database: SqliteDatabase, isOpen: () => boolean) {
    super({ database });
    this.#isOpen = isOpen;
  }

  override async beginTransaction(connection: DatabaseConnection): Promise<void> {
    await connection.executeQuery(CompiledQuery.raw('begin immediate'));
  }

  /** A full disk, among others, has SQLite roll back by itself; a second time would hide that under its own error. */
  override async rollbackTransaction(connection: DatabaseConnection): Promise<void> {
    if (this.#isOpen()) await super.rollbackTransaction(connection);
  }
}

/** SQLite takes CREATE TABLE back as well: a kill in the middle of a migration must not leave half of its tables. */
class TransactionalAdapter extends SqliteAdapter {
  override get supportsTransactionalDdl(): boolean {
    return true;
  }
}

/** A connection on which every commit is on disk before it returns. */
function connect(path: string): DatabaseSync {
  const db = new DatabaseSync(path);
  // Waiting for a lock stops the whole process; nobody but a person with a tool of their own takes one.
  db.exec(
    'pragma journal_mode = wal; pragma synchronous = full; pragma foreign_keys = on; pragma busy_timeout = 250',
  );
  // What was wiped is not to be found in the file either; "fast" leaves it where a page was split.
  db.exec('pragma secure_delete = on');
  // Nor in what a bulk left at the end of the log, which is written over from its beginning on.
  db.exec(`pragma journal_size_limit = ${LOG_KEPT}`);
  return db;
}

/** Throws StoreInUse and StoreFileRefused. */
function openFile(path: string): { db: DatabaseSync; guard: DatabaseSync | null } {
  let guard: DatabaseSync | null = null;
  try {
    if (path !== ':memory:') {
      makeFolder(dirname(resolve(path)));
      guard = lock(path);
      keepPrivate(path);
    }
    return { db: connect(path), guard };
  } catch (error) {
    guard?.close();
    throw error instanceof StoreInUse ? error : new StoreFileRefused(path, error);
  }
}

/** A connection as it is asked by Kysely, and past it where that would take longer than the store. */
export interface SqliteConnection {
  readonly dialect: Dialect;
  readonly prepare: Prepare;
  isInTransaction(): boolean;
}

/** A connection over node:sqlite: WAL, every commit on disk before it returns. Throws StoreInUse, StoreMoved, StoreFileRefused. */
export function sqliteConnection(path: string): SqliteConnection {
  if (!existsSync(path) && existsSync(movedPath(path))) throw new StoreMoved(path);
  const { db, guard } = openFile(path);
  return connectionOver(db, () => guard?.close());
}

/** How long a process waits for its turn to write beside the one that has the file open (ms). */
const TURN_MS = 30_000;

/** The same for a file that another process has open, for a short write. */
export function sqliteConnectionBeside(path: string): SqliteConnection {
  const db = connect(path);
  db.exec(`pragma busy_timeout = ${TURN_MS}`);
  return connectionOver(db, () => {});
}

const connectionOver = (db: DatabaseSync, onClose: () => void): SqliteConnection => ({
  dialect: dialectOf(db, onClose),
  prepare: preparedOnce((sql) => db.prepare(sql), STATEMENTS_KEPT),
  isInTransaction: () => db.isTransaction,
});

/** What a connection for work on whole tables may keep of them in memory (KiB). */
const CACHE = 65_536;

/**
 * The same for a file that this process has open already: a connection for work on whole tables, which takes rows away before
 * those that refer to them, or after.
 */
export function sqliteDialectBeside(path: string): Dialect {
  const db = connect(path);
  db.exec(`pragma foreign_keys = off; pragma cache_size = -${CACHE}`);
  return dialectOf(db, () => {});
}

function dialectOf(db: DatabaseSync, onClose: () => void): Dialect {
  const database: SqliteDatabase = {
    close() {
      db.close();
      onClose();
    },
    prepare: preparedOnce((sql) => statement(db.prepare(sql)), STATEMENTS_KEPT),
  };
  const dialect = new SqliteDialect({ database });
  return {
    createAdapter: () => new TransactionalAdapter(),
    createDriver: () => new ImmediateDriver(database, () => db.isTransaction),
    createIntrospector: (kysely) => dialect.createIntrospector(kysely),
    createQueryCompiler: () => dialect.createQueryCompiler(),
  };
}
