import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { type AddressInfo, createServer } from 'node:net';
import { TLSSocket } from 'node:tls';
import { sql } from 'kysely';
import { expect, test, vi } from 'vitest';
import { parseReceipt } from '../../src/messages/receipt-text.ts';
import { settle } from '../../src/store/attempts/attempts.ts';
import { messagesOfCard } from '../../src/store/attempts/outbox.ts';
import { nameChat } from '../../src/store/chats/chat-names.ts';
import { finishUpdate, keepUpdate, takeUpdate } from '../../src/store/chats/updates.ts';
import type { Store, Tx } from '../../src/store/engine/database.ts';
import { isStoreFailure } from '../../src/store/engine/failure.ts';
import { openStore } from '../../src/store/engine/open.ts';
import { StoreUnreachable } from '../../src/store/engine/postgres.ts';
import { setRole } from '../../src/store/people/people.ts';
import { storeReceipts } from '../../src/store/receipts/receipts.ts';
import { storeIncoming } from '../../src/store/talks/incoming.ts';
import { certificate, key } from '../support/certificates.ts';
import { claimOne } from '../support/claim.ts';
import { freePort } from '../support/free-port.ts';
import { order, sms } from '../support/outbox.ts';
import { longPart } from '../support/parts.ts';
import { openTestStore } from '../support/store.ts';
import { currentPostgresUrl, newPostgresUrl, onPostgres, untilBlocked } from '../support/stores.ts';

const PHONE = '79991234567';
const ATTEMPT = { part: 1, host: 'smsc:2775', bind: 'demo/1', source: 'SHOP' };

/** Two instances of the bot on one database. */
async function two(): Promise<{ url: string; one: Store; other: Store; close(): Promise<void> }> {
  const url = await currentPostgresUrl();
  const [one, other] = [await openTestStore(url), await openTestStore(url)];
  return { url, one, other, close: async () => void (await Promise.all([one.close(), other.close()])) };
}

const until = (look: () => unknown) => vi.waitUntil(look, { timeout: 15_000, interval: 10 });

test('instances that start at the same time on an empty database all find its tables', async () => {
  const url = await newPostgresUrl();

  const stores = await Promise.all([1, 2, 3, 4].map(() => openTestStore(url)));

  for (const store of stores) {
    expect(await store.db.selectFrom('messages').selectAll().execute()).toEqual([]);
    await store.close();
  }
});

test('two instances that claim the same message at once claim it once', async () => {
  const { one, other, close } = await two();
  const card = await order(one, [sms(PHONE, 'hello')]);
  const [message] = await messagesOfCard(one.db, card, 1);
  if (!message) throw new Error('no message');

  const claims = await Promise.all(
    [one, other].map((store) => store.write((tx) => claimOne(tx, message, [ATTEMPT], 1, Date.now()))),
  );

  expect(claims.filter((ids) => ids !== null)).toHaveLength(1);
  expect(await one.db.selectFrom('attempts').selectAll().execute()).toHaveLength(1);
  await close();
});

test('a receipt that another instance takes while the answer is being settled finds its message', async () => {
  const { url, one, other, close } = await two();
  const card = await order(one, [sms(PHONE, 'hello')]);
  const [message] = await messagesOfCard(one.db, card, 1);
  if (!message) throw new Error('no message');
  const ids = await one.write((tx) => claimOne(tx, message, [ATTEMPT], 1, Date.now()));
  const [attemptId = 0] = ids ?? [];
  const receipt = parseReceipt({ text: 'id:7 stat:DELIVRD err:000', tlvs: {} });
  let told: Promise<unknown> = Promise.resolve();

  await one.write(async (tx) => {
    const answer = { attemptId, outcome: 'accepted', commandStatus: 0, providerId: '7' } as const;
    await settle(tx, 'demo', [answer], Date.now());
    told = other.write((tx) => storeReceipts(tx, 'demo', [{ receipt, via: 'http', raw: '' }], Date.now()));
    await untilBlocked(url, told);
  });
  await told;

  expect(await messagesOfCard(one.db, card, 1)).toMatchObject([{ state: 'delivered' }]);
  await close();
});

