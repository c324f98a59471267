import pg from 'pg';
import { afterEach, expect, test, vi } from 'vitest';
import { nameChat } from '../../src/store/chats/chat-names.ts';
import type { Store } from '../../src/store/engine/database.ts';
import { heldStore } from '../../src/store/engine/held-store.ts';
import {
  type Held,
  holdLeases,
  type Leases,
  type LeasesOptions,
} from '../../src/store/engine/hold-leases.ts';
import {
  acquireLease,
  assertHeld,
  extendLease,
  isHeld,
  type Lease,
  LeaseLost,
  VALID_MS,
} from '../../src/store/engine/leases.ts';
import { migratedFurther } from '../support/newer-store.ts';
import { PATIENCE } from '../support/patience.ts';
import { openTestStore } from '../support/store.ts';
import { currentPostgresUrl, onEachStore, onPostgres, untilBlocked } from '../support/stores.ts';

const silent = { debug() {}, info() {}, warn() {}, error() {} };

interface Instance {
  readonly leases: Leases;
  /** What happened to its work, such as "began a" and "lost a". */
  readonly events: string[];
  names(): string[];
}

let instances = 0;

/** An instance that would hold these names; stopped with the test. */
function instance(store: Store, names: readonly string[], changes: Partial<LeasesOptions> = {}): Instance {
  const events: string[] = [];
  instances += 1;
  const leases = holdLeases({
    store,
    names,
    holder: `instance-${instances}`,
    log: silent,
    async onHeld({ name }): Promise<Held> {
      events.push(`began ${name}`);
      return { stop: async (why) => void events.push(`${why} ${name}`) };
    },
    onNewer: ({ name }) => void events.push(name),
    ...changes,
  });
  running.push(leases);
  return { leases, events, names: () => leases.held().map(({ name }) => name) };
}

const until = (look: () => unknown) => vi.waitUntil(look, { timeout: 15_000, interval: 10 });

/** Runs `work` while a transaction from outside the program, which has done this, stays open. */
async function during<T>(url: string, statement: string, work: () => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await client.query(`begin; ${statement}`);
    return await work();
  } finally {
    await client.end();
  }
}

const running: Leases[] = [];
const open: Store[] = [];

/** Opens a store that is closed with the test, after what was begun on it. */
async function opened(url: string): Promise<Store> {
  const store = await openTestStore(url);
  open.push(store);
  return store;
}

afterEach(async () => {
  for (const leases of running.splice(0)) await leases.stop();
  for (const store of open.splice(0)) await store.close();
});

onEachStore(({ migratedUrl }) => {
  test('whoever holds a lease may write in its name, until it is given back', async () => {
    const store = await opened(await migratedUrl());
    const { leases, events } = instance(store, ['a']);
    await until(() => leases.held().length === 1);
    const [lease] = leases.held() as [Lease];
    expect(isHeld(lease)).toBe(true);
    const held = heldStore(store, lease);
    const ways = [held, held.apart(1)];
    for (const way of ways) await way.write(async () => {});

    await leases.stop();

    for (const way of ways) {
      const late = way.write((tx) => nameChat(tx, -1, 'en'));
      await expect(late).rejects.toBeInstanceOf(LeaseLost);
    }
    expect(await store.db.selectFrom('chats').selectAll().execute()).toEqual([]);
    expect(events).toEqual(['began a', 'release a']);
    expect(leases.held()).toEqual([]);
  });

  test('each holder has a higher fence than the one before, whose writes fail from then on', async () => {
    const store = await opened(await migratedUrl());
    const first = instance(store, ['a']);
    await until(() => first.leases.held().length === 1);
    const [early] = first.leases.held() as [Lease];
    await first.leases.stop();
    const second = instance(store, ['a']);
    await until(() => second.leases.held().length === 1);
    const [late] = second.leases.held() as [Lease];

    expect(late.fence).toBeGreaterThan(early.fence);
    await expect(store.write((tx) => assertHeld(tx, early))).rejects.toThrow(/"a"/);
    await store.write((tx) => assertHeld(tx, late));
  });

  test('work that cannot begin gives its lease back, and is tried again', async () => {
    const store = await opened(await migratedUrl());
    let tries = 0;
    const { leases } = instance(store, ['a'], {
      againMs: 50,
      async onHeld() {
        tries += 1;
        if (tries === 1) throw new Error('no');
        return { stop: async () => {} };
      },
    });

    await until(() => tries === 2 && leases.held().length === 1);

    expect(leases.held()).toMatchObject([{ name: 'a' }]);
  });
});

