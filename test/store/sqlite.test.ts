import { chmodSync, copyFileSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { Alarm } from '../../src/store/engine/alarm.ts';
import { openStore } from '../../src/store/engine/open.ts';
import { StoreFileRefused, StoreInUse } from '../../src/store/engine/sqlite.ts';
import { setRole } from '../../src/store/people/people.ts';
import { accepted, receipt, submit } from '../support/fates.ts';
import { order, sms } from '../support/outbox.ts';
import { newStoreUrl, openTestStore } from '../support/store.ts';

const grant = { id: 7, name: 'Olga', role: 'admin' as const, by: 1, now: 1000 };

test('a file that is open elsewhere is refused with what to do about it', async () => {
  const url = newStoreUrl();
  const store = await openTestStore(url);

  const second = openStore(url);

  await expect(second).rejects.toBeInstanceOf(StoreInUse);
  await expect(second).rejects.toThrow(/DATABASE_URL=file:/);
  await store.close();
  await (await openTestStore(url)).close();
});

test('readers are woken once for a commit, and not before it', async () => {
  const store = await openTestStore();
  const rings: string[] = [];
  store.changes.on('outbox', () => rings.push('outbox'));

  await store.write(async (tx) => {
    await setRole(tx, grant);
    tx.changed('outbox');
    tx.changed('outbox');
    expect(rings).toEqual([]);
  });

  expect(rings).toEqual(['outbox']);
  await store.close();
});

test('the sender is woken by what is to go again, and not by receipts of what has left', async () => {
  const store = await openTestStore();
  const rings: string[] = [];
  const card = await order(store, [sms('79991234567', 'hello')]);
  await submit(store, card, [accepted('855469')]);
  const again = await order(store, [sms('79990000030', 'hello')]);
  store.changes.on('outbox', () => rings.push('outbox'));

  await receipt(store, 'id:855469 stat:DELIVRD err:000');
  expect(rings).toEqual([]);

  await submit(store, again, [{ outcome: 'deferred', commandStatus: 0x58 }]);
  expect(rings).toEqual(['outbox']);
  await store.close();
});

test('a committed write is in the file at once, as a kill would find it', async () => {
  const url = newStoreUrl();
  const store = await openTestStore(url);
  await store.write((tx) => setRole(tx, grant));
  const path = url.slice('file:'.length);
  for (const file of ['', '-wal']) copyFileSync(`${path}${file}`, `${path}.copy${file}`);

  const copy = await openTestStore(`${url}.copy`);

  expect(await copy.db.selectFrom('people').select('id').execute()).toMatchObject([{ id: 7 }]);
  await copy.close();
  await store.close();
});

test('values that SQLite would take for something else are refused', async () => {
  const store = await openTestStore();
  const wrong = { ...grant, now: new Date() as unknown as number };

  await expect(store.write((tx) => setRole(tx, wrong))).rejects.toThrow(TypeError);

  await store.close();
});

test('an alarm that rings while nobody sleeps ends the next sleep at once', async () => {
  const store = await openTestStore();
  const alarm = new Alarm(store.changes, 'outbox');
  store.changes.emit('outbox');

  await alarm.sleep(60_000);

  alarm.close();
  await store.close();
});

test('the store, all that stands beside it and its folder are for its user alone, those of an earlier version too', async () => {
  const path = join(dirname(newStoreUrl().slice('file:'.length)), 'data', 'bot.db');
  const umask = process.umask(0o022);
  onTestFinished(() => void process.umask(umask));
  await (await openTestStore(`file:${path}`)).close();
  // As a process leaves them that is killed.
  const killed = newStoreUrl();
  const left = await openTestStore(killed);
  for (const end of ['', '-wal', '-shm']) {
    copyFileSync(killed.slice('file:'.length) + end, path + end);
    chmodSync(path + end, 0o644);
  }
  await left.close();

  const store = await openTestStore(`file:${path}`);
  await store.write((tx) => setRole(tx, grant));

  const modes = ['', ...readdirSync(dirname(path))].map((name) => [
    name,
    (statSync(join(dirname(path), name)).mode & 0o777).toString(8),
  ]);
  expect(Object.fromEntries(modes)).toEqual({
    '': '700',
    'bot.db': '600',
    'bot.db-shm': '600',
    'bot.db-wal': '600',
    'bot.db.lock': '600',
    'bot.db.lock-journal': '600',
  });
  await store.close();
});

test('a file that is no store is said to be none', async () => {
  const path = newStoreUrl().slice('file:'.length);
  writeFileSync(path, 'a letter '.repeat(200));

  await expect(openStore(`file:${path}`)).rejects.toThrow(
    /file is not a database\. Name the file of a store, or one that is not there yet$/,
  );
});

test('a folder where the file should be keeps its mode', async () => {
  const path = dirname(newStoreUrl().slice('file:'.length));
  chmodSync(path, 0o755);

  await expect(openStore(`file:${path}`)).rejects.toBeInstanceOf(StoreFileRefused);

  expect(statSync(path).mode & 0o777).toBe(0o755);
});
