import { DatabaseSync } from 'node:sqlite';
import { expect, onTestFinished, test, vi } from 'vitest';
import { openStore } from '../../src/store/engine/open.ts';
import { ITS_ORDER } from '../../src/store/tables/message-id.ts';
import { earlierStore, restoreStore } from '../support/earlier-stores.ts';
import { newStoreUrl, openTestStore } from '../support/store.ts';

test('a migration that is cut off leaves nothing behind, and the next start does it whole', async () => {
  const url = newStoreUrl();
  const { prepare } = DatabaseSync.prototype;
  let tables = 0;
  const cut = vi.spyOn(DatabaseSync.prototype, 'prepare').mockImplementation(function (
    this: DatabaseSync,
    sql,
  ) {
    if (sql.startsWith('create table') && !sql.includes('kysely')) tables += 1;
    if (tables === 3) throw new Error('cut off');
    return prepare.call(this, sql);
  });
  onTestFinished(() => cut.mockRestore());
  await expect(openStore(url)).rejects.toThrow('cut off');
  cut.mockRestore();

  const store = await openTestStore(url);
  expect(await store.db.selectFrom('messages').selectAll().execute()).toEqual([]);
  await store.close();
});

test.each([
  ['before its messages are written anew', /^create table "messages"/],
  ['after', /^drop table "messages_kept"/],
])(
  'a store of before orders that is cut off on its way to them, %s, keeps all that it had',
  async (_, at) => {
    const before = earlierStore('0008-lease-fences');
    const url = newStoreUrl();
    await restoreStore(url, before);
    const { prepare } = DatabaseSync.prototype;
    const cut = vi.spyOn(DatabaseSync.prototype, 'prepare').mockImplementation(function (
      this: DatabaseSync,
      sql,
    ) {
      if (at.test(sql)) throw new Error('cut off');
      return prepare.call(this, sql);
    });
    onTestFinished(() => cut.mockRestore());
    await expect(openStore(url)).rejects.toThrow('cut off');
    cut.mockRestore();

    const store = await openTestStore(url);
    const kept = (table: string) => before.tables[table]?.rows.length;
    const there = async (table: 'messages' | 'attempts' | 'queries') =>
      (await store.db.selectFrom(table).select('id').execute()).length;
    expect(await there('messages')).toBe(kept('messages'));
    expect(await there('attempts')).toBe(kept('attempts'));
    expect(await there('queries')).toBe(kept('queries'));
    const strays = await store.db
      .selectFrom('messages')
      .leftJoin('orders', (join) => join.on(ITS_ORDER))
      .select('messages.id')
      .where('orders.id', 'is', null)
      .execute();
    expect(strays).toEqual([]);
    const texts = await store.db.selectFrom('orders').select('request').execute();
    const recipients = await store.db.selectFrom('messages').select('recipient').execute();
    for (const { request } of texts) expect(request).not.toContain('"to":');
    expect(recipients.length).toBeGreaterThan(texts.length);
    await store.close();
  },
);
