import pg from 'pg';
import { expect, onTestFinished, test, vi } from 'vitest';
import { startAnnouncements } from '../../src/store/engine/announcements.ts';
import { Changes, TOPICS, type Topic } from '../../src/store/engine/changes.ts';
import type { Store } from '../../src/store/engine/database.ts';
import { connectionOptions } from '../../src/store/engine/postgres.ts';
import { holderForTest, smscForTest } from '../support/holder.ts';
import { order, sms, untilAll } from '../support/outbox.ts';
import { openTestStore } from '../support/store.ts';
import { currentPostgresUrl } from '../support/stores.ts';

interface Heard {
  readonly topics: readonly string[];
  /** The server process of who announced it. */
  readonly by: number;
}

/** Hears what is announced in a database. */
async function listener(url: string): Promise<Heard[]> {
  const heard: Heard[] = [];
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  client.on('notification', ({ payload = '', processId }) => {
    heard.push({ topics: payload.split(' ')[1]?.split(',') ?? [], by: processId });
  });
  await client.query('listen smpp_chatops');
  onTestFinished(() => client.end());
  return heard;
}

const until = (look: () => unknown) => vi.waitUntil(look, { timeout: 15_000, interval: 10 });

/** Nothing is looked at unless it is announced. */
const withoutLooks = () => {
  vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] });
  onTestFinished(() => void vi.useRealTimers());
};

test('a commit wakes the other instances, and a write that fails does not', async () => {
  withoutLooks();
  const url = await currentPostgresUrl();
  const [one, other] = [await openTestStore(url), await openTestStore(url)];
  const rung: Topic[] = [];
  for (const topic of TOPICS) other.changes.on(topic, () => rung.push(topic));
  await one
    .write(async (tx) => {
      tx.changed('queries');
      throw new Error('no');
    })
    .catch(() => {});
  // One of them may not listen yet.
  while (rung.length === 0) await one.write(async (tx) => tx.changed('cards'));

  expect(new Set(rung)).toEqual(new Set(['cards']));
  await one.close();
  await other.close();
});

test('a commit is announced by a connection that has no part in it', async () => {
  const url = await currentPostgresUrl();
  const heard = await listener(url);
  const store = await openTestStore(url);
  const ids = store.db.selectNoFrom((eb) => eb.fn<number>('pg_backend_pid', []).as('id'));
  let committing = 0;

  await store.write(async (tx) => {
    const { rows } = await tx.db.executeQuery(ids.compile());
    committing = rows[0]?.id ?? 0;
    tx.changed('cards');
    tx.changed('outbox');
  });

  await until(() => heard.length > 0);
  expect(heard[0]?.topics).toEqual(['cards', 'outbox']);
  expect(committing).toBeGreaterThan(0);
  expect(heard[0]?.by).not.toBe(committing);
  await store.close();
});

test('what is committed while an announcement is under way goes together with the next, and at the latest at the end', async () => {
  const url = await currentPostgresUrl();
  const heard = await listener(url);
  const announcements = startAnnouncements(connectionOptions(url), new Changes());
  announcements.announce(['leases']);
  await until(() => heard.length === 1);

  for (const topic of ['updates', 'cards', 'outbox', 'cards'] as const) announcements.announce([topic]);
  await announcements.close();

  await until(() => heard.length === 3);
  expect(heard.map(({ topics }) => topics)).toEqual([['leases'], ['updates'], ['cards', 'outbox']]);
});

test('what was committed while the connection was away is announced by the next one', async () => {
  const url = await currentPostgresUrl();
  const heard = await listener(url);
  const announcements = startAnnouncements(connectionOptions(url), new Changes());
  announcements.announce(['leases']);
  await until(() => heard.length === 1);
  const ender = new pg.Client({ connectionString: url });
  await ender.connect();
  await ender.query('select pg_terminate_backend($1)', [heard[0]?.by]);
  await ender.end();

  // Some of these may be lost with the connection: they are looked for.
  while (heard.length === 1) {
    announcements.announce(['cards']);
    await new Promise((resolve) => setTimeout(resolve, 10));
  }

  expect(heard[1]?.topics).toEqual(['cards']);
  expect(heard[1]?.by).not.toBe(heard[0]?.by);
  await announcements.close();
});

test('where nothing comes through, everything is looked at each second', async () => {
  const elsewhere = await currentPostgresUrl();
  const changes = new Changes();
  const rung: Topic[] = [];
  for (const topic of TOPICS) changes.on(topic, () => rung.push(topic));
  const announcements = startAnnouncements(connectionOptions(elsewhere), changes);

  await until(() => rung.length === 2 * TOPICS.length);

  expect(rung).toEqual([...TOPICS, ...TOPICS]);
  await announcements.close();
});

/** Killed between each commit and its announcement. */
const untold = (store: Store): Store => ({
  ...store,
  write: (work) => store.write((tx) => work({ ...tx, changed() {} })),
});

test('a message whose order was committed and not announced leaves all the same', async () => {
  const url = await currentPostgresUrl();
  const [one, other] = [await openTestStore(url), await openTestStore(url)];
  const smsc = await smscForTest();
  const smpp = await holderForTest(other, smsc);
  await untilAll(other, await order(other, [sms('79991234567', 'first')]), 'delivered');

  const card = await order(untold(one), [sms('79991234568', 'second')]);

  await untilAll(other, card, 'delivered');
  await smpp.stop(0);
  await one.close();
  await other.close();
});