test('on SQLite a killed process leaves nothing to wait for', async () => {
  const store = await opened('file::memory:');
  await acquireLease(store, 'a', 'killed');

  const { leases } = instance(store, ['a', 'b']);
  await until(() => leases.held().length === 2);

  expect(leases.held()).toMatchObject([
    { name: 'a', fence: 2, heldUntil: Number.POSITIVE_INFINITY },
    { name: 'b', fence: 1 },
  ]);
});

test('a lease is one instance’s at a time, and another’s as soon as that one stops', async () => {
  const url = await currentPostgresUrl();
  const first = instance(await opened(url), ['a']);
  await until(() => first.names().length === 1);
  const second = instance(await opened(url), ['a']);
  const registered = async () => await onPostgres("select 1 from leases where name like 'instance%'", url);
  await vi.waitUntil(async () => (await registered()).length === 2, PATIENCE);
  expect(second.names()).toEqual([]);

  await first.leases.stop();

  await until(() => second.names().length === 1);
  expect(first.events).toEqual(['began a', 'release a']);
});

test('what an instance that is gone held is free once its heartbeats have been missing', async () => {
  const url = await currentPostgresUrl();
  const store = await opened(url);
  expect(await acquireLease(store, 'a', 'killed')).toBe(1);
  const { leases } = instance(await opened(url), ['a']);

  await until(() => leases.held().length === 1);

  expect(leases.held()).toMatchObject([{ name: 'a', fence: 2 }]);
});

test('an instance whose lease was taken over ends its work at its next heartbeat', async () => {
  const url = await currentPostgresUrl();
  const { leases, events } = instance(await opened(url), ['a']);
  await until(() => leases.held().length === 1);

  await onPostgres(
    "update leases set holder = 'other', fence = fence + 1, expires_at = expires_at + 3600000 where name = 'a'",
    url,
  );

  await until(() => events.length === 2);
  expect(events).toEqual(['began a', 'lost a']);
  expect(leases.held()).toEqual([]);
});

test('an instance whose heartbeats hang ends its work before another may begin', async () => {
  const url = await currentPostgresUrl();
  const store = await opened(url);
  const { leases, events } = instance(store, ['a']);
  await until(() => leases.held().length === 1);
  const [lease] = leases.held() as [Lease];
  const other = await opened(url);
  const { promise: hanging, resolve: letGo } = Promise.withResolvers<void>();
  const blocking = other.write(async (tx) => {
    await tx.db.selectFrom('leases').selectAll().where('name', '=', 'a').forUpdate().execute();
    await hanging;
  });

  await until(() => events.length === 2);

  expect(events).toEqual(['began a', 'lost a']);
  expect(isHeld(lease)).toBe(false);
  letGo();
  await blocking;
});

test('no one takes a lease over in the middle of a write in its name', async () => {
  const url = await currentPostgresUrl();
  const store = await opened(url);
  const fence = (await acquireLease(store, 'a', 'one')) ?? 0;
  let overtaken: Promise<unknown> = Promise.resolve();

  await store.write(async (tx) => {
    await assertHeld(tx, { name: 'a', fence, heldUntil: 0 });
    overtaken = onPostgres("update leases set fence = fence + 1 where name = 'a'", url).then(() => 'taken');
    expect(await untilBlocked(url, overtaken)).toBe('blocked');
  });

  expect(await overtaken).toBe('taken');
});

