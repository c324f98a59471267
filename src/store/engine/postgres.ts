import { Socket } from 'node:net';
import {
  CompiledQuery,
  type ConnectionProvider,
  type DatabaseConnection,
  type Dialect,
  DummyDriver,
  type Kysely,
  PostgresDialect,
  PostgresDriver,
  type PostgresPool,
  PostgresQueryCompiler,
  Transaction,
  type TransactionSettings,
} from 'kysely';
import pg from 'pg';
import type { Schema } from '../tables/schema.ts';
import { StoreRefused } from './refused.ts';
import type { Ask } from './statements.ts';

/** The PostgreSQL server that DATABASE_URL names does not let us in; the message holds no password. */
export class StoreUnreachable extends StoreRefused {
  override name = 'StoreUnreachable';
  /** SQLSTATE or the system's code, such as 28P01 or ECONNREFUSED. */
  readonly code: string;
  constructor(url: string, cause: unknown) {
    const { code = '', message, syscall } = cause as NodeJS.ErrnoException;
    const advice = adviceFor(code, syscall);
    super(`DATABASE_URL=${withoutPassword(url)} cannot be opened: ${message || code}. ${advice}`);
    this.code = code;
  }
}

/** The address as it may be shown and logged. */
export function withoutPassword(url: string): string {
  if (!URL.canParse(url)) return 'postgres://…';
  const shown = new URL(url);
  // A password with a / or # that was not escaped goes on in the path and behind it.
  if (shown.hash || shown.pathname.includes('@')) return 'postgres://…';
  if (shown.password) shown.password = '***';
  if (shown.searchParams.has('password')) shown.searchParams.set('password', '***');
  return shown.href;
}

function adviceFor(code: string, syscall: string | undefined): string {
  if (syscall === 'open') return 'Check the file that sslrootcert, sslcert or sslkey names.';
  // PostgreSQL, Appendix A: class 28 is invalid authorization, 3D000 is invalid_catalog_name.
  if (code.startsWith('28')) return 'Check the user and the password in it.';
  if (code === '3D000') return 'Create that database first (createdb).';
  // OpenSSL's reasons and Node's own, as node:tls gives them.
  if (/CERT|SIGNED|SIGNATURE|TLS/.test(code)) {
    return 'Its certificate is not trusted: add sslrootcert=FILE (PEM of its authority) to the address.';
  }
  if (code === '42501') return 'Let this user create tables: grant create on schema public.';
  return 'Check the host and the port, and that PostgreSQL is running there.';
}

/** Connections of one instance for all that has none of its own; senders and listeners write at the same time. */
export const CONNECTIONS = 10;
const CONNECT_MS = 5_000;
/** A server that has said nothing for so long is gone; what was asked of it fails. */
const SILENT_MS = 20_000;
/** A process that froze inside a transaction must not keep its locks from the others for longer (ms). */
const IDLE_IN_TRANSACTION_MS = 5_000;

/** serialization_failure and deadlock_detected: the transaction did nothing, and may be run again. */
const LOST_RACES = ['40001', '40P01'];

/** Whether another transaction stood in the way of one that would succeed if it were run again. */
export const lostRace = (error: unknown): boolean =>
  LOST_RACES.includes((error as { code?: string } | null)?.code ?? '');

const INT8 = 20;
const NUMERIC = 1700;

/** int8 and sums of it become numbers, as from SQLite; one above 2^53 throws rather than be another number. */
function wholeNumber(text: string): number {
  const value = Number(text);
  if (!Number.isSafeInteger(value)) throw new RangeError(`not a whole number below 2^53: ${text}`);
  return value;
}

const types: pg.CustomTypesConfig = {
  getTypeParser(type: number, format?: string) {
    if (type === INT8 || type === NUMERIC) return wholeNumber as never;
    return pg.types.getTypeParser(type, format as 'text');
  },
};

