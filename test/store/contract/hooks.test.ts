import { expect, test } from 'vitest';
import type { Store } from '../../../src/store/engine/database.ts';
import { forgetHookEvents, nextHookEvents, noteTries } from '../../../src/store/programs/hook-events.ts';
import { createHook, findHook } from '../../../src/store/programs/hooks.ts';
import { STATE } from '../../../src/store/tables/coded.ts';
import { onEachStore } from '../../support/stores.ts';

const MADE = { url: 'https://shop.example/', events: ['failed', 'delivered'], by: 101, key: 'k' } as const;
const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;

/** A message that fails and then arrives, and another that fails. */
const happen = (store: Store) =>
  store.write(async (tx) => {
    const one = { account: 'demo', recipient: '79991234567', error: 6, command_status: null };
    tx.happened({ ...one, kind: 'failed', id: 1, state: STATE.of.undelivered });
    tx.happened({ ...one, kind: 'delivered', id: 1, state: STATE.of.delivered });
    tx.happened({ ...one, kind: 'failed', id: 2, state: STATE.of.undelivered });
  });

onEachStore(({ open }) => {
  test('what one message alone is not taken for is given up after a time, and what waits behind it goes', async () => {
    const store = await open();
    const now = Date.now();
    const id = await store.write((tx) => createHook(tx, { ...MADE, now }));
    await happen(store);
    const next = async () =>
      (await nextHookEvents(store.db, id, 8)).map(({ subject, kind }) => `${subject} ${kind}`);
    expect((await next()).toSorted()).toEqual(['1 failed', '2 failed']);
    const pauses: number[] = [];
    for (let tries = 1; (await next()).includes('1 failed'); tries += 1) {
      expect(tries).toBeLessThanOrEqual(20);
      const [poison] = (await nextHookEvents(store.db, id, 8)).filter(({ subject }) => subject === '1');
      if (!poison) throw new Error('it is gone');
      const taken = { event: { ...poison, id: -1 }, why: null };
      await store.write((tx) => noteTries(tx, id, [{ event: poison, why: 'status 400' }, taken], now));
      const [after] = (await nextHookEvents(store.db, id, 8)).filter((one) => one.id === poison.id);
      if (after) pauses.push((after.due_at - now) / 1000);
    }
    expect(pauses.slice(0, 8)).toEqual([5, 30, 120, 600, 1800, 3600, 7200, 7200]);
    expect(pauses).toHaveLength(19);
    // Others were taken: it is not the hook that fails.
    expect(await findHook(store.db, id)).toMatchObject({
      failures: 0,
      failed_why: 'status 400',
      suspended_at: null,
    });
    expect((await next()).toSorted()).toEqual(['1 delivered', '2 failed']);
    await store.close();
  });

  test('a hook that takes nothing rests for longer and longer, and is switched off after a day of it', async () => {
    const store = await open();
    const begin = Date.now();
    const id = await store.write((tx) => createHook(tx, { ...MADE, now: begin }));
    await happen(store);
    const tries: number[] = [];
    for (let now = begin; ; now = (await findHook(store.db, id))?.due_at ?? 0) {
      tries.push((now - begin) / MINUTE);
      const [event] = await nextHookEvents(store.db, id, 1);
      if (!event) throw new Error('nothing waits');
      const why = await store.write((tx) => noteTries(tx, id, [{ event, why: 'timeout' }], now));
      if (why === null) continue;
      expect(why).toBe('failing');
      break;
    }
    expect(tries.at(-2)).toBeLessThan(24 * 60);
    expect(tries.at(-1)).toBeGreaterThanOrEqual(24 * 60);
    expect(await findHook(store.db, id)).toMatchObject({ suspended_why: 'failing' });
    expect(await nextHookEvents(store.db, id, 8)).toHaveLength(2);
    await happen(store);
    expect(await store.db.selectFrom('hook_events').select('id').execute()).toHaveLength(3);
    await store.close();
  });

  test('what waits for too long is forgotten', async () => {
    const store = await open();
    await store.write((tx) => createHook(tx, { ...MADE, now: Date.now() }));
    await happen(store);
    await store.write((tx) => forgetHookEvents(tx, Date.now() - DAY));
    expect(await store.db.selectFrom('hook_events').select('id').execute()).toHaveLength(3);
    await store.write((tx) => forgetHookEvents(tx, Date.now() + DAY));
    expect(await store.db.selectFrom('hook_events').select('id').execute()).toEqual([]);
    await store.close();
  });
});
