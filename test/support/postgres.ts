import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import type { TestProject } from 'vitest/node';
import { openStore } from '../../src/store/engine/open.ts';
import { type PostgresServer, startPostgres } from './embedded-postgres.ts';
import { DATABASE_PASSWORD } from './planted.ts';

declare module 'vitest' {
  export interface ProvidedContext {
    /** A loopback port that answers each connection with the address of the run's PostgreSQL. */
    postgresPort: number;
    /** A SQLite file of the present version that nothing was written to. */
    emptyStore: string;
  }
}

/** A database of the present version that nothing was written to, and nobody is connected to. */
export const EMPTY_DATABASE = 'empty_store';

/** Each store of a test would be brought up to date by itself otherwise, which takes longer than most tests. */
const migrated = async (url: string): Promise<void> => (await openStore(url)).close();

async function start(): Promise<PostgresServer> {
  const server = await startPostgres({
    password: DATABASE_PASSWORD,
    settings: {
      fsync: 'off',
      full_page_writes: 'off',
      autovacuum: 'off',
      max_wal_size: '128MB',
      max_connections: 300,
    },
  });
  const client = new pg.Client({ connectionString: `${server.address}/postgres` });
  await client.connect();
  await client.query(`create database ${EMPTY_DATABASE}`);
  await client.end();
  await migrated(`${server.address}/${EMPTY_DATABASE}`);
  return server;
}

/*
 * One PostgreSQL for a whole run, started by the first test that asks for it: a run of unit tests starts none. Its
 * files are not synced to disk, since nothing here outlives the run.
 */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  let server: Promise<PostgresServer> | null = null;
  const door = createServer((socket) => {
    socket.on('error', () => {});
    server ??= start();
    server.then(
      ({ address }) => socket.end(address),
      (error) => socket.end(String(error)),
    );
  });
  await new Promise<void>((resolve) => door.listen(0, '127.0.0.1', resolve));
  const address = door.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  project.provide('postgresPort', address.port);
  const folder = mkdtempSync(join(tmpdir(), 'smpp-chatops-empty-'));
  const emptyStore = join(folder, 'bot.db');
  await migrated(`file:${emptyStore}`);
  project.provide('emptyStore', emptyStore);

  return async () => {
    door.close();
    rmSync(folder, { recursive: true, force: true });
    await (await server?.catch(() => null))?.remove();
  };
}
