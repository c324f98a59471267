import { randomUUID } from 'node:crypto';
import { connect } from 'node:net';
import { text } from 'node:stream/consumers';
import pg from 'pg';
import { describe, inject } from 'vitest';
import type { Rules } from '../../src/messages/rules.ts';
import type { Store, StoreKind } from '../../src/store/database.ts';
import { afterEveryFile, afterEveryTest } from './endings.ts';
import { EMPTY_DATABASE } from './postgres.ts';
import { newStoreUrl, openTestStore } from './store.ts';
import { expectTalliesRight } from './tallies.ts';

let address: Promise<string> | null = null;

/** The address of the run's PostgreSQL, without a database; the first to ask starts it. */
export async function postgresAddress(): Promise<string> {
  address ??= text(connect(inject('postgresPort'), '127.0.0.1'));
  const said = await address;
  if (!said.startsWith('postgres://')) throw new Error(said);
  return said;
}

/** Runs one statement on a database of the run's PostgreSQL, from outside the program. */
export async function onPostgres(statement: string, url?: string): Promise<unknown[]> {
  const client = new pg.Client({ connectionString: url ?? `${await postgresAddress()}/postgres` });
  // Some tests end connections, this one with the others.
  client.on('error', () => {});
  await client.connect();
  try {
    return (await client.query(statement)).rows;
  } finally {
    await client.end();
  }
}

const databases: string[] = [];

/** The address of an empty PostgreSQL database of its own, which goes when its file's tests are over. */
export const newPostgresUrl = (): Promise<string> => createDatabase('template1');

async function createDatabase(template: string): Promise<string> {
  const name = `test_${randomUUID().replaceAll('-', '')}`;
  databases.push(name);
  await onPostgres(`create database ${name} template ${template}`);
  return `${await postgresAddress()}/${name}`;
}

/** Of this file's databases of the present version, those that a test uses, and those that the next may have. */
const used = new Set<string>();
const empty: string[] = [];

/** The address of a PostgreSQL database of the present version that nothing was written to. */
async function migratedPostgresUrl(): Promise<string> {
  const url = empty.pop() ?? (await createDatabase(EMPTY_DATABASE));
  used.add(url);
  return url;
}

const EMPTIED = `do $$ declare tables text; begin
  select string_agg(format('%I', tablename), ', ') into tables from pg_tables
    where schemaname = 'public' and tablename not like 'kysely%';
  execute 'truncate ' || tables || ' restart identity';
end $$`;

// A database of its own is some hundred files, and takes longer to make and to remove than most tests.
afterEveryTest(async () => {
  for (const url of used) {
    used.delete(url);
    const connected = `select 1 from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()`;
    if ((await onPostgres(connected, url)).length > 0) continue;
    await onPostgres(EMPTIED, url);
    empty.push(url);
  }
});

afterEveryFile(async () => {
  for (const name of databases.splice(0)) await onPostgres(`drop database if exists ${name} with (force)`);
  empty.length = 0;
});

export interface StoreUnderTest {
  readonly kind: StoreKind;
  /** Opens a new store, or another one at the same address; the test has to close it. */
  open(url?: string, rules?: Rules): Promise<Store>;
  newUrl(): Promise<string>;
}

/** Whatever a test did, its tallies are right when it closes the store. */
function counting(store: Store): Store {
  const { close } = store;
  store.close = async () => {
    await expectTalliesRight(store.db).finally(close);
  };
  return store;
}

/** Runs the same tests on SQLite and on a real PostgreSQL: what holds for one store holds for the other. */
export function onEachStore(tests: (store: StoreUnderTest) => void): void {
  describe.each(['sqlite', 'postgres'] as const)('on %s', (kind) => {
    const newUrl = kind === 'sqlite' ? async () => newStoreUrl() : newPostgresUrl;
    const migrated = async () => (kind === 'sqlite' ? undefined : migratedPostgresUrl());
    tests({
      kind,
      newUrl,
      open: async (url, rules) => counting(await openTestStore(url ?? (await migrated()), rules)),
    });
  });
}

/** Resolves to "blocked" once some transaction of this database waits for a lock, or to what `other` resolves to. */
export async function untilBlocked<T>(url: string, other: Promise<T>): Promise<T | 'blocked'> {
  let over = false;
  const waiting = `select 1 from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`;
  const blocked = (async (): Promise<'blocked'> => {
    while (!over && (await onPostgres(waiting, url)).length === 0);
    return 'blocked';
  })();
  return Promise.race([blocked, other]).finally(() => {
    over = true;
  });
}