test('two parts of a message that two instances take at once make one message', async () => {
  const { url, one, other, close } = await two();
  const part = (number: number) => longPart(String(number), number, 2);
  let second: Promise<unknown> = Promise.resolve();

  await one.write(async (tx) => {
    await storeIncoming(tx, 'demo', part(1), 1000);
    second = other.write((tx) => storeIncoming(tx, 'demo', part(2), 1000));
    await untilBlocked(url, second);
  });

  expect(await second).toMatchObject({ text: '12' });
  await close();
});

test('an update is handled once, by the instance that takes it first', async () => {
  const { url, one, other, close } = await two();
  await one.write((tx) => keepUpdate(tx, { botId: 1, updateId: 5, body: '{}' }, 1000));
  let late: ReturnType<typeof takeUpdate> = Promise.resolve(undefined);

  await one.write(async (tx) => {
    const taken = await takeUpdate(tx);
    expect(taken).toMatchObject({ update_id: 5 });
    late = other.write(takeUpdate);
    await untilBlocked(url, late);
    await finishUpdate(tx, taken?.id ?? '', 'done');
  });

  expect(await late).toBeUndefined();
  await close();
});

test('connections that break fail what is under way, and all goes on by itself', async () => {
  const { url, one, other, close } = await two();
  let rings = 0;
  other.changes.on('cards', () => {
    rings += 1;
  });
  await until(() => rings > 0);
  rings = 0;
  const broken = one.write(async (tx) => {
    await nameChat(tx, -1, 'en');
    await onPostgres(
      'select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()',
      url,
    );
    await nameChat(tx, -2, 'en');
  });
  await expect(broken).rejects.toThrow();

  // What may have been missed meanwhile is looked for.
  await until(() => rings > 0);
  await one.write((tx) => nameChat(tx, -3, 'en'));
  expect(await other.db.selectFrom('chats').select('id').execute()).toEqual([
    expect.objectContaining({ id: -3 }),
  ]);
  await close();
});

test.each([
  ['', (_: Tx, write: Promise<void>) => write],
  [', though nobody waits for their last statements', (tx: Tx, write: Promise<void>) => tx.unawaited(write)],
])('of two writes that wait for each other one is run again, and both are done%s', async (_, last) => {
  const { one, other, close } = await two();
  const grant = { id: 1, name: 'a', role: 'viewer' as const, by: 9, now: 1 };
  await one.write(async (tx) => {
    await setRole(tx, grant);
    await setRole(tx, { ...grant, id: 2 });
  });
  const firstLocks = [Promise.withResolvers<void>(), Promise.withResolvers<void>()] as const;
  const crossing = (store: Store, mine: 0 | 1) =>
    store.write(async (tx) => {
      await setRole(tx, { ...grant, id: mine + 1, by: mine });
      firstLocks[mine].resolve();
      await firstLocks[(1 - mine) as 0 | 1].promise;
      await last(tx, setRole(tx, { ...grant, id: 2 - mine, by: mine }));
    });

  await Promise.all([crossing(one, 0), crossing(other, 1)]);

  const rows = await one.db.selectFrom('people').select('granted_by').execute();
  expect(new Set(rows.map((row) => row.granted_by)).size).toBe(1);
  await close();
});

test('an error of the store quotes nothing that people wrote', async () => {
  const url = await currentPostgresUrl();
  const store = await openTestStore(url);
  const update = {
    id: 'a',
    bot_id: 1,
    update_id: 5,
    received_at: 1,
    body: 'secret words',
    state: 'waiting' as const,
    tries: 0,
  };
  const wrong = store.write((tx) =>
    tx.db
      .insertInto('updates')
      .values({ ...update, received_at: null as never })
      .execute(),
  );

  const error = await wrong.catch((reason) => reason);

  expect(error).toBeInstanceOf(Error);
  expect(JSON.stringify([error.message, error.stack, { ...error }])).not.toContain('secret words');
  await store.close();
});

