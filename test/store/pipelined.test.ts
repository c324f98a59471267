import { sql } from 'kysely';
import pg from 'pg';
import { expect, test, vi } from 'vitest';
import type { Store, Tx } from '../../src/store/engine/database.ts';
import { findPerson, setRole } from '../../src/store/people/people.ts';
import { openTestStore } from '../support/store.ts';
import { currentPostgresUrl, untilBlocked } from '../support/stores.ts';

const grant = { id: 7, name: 'a', role: 'viewer' as const, by: 9, now: 1 };

const people = (store: Store) => store.db.selectFrom('people').select(['id', 'granted_by']).execute();

/** Somebody else at work on the same database. */
async function outside(url: string): Promise<pg.Client> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  return client;
}

test.each<[string, (tx: Tx) => Promise<unknown>]>([
  ['it begins with a write', (tx) => setRole(tx, grant)],
  [
    'something is read first',
    async (tx) => {
      await findPerson(tx.db, 7);
      await setRole(tx, grant);
    },
  ],
  [
    'nobody waits for its first write',
    async (tx) => {
      await tx.unawaited(setRole(tx, grant));
      await Promise.all([findPerson(tx.db, 7), setRole(tx, { ...grant, id: 8 })]);
    },
  ],
])('nothing stays of a transaction whose beginning fails: %s', async (_, work) => {
  const store = await openTestStore(await currentPostgresUrl());
  const ask = pg.Connection.prototype.query as (text: string) => void;
  // As when it is cancelled: the server takes what comes next as it takes it outside a transaction.
  const asking = vi.spyOn(pg.Connection.prototype, 'query').mockImplementation(function (
    this: pg.Connection,
    text: string,
  ) {
    ask.call(this, text.startsWith('begin') ? 'select 1 / 0' : text);
  } as never);

  const failed = store.write(work);

  await expect(failed).rejects.toThrow('division by zero');
  asking.mockRestore();
  expect(await people(store)).toEqual([]);
  await store.write((tx) => setRole(tx, grant));
  expect(await people(store)).toHaveLength(1);
  await store.close();
});

test('nothing is asked of a transaction that is over, even while its commit is not answered', async () => {
  const url = await currentPostgresUrl();
  const store = await openTestStore(url);
  const other = await outside(url);
  await other.query('select pg_advisory_lock(1)');
  const read = Promise.withResolvers<void>();
  let late: Promise<unknown> = Promise.resolve();

  const written = store.write(async (tx) => {
    late = findPerson(tx.db, 7).then(() => {
      read.resolve();
      return setRole(tx, grant);
    });
    late.catch(() => {});
    await tx.unawaited(tx.ask?.('select pg_advisory_xact_lock(1)') ?? Promise.resolve());
  });
  await read.promise;
  await other.end();
  await written;

  await expect(late).rejects.toThrow('is over');
  expect(await people(store)).toEqual([]);
  await store.close();
});

test('a write that lost to another is run again, though what comes behind it fails in other words', async () => {
  const url = await currentPostgresUrl();
  const store = await openTestStore(url);
  await store.write(async (tx) => {
    await setRole(tx, grant);
    await setRole(tx, { ...grant, id: 8 });
  });
  const other = await outside(url);
  let runs = 0;
  let crossing: Promise<unknown> = Promise.resolve();

  await store.write(async (tx) => {
    runs += 1;
    await setRole(tx, { ...grant, by: runs });
    if (runs === 1) {
      await other.query('begin; set local deadlock_timeout = 60000');
      await other.query('update people set granted_by = 0 where id = 8');
      crossing = other.query('update people set granted_by = 0 where id = 7; commit');
      await tx.ask?.("set local deadlock_timeout = '10ms'");
    }
    await tx.unawaited(setRole(tx, { ...grant, id: 8, by: runs }));
    // Not prepared, since the transaction has failed by then: what goes by its name finds nothing.
    const named = () => tx.ask?.('select 1 as one where $1 > 0', 1) ?? Promise.resolve([]);
    await tx.unawaited(named());
    await named();
  });
  await crossing;
  await other.end();

  expect(runs).toBe(2);
  expect(await people(store)).toEqual([
    { id: 7, granted_by: 2 },
    { id: 8, granted_by: 2 },
  ]);
  await store.close();
});

test('why a transaction failed is told by what failed first, whoever hears of the rest before', async () => {
  const store = await openTestStore(await currentPostgresUrl());

  const wrong = (tx: Tx) =>
    tx.db
      .selectFrom('people')
      .select(sql<number>`1 / 0`.as('none'))
      .execute()
      .catch((error) => error);

  const failed = store.write((tx) => Promise.all([wrong(tx), setRole(tx, grant)]));
  const caught = store.write(async (tx) => {
    await wrong(tx);
    throw new Error('something else');
  });

  await Promise.all([failed, caught].map((one) => expect(one).rejects.toThrow('division by zero')));
  await store.close();
});

test('why a transaction failed is told by what failed first, though it was asked together with the beginning', async () => {
  const url = await currentPostgresUrl();
  const store = await openTestStore(url);
  const other = await outside(url);
  await other.query('select pg_advisory_lock(1)');

  const failed = store.write(async (tx) => {
    const locked = tx.ask?.('select pg_advisory_xact_lock(1)');
    await untilBlocked(url, new Promise<never>(() => {}));
    await Promise.all([locked, setRole(tx, grant), cancelled()]);
  });
  const cancelled = () =>
    other.query("select pg_cancel_backend(pid) from pg_stat_activity where wait_event_type = 'Lock'");

  await expect(failed).rejects.toThrow('canceling statement');
  await other.end();
  await store.close();
});