/** How to connect; `silentMs` null: for statements that take as long as they take. */
export function connectionOptions(url: string, silentMs: number | null = SILENT_MS): pg.ClientConfig {
  return {
    connectionString: url,
    application_name: 'smpp-chatops',
    connectionTimeoutMillis: CONNECT_MS,
    keepAlive: true,
    types,
    stream() {
      const socket = new Socket();
      if (silentMs !== null) {
        socket.setTimeout(silentMs, () => socket.destroy(new Error('PostgreSQL does not answer')));
      }
      return socket;
    },
  };
}

/** Connections of one instance for reads of many; those who read more wait, and nobody who writes. */
export const READ_CONNECTIONS = 2;

/** What a transaction is begun with; the limit goes with it, since a pooler hands a session on. */
const begin = (mode: string) =>
  CompiledQuery.raw(
    `begin isolation level ${mode}; set local idle_in_transaction_session_timeout = ${IDLE_IN_TRANSACTION_MS}`,
  );

/**
 * READ COMMITTED whatever the server's default: a statement that waited for a lock sees what the one before it
 * committed.
 */
const WRITES = { connections: CONNECTIONS, begin: begin('read committed') };
/**
 * What it does often is planned once a connection, perhaps while tables are small: a plan that reads one through, as is best
 * then, would stay when it has grown. So each row is looked for by its index from the first.
 */
const OFTEN = CompiledQuery.raw(
  `${WRITES.begin.sql}; ${['seqscan', 'hashjoin', 'mergejoin'].map((way) => `set local enable_${way} = off`).join('; ')}`,
);
/** By this the driver is told that a transaction is one of those. */
export const OFTEN_MODE = 'read write';
/** All that is read is of one moment. */
const READS = { connections: READ_CONNECTIONS, begin: begin('repeatable read, read only') };

/** Names of the statements that are prepared. */
const names = new Map<string, string>();

/** See Ask. */
export const askOver =
  (db: Kysely<Schema>): Ask =>
  async <Row>(sql: string, ...values: readonly (string | number)[]) => {
    if (!names.has(sql)) names.set(sql, `asked ${names.size}`);
    return (await db.executeQuery<Row>(CompiledQuery.raw(sql, [...values]))).rows;
  };

/** Functions that are called so only lock: outside a transaction that is over at once. */
const ONLY_READS = /^\s*select\b/;

/** A transaction that was asked for. */
interface Begin {
  readonly begun: Promise<unknown>;
  state: 'asked' | 'begun' | 'failed';
  /** How many statements wait until it has begun. */
  waiting: number;
}

/**
 * The first statement of a transaction goes right behind its beginning, if it only reads; nothing is written before that
 * is answered: where it fails, as when it is cancelled, what is written would stay.
 */
class Client extends pg.Client {
  #begin: Begin | null = null;

  // It has many forms; this is the one by which the query builder asks.
  override query(...given: unknown[]): never {
    const [text, values] = given;
    const name = typeof text === 'string' ? names.get(text) : undefined;
    const query = super.query as (...given: unknown[]) => Promise<unknown>;
    const send = () =>
      name === undefined ? query.apply(this, given) : query.call(this, { name, text, values });
    return this.#inTurn(String(text), send) as never;
  }

  #inTurn(text: string, send: () => Promise<unknown>): Promise<unknown> {
    if (text.startsWith('begin')) return this.#beginBy(send);
    const begin = this.#begin;
    if (!begin) return send();
    if (text === 'commit' || text === 'rollback') this.#begin = null;
    if (begin.waiting === 0) {
      if (begin.state === 'begun') return send();
      if (begin.state === 'asked' && ONLY_READS.test(text)) {
        // What fails since that has failed tells why.
        return send().catch((error) =>
          begin.begun.then(() => {
            throw error;
          }),
        );
      }
    }
    begin.waiting += 1;
    const over = text === 'rollback' ? begin.begun.catch(() => {}) : begin.begun;
    return over.then(() => {
      begin.waiting -= 1;
      return send();
    });
  }

  #beginBy(send: () => Promise<unknown>): Promise<unknown> {
    const begin: Begin = { begun: send(), state: 'asked', waiting: 0 };
    const end = (state: Begin['state']) => () => {
      begin.state = state;
    };
    begin.begun.then(end('begun'), end('failed'));
    this.#begin = begin;
    return begin.begun;
  }
}

