import { sql } from 'kysely';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { createLog } from '../../src/log.ts';
import { nameChat } from '../../src/store/chats/chat-names.ts';
import type { Store } from '../../src/store/engine/database.ts';
import { watchedStore } from '../../src/store/engine/watched-store.ts';
import { openTestStore } from '../support/store.ts';

beforeEach(() => void vi.useFakeTimers({ toFake: ['performance'] }));
afterEach(async () => {
  vi.useRealTimers();
  for (const store of open.splice(0)) await store.close();
});

const open: Store[] = [];

/** A store of which the disk can be taken away, and what is logged of it: messages, with their fields. */
async function watched() {
  const store = await openTestStore();
  open.push(store);
  const said: { level: string; msg: string; awayMs?: number }[] = [];
  const log = createLog('debug', { write: (line) => void said.push(JSON.parse(line)) });
  const watch = watchedStore(store, { onWrite() {}, log });
  return {
    said,
    problem: watch.problem,
    readOnly: (on: boolean) => sql.raw(`pragma query_only = ${on}`).execute(store.db),
    /** Whether a write was taken. */
    write: () =>
      watch.store
        .write((tx) => nameChat(tx, 1, 'en'))
        .then(
          () => true,
          () => false,
        ),
  };
}

test('a store that is away is logged once, and once that it is back, with how long it was away', async () => {
  const { said, problem, readOnly, write } = await watched();
  expect(await write()).toBe(true);
  expect(said).toEqual([]);

  await readOnly(true);
  for (let tries = 0; tries < 30; tries++) {
    expect(await write()).toBe(false);
    vi.advanceTimersByTime(1_000);
  }
  expect(said).toMatchObject([
    { level: 'error', reason: 'the store does not take writes: attempt to write a readonly database' },
  ]);
  expect(problem()).toContain('readonly');

  await readOnly(false);
  expect(await write()).toBe(true);
  vi.advanceTimersByTime(15_000);
  for (let writes = 0; writes < 30; writes++) expect(await write()).toBe(true);
  expect(said).toHaveLength(2);
  expect(said[1]).toMatchObject({ level: 'info', msg: 'the store is back', awayMs: 30_000 });
  expect(problem()).toBeNull();

  await readOnly(true);
  await write();
  expect(said).toHaveLength(3);
});

test('writes that get through between others that fail do not make a store be back', async () => {
  const { said, readOnly, write } = await watched();
  for (let tries = 0; tries < 20; tries++) {
    await readOnly(true);
    expect(await write()).toBe(false);
    vi.advanceTimersByTime(5_000);
    await readOnly(false);
    expect(await write()).toBe(true);
  }
  expect(said).toHaveLength(1);
});

test('a write that fails by what was asked of it says nothing against the store', async () => {
  const store = await openTestStore();
  open.push(store);
  const said: string[] = [];
  const log = createLog('debug', { write: (line) => void said.push(line) });
  const watch = watchedStore(store, { onWrite() {}, log });
  await expect(
    watch.store.write(async () => {
      throw new TypeError('a mistake of the program');
    }),
  ).rejects.toThrow('a mistake');
  expect(said).toEqual([]);
  expect(watch.problem()).toBeNull();
});

test('what is written by other connections of it counts as well', async () => {
  const store = await openTestStore();
  open.push(store);
  const outcomes: string[] = [];
  const log = createLog('silent');
  const watch = watchedStore(store, { onWrite: (outcome) => void outcomes.push(outcome), log });

  await watch.store.apart(1).write((tx) => nameChat(tx, 1, 'en'));

  expect(outcomes).toEqual(['committed']);
});
