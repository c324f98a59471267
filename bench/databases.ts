import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import pg from 'pg';
import { openStore, type StoreKind } from '../src/store/database.ts';
import { syncedPostgres } from '../test/long/postgres.ts';

/** A store of its own for a scenario, with its tables; the bot that uses it has stopped whenever this is asked. */
export interface Database {
  readonly kind: StoreKind;
  readonly url: string;
  /** Runs statements in one transaction of a connection that does not wait for the disk and checks no references. */
  run(...statements: readonly string[]): Promise<void>;
  /** Has the server do now what it does by itself in time: statistics, and the map of what all can see. */
  settle(): Promise<void>;
  /** What it takes on disk, its log not counted. */
  bytes(): Promise<number>;
  /** Removes it, when it is one to remove by itself. */
  drop(): Promise<void>;
}

export interface Databases {
  create(): Promise<Database>;
  close(): Promise<void>;
}

export async function databasesOf(kind: StoreKind): Promise<Databases> {
  return kind === 'sqlite' ? sqliteFiles() : postgresServer();
}

async function withTables(url: string): Promise<void> {
  const store = await openStore(url);
  await store.close();
}

async function sqliteFiles(): Promise<Databases> {
  const folder = mkdtempSync(join(tmpdir(), 'bench-'));
  let made = 0;
  return {
    async create() {
      made += 1;
      const path = join(folder, `bot${made}.db`);
      const url = `file:${path}`;
      await withTables(url);
      return {
        kind: 'sqlite',
        url,
        async run(...statements) {
          const db = new DatabaseSync(path, { enableForeignKeyConstraints: false });
          db.exec('pragma synchronous = off; pragma cache_size = -1000000');
          db.exec(['begin', ...statements, 'commit'].join(';\n'));
          db.close();
        },
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
  return {
    async create() {
      const url = await server.newUrl();
      await withTables(url);
      async function client<T>(work: (client: pg.Client) => Promise<T>, connectionString = url): Promise<T> {
        const connection = new pg.Client({ connectionString });
        await connection.connect();
        return work(connection).finally(() => connection.end());
      }
      return {
        kind: 'postgres',
        url,
        run: (...statements) =>
          client(async (db) => {
            await db.query('set synchronous_commit = off; set session_replication_role = replica');
            await db.query(['begin', ...statements, 'commit'].join(';\n'));
          }),
        settle: () => client(async (db) => void (await db.query('vacuum analyze'))),
        bytes: () =>
          client(async (db) => {
            const { rows } = await db.query('select pg_database_size(current_database()) as bytes');
            return Number(rows[0].bytes);
          }),
        drop: () =>
          client(
            async (db) =>
              void (await db.query(`drop database ${new URL(url).pathname.slice(1)} with (force)`)),
            Object.assign(new URL(url), { pathname: '/postgres' }).href,
          ),
      };
    },
    close: () => server.stop(),
  };
}
