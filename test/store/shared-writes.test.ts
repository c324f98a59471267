import { StatementSync } from 'node:sqlite';
import { expect, test, vi } from 'vitest';
import { markAble } from '../../src/store/attempts/able.ts';
import type { Store, Tx } from '../../src/store/engine/database.ts';
import { openTestStore } from '../support/store.ts';

const able = (account: string) => (tx: Tx) => markAble(tx, account, 1);

async function accounts({ db }: Store): Promise<string[]> {
  const rows = await db.selectFrom('accounts').select('account').orderBy('account').execute();
  return rows.map(({ account }) => account);
}

/** How often the store was told to commit. */
function watchCommits(): () => number {
  const run = vi.spyOn(StatementSync.prototype, 'run');
  return () =>
    run.mock.contexts.filter((statement) => (statement as StatementSync).sourceSQL === 'commit').length;
}

test('what is written at the same time, and may share a commit, does', async () => {
  const store = await openTestStore();
  const commits = watchCommits();
  const results = await Promise.all(
    ['a', 'b', 'c'].map((account) =>
      store.write(async (tx) => {
        await able(account)(tx);
        return account;
      }, 'shared'),
    ),
  );

  expect(results).toEqual(['a', 'b', 'c']);
  expect(commits()).toBe(1);
  expect(await accounts(store)).toEqual(['a', 'b', 'c']);
  await store.close();
});

test('of those that share a commit what fails is taken back by itself, and told of nothing but that', async () => {
  const store = await openTestStore();
  const told: string[] = [];
  store.changes.on('jobs', () => told.push('jobs'));
  store.changes.on('queries', () => told.push('queries'));
  const [one, poisoned, other] = await Promise.allSettled([
    store.write(async (tx) => {
      tx.changed('jobs');
      await able('one')(tx);
    }, 'shared'),
    store.write(async (tx) => {
      tx.changed('queries');
      await able('poisoned')(tx);
      throw new RangeError('poisoned');
    }, 'shared'),
    store.write(able('other'), 'shared'),
  ]);

  expect([one.status, other.status]).toEqual(['fulfilled', 'fulfilled']);
  expect(poisoned).toMatchObject({ reason: new RangeError('poisoned') });
  expect(await accounts(store)).toEqual(['one', 'other']);
  expect(told).toEqual(['jobs']);
  await store.close();
});

test('where SQLite has rolled all of it back none of those that share it counts as written', async () => {
  const store = await openTestStore();
  const results = await Promise.allSettled([
    store.write(able('before'), 'shared'),
    store.write(async ({ prepare }) => {
      prepare?.('rollback').run();
      throw new Error('database or disk is full');
    }, 'shared'),
    store.write(able('behind'), 'shared'),
  ]);

  expect(results.map(({ status }) => status)).toEqual(['rejected', 'rejected', 'rejected']);
  expect(await accounts(store)).toEqual([]);
  // The next is not held up by it.
  await store.write(able('later'), 'shared');
  expect(await accounts(store)).toEqual(['later']);
  await store.close();
});
