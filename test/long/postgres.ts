import pg from 'pg';
import { startPostgres } from '../support/embedded-postgres.ts';

export interface Postgres {
  /** Where it keeps what it stores. */
  readonly data: string;
  /** DATABASE_URL of a new, empty database. */
  newUrl(): Promise<string>;
  stop(): Promise<void>;
}

/** Makes an empty database on a server, by its address without one. Returns its DATABASE_URL. */
export async function newDatabase(address: string, name: string): Promise<string> {
  const client = new pg.Client({ connectionString: `${address}/postgres` });
  await client.connect();
  await client.query(`create database ${name}`).finally(() => client.end());
  return `${address}/${name}`;
}

/** A real PostgreSQL that syncs every commit to disk, as it would in earnest. */
export async function syncedPostgres(): Promise<Postgres> {
  const { address, data, remove } = await startPostgres({
    password: 'secret',
    settings: { max_connections: 200 },
  });
  let databases = 0;
  return {
    data,
    newUrl() {
      databases += 1;
      return newDatabase(address, `bot${databases}`);
    },
    stop: remove,
  };
}
