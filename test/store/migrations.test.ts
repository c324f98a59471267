import { DatabaseSync } from 'node:sqlite';
import { expect, onTestFinished, test, vi } from 'vitest';
import { openStore } from '../../src/store/database.ts';
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