test.each([
  ['is prepared already', 'prepare asked as select 1; prepare asked as select 2'],
  ['is not prepared', 'execute nothing'],
])('no update is blamed for a pooler’s session on which a statement %s', async (_, statement) => {
  const store = await openTestStore(await currentPostgresUrl());

  const failed = store.write((tx) => sql.raw(statement).execute(tx.db));

  expect(isStoreFailure(await failed.catch((error) => error))).toBe(true);
  await store.close();
});

test('a sign that PostgreSQL cannot keep is replaced, not refused for ever', async () => {
  const url = await currentPostgresUrl();
  const store = await openTestStore(url);

  await store.write((tx) => setRole(tx, { id: 7, name: 'a\0b', role: 'admin', by: 1, now: 1 }));

  expect(await store.db.selectFrom('people').select('name').execute()).toMatchObject([{ name: 'a\ufffdb' }]);
  await store.close();
});

test.each([
  ['a wrong password', { password: 'hunter2' }, '28P01', /password/],
  ['a database that is not there', { pathname: '/nowhere' }, '3D000', /createdb/],
])('%s is told with the address, its password left out', async (_, change, code, advice) => {
  const url = Object.assign(new URL(await newPostgresUrl()), change);

  const error = await openStore(url.href).catch((reason) => reason);

  expect(error).toBeInstanceOf(StoreUnreachable);
  expect(error.code).toBe(code);
  expect(error.message).toMatch(/^DATABASE_URL=postgres:\/\/postgres:\*\*\*@127\.0\.0\.1/);
  expect(error.message).toMatch(advice);
  expect(error.message).not.toMatch(/hunter2|secret/);
});

test('a user who may not create tables is told what to grant', async () => {
  const url = new URL(await newPostgresUrl());
  const name = `weak_${randomUUID().replaceAll('-', '')}`;
  await onPostgres(`create role ${name} login password 'hunter2'`);
  Object.assign(url, { username: name, password: 'hunter2' });

  const error = await openStore(url.href).catch((reason) => reason);

  await onPostgres(`drop role ${name}`);
  expect(error).toBeInstanceOf(StoreUnreachable);
  expect(error.message).toMatch(/permission denied for schema public\. .*grant create on schema public/);
});

test('a server whose certificate nobody vouches for is told with how to name its authority', async () => {
  const server = createServer((socket) => {
    // SSLRequest is answered with S (PostgreSQL, 54.2.10), then TLS begins.
    socket.once('data', () => {
      socket.write('S');
      new TLSSocket(socket, { isServer: true, key, cert: certificate }).on('error', () => {});
    });
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;

  const error = await openStore(`postgres://u:hunter2@127.0.0.1:${port}/bot?sslmode=verify-full`).catch(
    (reason) => reason,
  );

  server.close();
  expect(error).toBeInstanceOf(StoreUnreachable);
  expect(error.message).toMatch(/certificate is not trusted: add sslrootcert=FILE/);
});

test('a file of certificates that is not there is told, not taken for a server that is not', async () => {
  const address = 'postgres://u:hunter2@127.0.0.1:1/bot?sslmode=verify-full&sslrootcert=/nowhere/ca.pem';
  const error = await openStore(address).catch((reason) => reason);
  expect(error).toBeInstanceOf(StoreUnreachable);
  expect(error.message).toMatch(/'\/nowhere\/ca\.pem'\. Check the file that sslrootcert/);
});

test.each(['p@ss/w#rd', 'pass/w@rd', 'pass#word', 'pass?word', 'p@ss#word'])(
  'no part of the password %s, which was not escaped, is in what is said',
  async (password) => {
    const error = await openStore(`postgres://bot:${password}@127.0.0.1:1/bot`).catch((reason) => reason);
    expect(error).toBeInstanceOf(StoreUnreachable);
    expect(error.message).not.toMatch(/p@ss|pass|w@rd|w#rd|word|hash|rd@/);
  },
);

test('a server that is not there is told with what to check', async () => {
  const error = await openStore(`postgres://u:hunter2@127.0.0.1:${await freePort()}/bot`).catch(
    (reason) => reason,
  );

  expect(error).toBeInstanceOf(StoreUnreachable);
  expect(error.message).toMatch(/ECONNREFUSED.*PostgreSQL is running/);
  expect(error.message).not.toContain('hunter2');
});
