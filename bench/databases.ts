import { copyFileSync, mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import pg from 'pg';
import type { StoreKind } from '../src/store/engine/database.ts';
import { openStore } from '../src/store/engine/open.ts';
import { syncedPostgres } from '../test/long/postgres.ts';
import { cpuUsOfTree } from './process-cpu.ts';

/** A store of its own for a scenario, with its tables; the bot that uses it has stopped whenever this is asked. */
export interface Database {
  readonly kind: StoreKind;
  readonly url: string;
  /** Runs statements in one transaction of a connection that does not wait for the disk and checks no references. */
  run(...statements: readonly string[]): Promise<void>;
  /** The rows of a query. */
  read(query: string): Promise<Readonly<Record<string, unknown>>[]>;
  /** CPU that the server has used so far, µs; null where there is none, or where nobody tells. */
  serverCpuUs(): number | null;
  /** Has the server do now what it does by itself in time: statistics, and the map of what all can see. */
  settle(): Promise<void>;
  /** What it takes on disk, its log not counted. */
  bytes(): Promise<number>;
  /** Removes it, when it is one to remove by itself. */
  drop(): Promise<void>;
}

export interface Databases {
  readonly kind: StoreKind;
  create(): Promise<Database>;
  close(): Promise<void>;
}

/** Does something with a database that is there for that alone. */
export async function onNew<T>(databases: Databases, work: (database: Database) => Promise<T>): Promise<T> {
  const database = await databases.create();
  return work(database).finally(() => database.drop());
}

export async function databasesOf(kind: StoreKind): Promise<Databases> {
  return kind === 'sqlite' ? sqliteFiles() : postgresServer();
}

/** Brings the tables of one up to date, of which the others are copies. */
async function withTables(url: string): Promise<string> {
  const store = await openStore(url);
  await store.close();
  return url;
}

async function sqliteFiles(): Promise<Databases> {
  const folder = mkdtempSync(join(tmpdir(), 'bench-'));
  const model = join(folder, 'model.db');
  await withTables(`file:${model}`);
  let made = 0;
  return {
    kind: 'sqlite',
    async create() {
      made += 1;
      const path = join(folder, `bot${made}.db`);
      const url = `file:${path}`;
      copyFileSync(model, path);
      return {
        kind: 'sqlite',
        url,
        async run(...statements) {
          const db = new DatabaseSync(path, { enableForeignKeyConstraints: false });
          db.exec('pragma synchronous = off; pragma cache_size = -1000000');
          db.exec(['begin', ...statements, 'commit'].join(';\n'));
          db.close();
        },
        async read(query) {
          const db = new DatabaseSync(path, { readOnly: true });
          const rows = db.prepare(query).all();
          db.close();
          return rows;
        },
        serverCpuUs: () => null,
        // The bot has none gathered either.
        settle: async () => {},
        bytes: async () => statSync(path).size,
        async drop() {
          for (const end of ['', '-wal', '-shm', '.lock']) rmSync(path + end, { force: true });
        },
      };
    },
    close: async () => rmSync(folder, { recursive: true, force: true }),
  };
}

async function postgresServer(): Promise<Databases> {
  const server = await syncedPostgres();
  const model = await withTables(await server.newUrl());
  const nameOf = (url: string): string => new URL(url).pathname.slice(1);
  const at = (name: string): string => Object.assign(new URL(model), { pathname: `/${name}` }).href;
  const pid = Number(readFileSync(join(server.data, 'postmaster.pid'), 'utf8').split('\n')[0]);
  async function asking<T>(url: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
    const connection = new pg.Client({ connectionString: url });
    await connection.connect();
    return work(connection).finally(() => connection.end());
  }
  const administer = (statement: string): Promise<void> =>
    asking(at('postgres'), async (db) => void (await db.query(statement)));
  let made = 0;
  return {
    kind: 'postgres',
    async create() {
      made += 1;
      const name = `bench${made}`;
      await administer(`create database ${name} template ${nameOf(model)}`);
      const url = at(name);
      const client = <T>(work: (client: pg.Client) => Promise<T>): Promise<T> => asking(url, work);
      return {
        kind: 'postgres',
        url,
        run: (...statements) =>
          client(async (db) => {
            await db.query('set synchronous_commit = off; set session_replication_role = replica');
            await db.query(['begin', ...statements, 'commit'].join(';\n'));
          }),
        read: (query) => client(async (db) => (await db.query(query)).rows),
        serverCpuUs: () => cpuUsOfTree(pid),
        settle: () => client(async (db) => void (await db.query('vacuum analyze'))),
        bytes: () =>
          client(async (db) => {
            const { rows } = await db.query('select pg_database_size(current_database()) as bytes');
            return Number(rows[0].bytes);
          }),
        drop: () => administer(`drop database ${name} with (force)`),
      };
    },
    close: () => server.stop(),
  };
}