test('a lease is kept by its heartbeats while a write in its name is under way', async () => {
  const url = await currentPostgresUrl();
  const store = await opened(url);
  const fence = (await acquireLease(store, 'a', 'one')) ?? 0;
  const lease = { name: 'a', fence, heldUntil: 0 };

  await store.write(async (tx) => {
    await assertHeld(tx, lease);
    expect(await untilBlocked(url, extendLease(store, lease))).toBe(true);
  });
});

test('a lease that ran out is not free, and not waited for, while a write in its name is under way', async () => {
  const url = await currentPostgresUrl();
  const store = await opened(url);
  const fence = (await acquireLease(store, 'a', 'frozen')) ?? 0;

  await store.write(async (tx) => {
    await assertHeld(tx, { name: 'a', fence, heldUntil: 0 });
    const expired = onPostgres('update leases set expires_at = 0', url).then(() => 'expired');
    expect(await untilBlocked(url, expired)).toBe('expired');
    expect(await untilBlocked(url, acquireLease(store, 'a', 'other'))).toBe(null);
  });

  expect(await acquireLease(store, 'a', 'other')).toBe(fence + 1);
});

test('a lease that takes long to get holds up no heartbeat of another, and is begun on only afresh', async () => {
  const url = await currentPostgresUrl();
  const store = await opened(url);
  await onPostgres(
    `create function wait() returns trigger language plpgsql as
       'begin perform pg_advisory_xact_lock(1); return new; end';
     create trigger slow before insert on leases for each row when (new.name = 'slow') execute function wait()`,
    url,
  );
  const { events, leases, names } = await during(url, 'select pg_advisory_xact_lock(1)', async () => {
    const live = instance(store, ['a', 'slow']);
    await until(() => live.names().length === 1);
    const [lease] = live.leases.held() as [Lease];
    const first = lease.heldUntil;
    await until(() => lease.heldUntil > first + VALID_MS || live.events.length > 1);
    expect(live.events).toEqual(['began a']);
    return live;
  });

  await until(() => names().includes('slow'));

  expect(events).toEqual(['began a', 'began slow']);
  expect(leases.held()).toMatchObject([{ name: 'a' }, { name: 'slow', fence: 2 }]);
});

test('leases are spread over the instances that start together, and over one that joins later', async () => {
  const url = await currentPostgresUrl();
  const stores = [await opened(url), await opened(url), await opened(url)] as const;
  const names = ['a', 'b', 'c', 'd'];
  const first = instance(stores[0], names, { surplusMs: 200 });
  await until(() => first.names().length === 4);

  const second = instance(stores[1], names, { surplusMs: 200 });
  await until(() => first.names().length === 2 && second.names().length === 2);
  const third = instance(stores[2], names, { surplusMs: 200 });
  await first.leases.stop();
  await until(() => second.names().length === 2 && third.names().length === 2);

  expect([...second.names(), ...third.names()].toSorted()).toEqual(names);
});

test('what a newer version has migrated is written to no more by one that works on it, which ends', async () => {
  const store = await opened(await currentPostgresUrl());
  const { leases, events } = instance(store, ['a']);
  await until(() => leases.held().length === 1);
  const [lease] = leases.held() as [Lease];

  await migratedFurther(store);

  await expect(store.write((tx) => assertHeld(tx, lease))).rejects.toBeInstanceOf(LeaseLost);
  await until(() => events.includes('lost a'));
  expect(events).toContain('StoreNewer');
  expect(leases.held()).toEqual([]);
});

test('a heartbeat that hangs is over before all has stopped: whoever closes the store then fails nothing', async () => {
  const url = await currentPostgresUrl();
  const store = await opened(url);
  const { leases, events } = instance(store, ['a']);
  await until(() => leases.held().length === 1);

  const stopped = await during(url, `select 1 from leases where name = 'a' for update`, async () => {
    await untilBlocked(url, new Promise(() => {}));
    await migratedFurther(store);
    await until(() => events.includes('lost a'));
    const over = leases.stop().then(() => void events.push('stopped'));
    for (let round = 0; round < 20; round += 1) await store.db.selectFrom('leases').select('name').execute();
    events.push('let go');
    return { over };
  });
  await stopped.over;

  expect(events.slice(-2)).toEqual(['let go', 'stopped']);
});
