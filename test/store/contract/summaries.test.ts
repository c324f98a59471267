import { expect, test } from 'vitest';
import { passTime, switchOn, watchesIn } from '../../../src/store/watch/watches.ts';
import { onEachStore } from '../../support/stores.ts';

const PLACE = { chatId: -1001, threadId: 7 };
const NOON = Date.UTC(2026, 10, 27, 12);

onEachStore(({ open }) => {
  test('of several who look at once, one is done with a time of a summary, and none with one before it', async () => {
    const store = await open();
    const watched = { kind: 'daily', only: {}, at: { minute: 540, weekday: null } } as const;
    await store.write((tx) => switchOn(tx, PLACE, { watched, by: 101, now: NOON }));
    const [watch] = await watchesIn(store.db, PLACE);
    expect(watch).toMatchObject({ watched, toldUpTo: NOON });
    const pass = (at: number) => store.write((tx) => passTime(tx, watch?.id ?? 0, at));
    const passed = await Promise.all([NOON + 1, NOON + 1, NOON + 1].map(pass));
    expect(passed.filter(Boolean)).toEqual([true]);
    expect(await pass(NOON)).toBe(false);
    expect(await pass(NOON + 2)).toBe(true);
    const failed = { kind: 'failed', only: {} } as const;
    await store.write((tx) => switchOn(tx, PLACE, { watched: failed, by: 101, now: NOON }));
    const other = (await watchesIn(store.db, PLACE)).find(({ watched: { kind } }) => kind === 'failed');
    expect(await store.write((tx) => passTime(tx, other?.id ?? 0, NOON))).toBe(false);
    await store.close();
  });
});