class Driver extends PostgresDriver {
  readonly #begin: CompiledQuery;

  constructor(config: { pool: PostgresPool }, begin: CompiledQuery) {
    super(config);
    this.#begin = begin;
  }

  /** It is not waited for: where it fails what comes behind it does. */
  override async beginTransaction(
    connection: DatabaseConnection,
    { accessMode }: TransactionSettings,
  ): Promise<void> {
    connection.executeQuery(accessMode === OFTEN_MODE ? OFTEN : this.#begin).catch(() => {});
  }
}

/** PostgreSQL's text takes any character but U+0000, which SQLite keeps; JSON writes it as an escape. */
class QueryCompiler extends PostgresQueryCompiler {
  protected override addParameter(parameter: unknown): void {
    super.addParameter(typeof parameter === 'string' ? parameter.replaceAll('\0', '\ufffd') : parameter);
  }
}

/**
 * Has a work's statements go one right behind the other as they are asked; the query builder lets one at a time be asked. They
 * are answered in that order, and once one has failed the others do: why, the last failure told of says. None is asked once the work is
 * over: it would come behind the transaction, and stay whatever becomes of that.
 */
export function pipelinedBy(dialect: Dialect) {
  // By these a transaction makes none of its own.
  const props = { config: { dialect }, dialect, driver: new DummyDriver() };
  return async <T>(
    trx: Transaction<Schema>,
    work: (pipelined: Transaction<Schema>) => Promise<T>,
    onFailure: (error: unknown) => void,
  ): Promise<T> => {
    const executor = trx.getExecutor();
    const own = await executor.provideConnection(async (connection) => connection);
    let asked = 0;
    let failed = Number.POSITIVE_INFINITY;
    const connection: DatabaseConnection = {
      executeQuery(query) {
        const nth = asked;
        asked += 1;
        return own.executeQuery<never>(query).catch((error) => {
          // What was asked later may be heard of before.
          if (nth < failed) onFailure(error);
          failed = Math.min(failed, nth);
          throw error;
        });
      },
      streamQuery: (query, chunkSize) => own.streamQuery(query, chunkSize),
    };
    let isOver = false;
    const provider: ConnectionProvider = {
      provideConnection: (consumer) =>
        isOver ? Promise.reject(new Error('the transaction is over')) : consumer(connection),
    };
    const pipelined = new Transaction<Schema>({
      ...props,
      executor: executor.withConnectionProvider(provider),
    });
    return work(pipelined).finally(() => {
      isOver = true;
    });
  };
}

/** A Kysely dialect over node-postgres, by so many connections. */
export const postgresDialect = (options: pg.ClientConfig, connections = WRITES.connections): Dialect =>
  dialectOf(options, { ...WRITES, connections });

/** The same for transactions that only read, on connections of their own, made at the first. */
export const postgresReadDialect = (options: pg.ClientConfig): Dialect => dialectOf(options, READS);

function dialectOf(options: pg.ClientConfig, { connections, begin }: typeof WRITES): Dialect {
  // What does not wait for an answer is sent without one.
  const pool = new pg.Pool({ ...options, max: connections, Client, pipeline: true });
  // One that breaks while nobody uses it is replaced when one is needed; one that breaks between two statements of a
  // transaction fails the next. Neither may end the program, as an error event without a listener does.
  pool.on('error', () => {});
  pool.on('connect', (client) => client.on('error', () => {}));
  const config = { pool: pool as unknown as PostgresPool };
  const dialect = new PostgresDialect(config);
  return {
    createAdapter: () => dialect.createAdapter(),
    createDriver: () => new Driver(config, begin),
    createIntrospector: (kysely) => dialect.createIntrospector(kysely),
    createQueryCompiler: () => new QueryCompiler(),
  };
}
