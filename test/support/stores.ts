import { randomUUID } from 'node:crypto';
import { connect } from 'node:net';
import { text } from 'node:stream/consumers';
import pg from 'pg';
import { describe, inject } from 'vitest';
import type { Rules } from '../../src/messages/rules.ts';
import type { FollowOn, Store, StoreKind } from '../../src/store/engine/database.ts';
import { afterEveryFile, afterEveryTest } from './endings.ts';
import { EMPTY_DATABASE } from './postgres.ts';
import { migratedUrl, newStoreUrl, openTestStore } from './store.ts';
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
  return connected(url ?? `${await postgresAddress()}/postgres`, async (ask) => (await ask(statement)).rows);
}

async function connected<T>(
  url: string,
  work: (ask: (statement: string) => Promise<pg.QueryResult>) => Promise<T>,
): Promise<T> {
  const client = new pg.Client({ connectionString: url });
  // Some tests end connections, this one with the others.
  client.on('error', () => {});
  await client.connect();
  try {
    return await work((statement) => client.query(statement));
  } finally {
    await client.end();
  }
}

/** Those that go when the file's tests are over; the others go with the run's PostgreSQL. */
const databases: string[] = [];

/** The address of an empty PostgreSQL database of its own, which goes when its file's tests are over. */
export const newPostgresUrl = (): Promise<string> => ownDatabase('template1');

/** The same of the present version: for whoever changes its tables, or has others connected when the test ends. */
export const currentPostgresUrl = (): Promise<string> => ownDatabase(EMPTY_DATABASE);

async function ownDatabase(template: string): Promise<string> {
  const url = await createDatabase(template);
  databases.push(url);
  return url;
}

async function createDatabase(template: string): Promise<string> {
  const name = `test_${randomUUID().replaceAll('-', '')}`;
  await onPostgres(`create database ${name} template ${template} strategy file_copy`);
  return `${await postgresAddress()}/${name}`;
}

/** Of this worker's databases of the present version, those that a test uses, and those that the next may have. */
const used = new Set<string>();
const unused: string[] = [];

/** The address of a PostgreSQL database of the present version that nothing was written to. */
async function migratedPostgresUrl(): Promise<string> {
  const url = unused.pop() ?? (await createDatabase(EMPTY_DATABASE));
  used.add(url);
  return url;
}

const OTHERS = 'select from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()';

const OURS = `relnamespace = 'public'::regnamespace and relkind = 'r' and relname not like 'kysely%'`;
const MANY = `select coalesce(bool_or(relpages > 0 or pg_relation_size(oid) > 262144), false) from pg_class where ${OURS}`;
const SEQUENCES = `select setval(format('%I.%I', schemaname, sequencename)::regclass, start_value, false)
  from pg_sequences where last_value is not null`;

/** The tables of the present version, and what tells which of them have rows. */
interface Tables {
  readonly names: readonly string[];
  readonly filled: pg.QueryConfig;
}
let tables: Promise<Tables> | null = null;

async function tablesOf(client: pg.Client): Promise<Tables> {
  const { rows } = await client.query<{ name: string }>(
    `select quote_ident(relname) as name from pg_class where ${OURS}`,
  );
  const names = rows.map(({ name }) => name);
  const each = names.map((name) => `case when exists (select from ${name}) then '${name}' end`);
  const text = `select array_remove(array[${each.join()}], null) as filled, (${MANY}) as many`;
  // Planned once a connection: to ask sixty tables one by one takes longer than a test.
  return { names, filled: { name: 'filled', text } };
}

/**
 * Rows of a test are few and deleted; to truncate is to make and remove two hundred files, which only pages that
 * would be carried along, and what ANALYZE has found in them, are worth.
 */
async function empty(client: pg.Client): Promise<void> {
  tables ??= tablesOf(client);
  const { names, filled } = await tables;
  const { rows } = await client.query<{ filled: string[]; many: boolean }>(filled);
  const emptied = rows[0]?.many
    ? [`truncate ${names.join()}`]
    : (rows[0]?.filled ?? []).map((name) => `delete from ${name}`);
  await client.query(['set session_replication_role = replica', ...emptied, SEQUENCES].join('; '));
}

/** Connections by which databases are emptied: to know all tables takes a new one longer than to empty them. */
const kept = new Map<string, pg.Client>();

async function keptFor(url: string): Promise<pg.Client> {
  const there = kept.get(url);
  if (there) return there;
  const client = new pg.Client({ connectionString: url });
  // Some tests end all connections.
  client.on('error', () => kept.delete(url));
  await client.connect();
  kept.set(url, client);
  return client;
}

// A database of its own is some hundred files, and takes longer to make and to remove than most tests.
async function giveBack(url: string): Promise<void> {
  const own = databases.indexOf(url);
  if (own >= 0) {
    databases.splice(own, 1);
    await dropDatabase(url);
  }
  if (!used.delete(url)) return;
  const client = await keptFor(url);
  if ((await client.query(OTHERS)).rows.length > 0) return;
  await empty(client);
  unused.push(url);
}

afterEveryTest(async () => {
  for (const url of used) await giveBack(url);
});

const dropDatabase = (url: string): Promise<unknown> =>
  onPostgres(`drop database if exists ${new URL(url).pathname.slice(1)} with (force)`);

afterEveryFile(async () => {
  for (const url of databases.splice(0)) await dropDatabase(url);
});

export interface StoreUnderTest {
  readonly kind: StoreKind;
  /** Opens a new store, or another one at the same address; the test has to close it. */
  open(url?: string, rules?: Rules, followOn?: FollowOn): Promise<Store>;
  newUrl(): Promise<string>;
  /** The address of an empty store of the present version. */
  migratedUrl(): Promise<string>;
  /** Nobody needs that one any more: a test that takes many says so before its end. */
  giveBack(url: string): Promise<void>;
}

/** Whatever a test did, its tallies are right when it closes the store. */
function counting(store: Store): Store {
  const { close } = store;
  store.close = async () => {
    await expectTalliesRight(store.db).finally(close);
  };
  return store;
}

/** How often what chance decides is tried on a store: each try is many round trips to PostgreSQL, which takes a third. */
export const runsOn = (kind: StoreKind, runs: number): number =>
  kind === 'sqlite' ? runs : Math.ceil(runs / 3);

/** Runs the same tests on SQLite and on a real PostgreSQL: what holds for one store holds for the other. */
export function onEachStore(tests: (store: StoreUnderTest) => void): void {
  describe.each(['sqlite', 'postgres'] as const)('on %s', (kind) => {
    const newUrl = kind === 'sqlite' ? async () => newStoreUrl() : newPostgresUrl;
    const emptyUrl = kind === 'sqlite' ? async () => migratedUrl() : migratedPostgresUrl;
    tests({
      kind,
      newUrl,
      migratedUrl: emptyUrl,
      giveBack,
      open: async (url, rules, followOn) =>
        counting(await openTestStore(url ?? (await emptyUrl()), rules, followOn)),
    });
  });
}

/** Resolves to "blocked" once so many transactions of this database wait for a lock, or to what `other` resolves to. */
export async function untilBlocked<T>(url: string, other: Promise<T>, count = 1): Promise<T | 'blocked'> {
  let over = false;
  const waiting = `select 1 from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`;
  const blocked = connected(url, async (ask): Promise<'blocked'> => {
    while (!over && (await ask(waiting)).rows.length < count);
    return 'blocked';
  });
  return Promise.race([blocked, other]).finally(() => {
    over = true;
  });
}
