import { existsSync } from 'node:fs';
import { Worker } from 'node:worker_threads';
import { expect, onTestFinished, test, vi } from 'vitest';
import { messagesOfCard } from '../../../src/store/attempts/outbox.ts';
import { nextReadyAt } from '../../../src/store/attempts/ready-messages.ts';
import { nameChat } from '../../../src/store/chats/chat-names.ts';
import type { Reader, Snapshot, Store } from '../../../src/store/engine/database.ts';
import { isStoreFailure } from '../../../src/store/engine/failure.ts';
import { ReadCutOff } from '../../../src/store/engine/sqlite-reads.ts';
import { order, sms } from '../../support/outbox.ts';
import { PATIENCE } from '../../support/patience.ts';
import { openTestStore } from '../../support/store.ts';
import { onEachStore, onPostgres } from '../../support/stores.ts';

// @ts-expect-error: what may be sent is not asked of what was.
void ((db: Snapshot) => nextReadyAt(db, 'demo'));

/** The chats that are known. */
const chats = async (db: Snapshot) =>
  (await db.selectFrom('chats').select('id').orderBy('id').execute()).map(({ id }) => id);
const add = (store: Store, id: number) => store.write((tx) => nameChat(tx, id, 'en'));

onEachStore(({ kind, open, migratedUrl }) => {
  test('a read sees what was written before it began, and none of what is written meanwhile', async () => {
    const store = await open();
    await add(store, 1);

    const seen = await store.read(async (db) => {
      const before = await chats(db);
      await add(store, 2);
      return [before, await chats(db)];
    });

    expect(seen).toEqual([[1], [1]]);
    expect(await store.read(chats)).toEqual([1, 2]);
    await store.close();
  });

  test('a write under way holds no read up, which sees nothing of it', async () => {
    const store = await open();
    await add(store, 1);

    const seen = await store.write(async (tx) => {
      await nameChat(tx, 2, 'en');
      return store.read(chats);
    });

    expect(seen).toEqual([1]);
    await store.close();
  });

  test('what is read so is the same as what is read otherwise', async () => {
    const store = await open();
    const card = await order(store, [sms('79991234567', 'hello \u0001 €')]);

    const read = await store.read((db) => messagesOfCard(db, card, 10));

    expect(read).toEqual(await messagesOfCard(store.db, card, 10));
    await store.close();
  });

  test('nothing is written by who reads, and a read that fails leaves the next one alone', async () => {
    const store = await open();
    const writes = (db: Snapshot) => (db as Reader).insertInto('chats').values({ id: 1 }).execute();

    await expect(store.read(writes)).rejects.toThrow(/readonly|read-only/);
    await expect(
      store.read((db) =>
        db
          .selectFrom('gone' as 'chats')
          .selectAll()
          .execute(),
      ),
    ).rejects.toThrow(/gone/);
    expect(await store.read(chats)).toEqual([]);
    await store.close();
  });

  test('a store that is closed leaves no connection of its reads behind', async () => {
    const url = await migratedUrl();
    const store = await open(url);
    await Promise.all([store.read(chats), store.read(chats)]);

    await store.close();

    // The last connection to a SQLite file takes its log away.
    if (kind === 'sqlite') expect(existsSync(`${url.slice('file:'.length)}-wal`)).toBe(false);
    else {
      const sessions = `select 1 from pg_stat_activity where datname = current_database() and application_name = 'smpp-chatops'`;
      await vi.waitFor(async () => expect(await onPostgres(sessions, url)).toEqual([]), PATIENCE);
    }
  });
});

test('a store in memory, which has one connection, is read by that', async () => {
  const store = await openTestStore('file::memory:');
  await add(store, 1);
  expect(await store.read(chats)).toEqual([1]);
  await store.close();
});

test('a thread that ends in the middle of a read fails that one, and others are read by another', async () => {
  const store = await openTestStore();
  onTestFinished(() => void vi.restoreAllMocks());
  vi.spyOn(Worker.prototype, 'postMessage').mockImplementationOnce(function (this: Worker) {
    void this.terminate();
  });

  const cutOff = await store.read(chats).catch((error) => error);

  expect(cutOff).toBeInstanceOf(ReadCutOff);
  // So it is tried again.
  expect(isStoreFailure(cutOff)).toBe(true);
  expect(await store.read(chats)).toEqual([]);
  await store.close();
});

test('the thread that reads ends when nothing was read for a while, and begins with the next read', async () => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  onTestFinished(() => void vi.useRealTimers());
  const ended = vi.spyOn(Worker.prototype, 'terminate');
  onTestFinished(() => ended.mockRestore());
  const store = await openTestStore();
  await store.read(chats);
  vi.advanceTimersByTime(29_000);
  await store.read(chats);
  vi.advanceTimersByTime(29_000);
  expect(ended).not.toHaveBeenCalled();

  vi.advanceTimersByTime(1_000);

  expect(ended).toHaveBeenCalledOnce();
  expect(await store.read(chats)).toEqual([]);
  await store.close();
});
