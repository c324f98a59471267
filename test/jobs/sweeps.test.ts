import { expect, test } from 'vitest';
import { sweeps } from '../../src/jobs/sweeps.ts';
import { addChunk, createFile } from '../../src/store/chats/files.ts';
import { finishUpdate, keepUpdate, takeUpdate } from '../../src/store/chats/updates.ts';
import { add, newStore, startWork, until } from '../support/jobs.ts';
import { decide, order, sms } from '../support/outbox.ts';

const DAY_MS = 24 * 3600 * 1000;

test('what nobody needs any more is forgotten from the start on, however much of it there is, and nothing else', async () => {
  const store = await newStore();
  const now = Date.now();
  await store.write(async (tx) => {
    for (let updateId = 0; updateId < 250; updateId++) {
      await keepUpdate(tx, { botId: 1, updateId, body: '{}' }, now - 3 * DAY_MS);
    }
    await tx.db.updateTable('updates').set({ state: 'done' }).execute();
    await keepUpdate(tx, { botId: 1, updateId: 250, body: '{}' }, now - 3 * DAY_MS);
    await keepUpdate(tx, { botId: 1, updateId: 251, body: '{}' }, now - DAY_MS);
  });
  const waiting = await store.write(takeUpdate);
  await store.write(async (tx) => {
    await finishUpdate(tx, waiting?.id ?? '', 'failed');
    await keepUpdate(tx, { botId: 1, updateId: 252, body: '{}' }, now - 9 * DAY_MS);
    for (const days of [6, 8]) {
      const file = await createFile(tx, { name: `${days} days old`, now: now - days * DAY_MS });
      await addChunk(tx, file, 0, Buffer.from('a'));
    }
  });
  const code = await order(store, [sms('79991234567', 'Your code is 48219377')], { freshAt: now });
  await store.write(async (tx) => {
    await decide(tx, code, 'cancel', now);
    await tx.db.updateTable('orders').set({ wipe_at: now }).execute();
  });
  await add(store, {}, 'old');
  await add(store, {}, 'open');
  const ended = { ended: 'done', ended_at: now - 8 * DAY_MS, due_at: null } as const;
  await store.write((tx) => tx.db.updateTable('jobs').set(ended).where('key', '=', 'old').execute());

  const worker = startWork(store, ...sweeps);
  await until(async () => (await worker.pieces('done')) === sweeps.length);
  await worker.stop();

  const { db } = store;
  const updates = await db.selectFrom('updates').select('update_id').orderBy('update_id').execute();
  expect(updates.map(({ update_id }) => update_id)).toEqual([251, 252]);
  expect(await db.selectFrom('files').select('name').execute()).toEqual([{ name: '6 days old' }]);
  expect(await db.selectFrom('file_chunks').select('position').execute()).toHaveLength(1);
  expect(await db.selectFrom('orders').select('request').execute()).toEqual([
    { request: '{"v":1,"content":{"channel":"sms","text":"Your code is ••••••••"}}' },
  ]);
  const jobs = await db.selectFrom('jobs').select('key').where('kind', '=', 'count').execute();
  expect(jobs).toEqual([{ key: 'open' }]);
});
