import type { SQLInputValue } from 'node:sqlite';
import { Worker } from 'node:worker_threads';
import {
  CompiledQuery,
  type DatabaseConnection,
  type Dialect,
  type Driver,
  type QueryResult,
  SqliteAdapter,
  SqliteIntrospector,
  SqliteQueryCompiler,
} from 'kysely';
import { checked } from './sqlite.ts';

/*
 * Reads of a SQLite file on a connection of their own, in a thread, since node:sqlite keeps its own waiting for each row.
 * The thread begins with the first read and ends when there has been none for a while; one that died is followed by
 * another at the next read.
 */

/** A statement to run, in the thread. */
interface Question {
  readonly sql: string;
  readonly parameters: readonly SQLInputValue[];
}

/** What came of it: an error of SQLite's loses its code on the way between threads. */
type Answer =
  | { readonly rows: readonly unknown[] }
  | { readonly message: string; readonly code: string | undefined; readonly errcode: number | undefined };

/** The thread ended in the middle of a read. */
export class ReadCutOff extends Error {
  override name = 'ReadCutOff';
  constructor(cause: unknown) {
    super('the thread that reads the store ended in the middle of it', { cause });
  }
}

/** The thread is kept for so long after its last read (ms): it takes some MB, and 50 ms to begin. */
const IDLE_MS = 30_000;

/** The thread, for as long as it lives. Kysely asks it one thing at a time, as a connection. */
class ThreadConnection implements DatabaseConnection {
  readonly #worker: Worker;
  #waiting: PromiseWithResolvers<Answer> | null = null;
  #ended: ReadCutOff | null = null;

  constructor(path: string, onEnd: () => void) {
    this.#worker = new Worker(new URL('./read-thread.js', import.meta.url), { workerData: path });
    this.#worker.unref();
    this.#worker.on('message', (answer: Answer) => this.#waiting?.resolve(answer));
    const end = (cause: unknown) => {
      onEnd();
      this.#ended ??= new ReadCutOff(cause);
      this.#waiting?.reject(this.#ended);
    };
    this.#worker.on('error', end);
    this.#worker.on('exit', end);
  }

  async executeQuery<R>({ sql, parameters }: CompiledQuery): Promise<QueryResult<R>> {
    if (this.#ended) throw this.#ended;
    this.#waiting = Promise.withResolvers();
    // While it is waited for, the program goes on.
    this.#worker.ref();
    try {
      this.#worker.postMessage({ sql, parameters: checked(parameters) } satisfies Question);
      const answer = await this.#waiting.promise;
      if ('rows' in answer) return { rows: answer.rows as R[] };
      const { message, ...codes } = answer;
      throw Object.assign(new Error(message), codes);
    } finally {
      this.#waiting = null;
      this.#worker.unref();
    }
  }

  // biome-ignore lint/correctness/useYield: nothing is read so.
  async *streamQuery<R>(): AsyncIterableIterator<QueryResult<R>> {
    throw new Error('rows are read all at once in the thread that reads the store');
  }

  async close(): Promise<void> {
    await this.#worker.terminate();
  }
}

class ThreadDriver implements Driver {
  readonly #path: string;
  #thread: ThreadConnection | null = null;
  #idle: NodeJS.Timeout | undefined;

  constructor(path: string) {
    this.#path = path;
  }

  async init(): Promise<void> {}

  async acquireConnection(): Promise<DatabaseConnection> {
    clearTimeout(this.#idle);
    if (this.#thread) return this.#thread;
    const thread = new ThreadConnection(this.#path, () => {
      if (this.#thread === thread) this.#thread = null;
    });
    this.#thread = thread;
    return thread;
  }

  async beginTransaction(connection: DatabaseConnection): Promise<void> {
    await connection.executeQuery(CompiledQuery.raw('begin'));
  }

  async commitTransaction(connection: DatabaseConnection): Promise<void> {
    await connection.executeQuery(CompiledQuery.raw('commit'));
  }

  async rollbackTransaction(connection: DatabaseConnection): Promise<void> {
    await connection.executeQuery(CompiledQuery.raw('rollback'));
  }

  async releaseConnection(): Promise<void> {
    this.#idle = setTimeout(() => this.destroy(), IDLE_MS).unref();
  }

  async destroy(): Promise<void> {
    clearTimeout(this.#idle);
    const thread = this.#thread;
    // A read that begins meanwhile has another.
    this.#thread = null;
    await thread?.close();
  }
}

/** A Kysely dialect that reads a SQLite file, which this process has open already, in a thread. */
export const sqliteReadDialect = (path: string): Dialect => ({
  createAdapter: () => new SqliteAdapter(),
  createDriver: () => new ThreadDriver(path),
  createIntrospector: (kysely) => new SqliteIntrospector(kysely),
  createQueryCompiler: () => new SqliteQueryCompiler(),
});
