import { expect, test } from 'vitest';
import { findWatch, mute, muteCause, switchOn, watchesIn } from '../../../src/store/watch/watches.ts';
import { isCauseMuted } from '../../../src/store/watch/watches-at-hand.ts';
import { earlierStore, restoreStore } from '../../support/earlier-stores.ts';
import { onEachStore } from '../../support/stores.ts';

const PLACE = { chatId: -1001, threadId: 7 };
const NOON = Date.UTC(2026, 10, 27, 12);
const HOUR = 3_600_000;

onEachStore(({ open, newUrl }) => {
  test('of several who mute other causes at once each is heeded, and what is over is kept no longer', async () => {
    const store = await open();
    const watched = { kind: 'alerts', only: {} } as const;
    await store.write((tx) => switchOn(tx, PLACE, { watched, by: 101, now: NOON }));
    const [{ id } = { id: 0 }] = await watchesIn(store.db, PLACE);
    const kept = async () => (await findWatch(store.db, id))?.mutedCauses;
    const change = (cause: string, until: number | null, now = NOON) =>
      store.write((tx) => muteCause(tx, { id, cause }, { until, now }));
    await Promise.all(['a', 'b', 'c'].map((cause) => change(cause, NOON + HOUR)));
    expect(await kept()).toEqual({ a: NOON + HOUR, b: NOON + HOUR, c: NOON + HOUR });
    await change('b', null);
    await change('d', NOON + 3 * HOUR, NOON + 2 * HOUR);
    expect(await kept()).toEqual({ d: NOON + 3 * HOUR });
    await change('d', null);
    const { muted_causes } = await store.db
      .selectFrom('watches')
      .select('muted_causes')
      .executeTakeFirstOrThrow();
    expect(muted_causes).toBe(null);
    await change('a', NOON + HOUR);
    await store.write((tx) => mute(tx, id, null));
    expect(await kept()).toEqual({});
    await store.close();
  });

  test('a watch that an earlier version muted stays so, and no cause of it is by itself', async () => {
    const columns = ['id', 'chat_id', 'thread_id', 'kind', 'terms', 'made_by', 'made_at', 'muted_until'];
    const terms = JSON.stringify({ v: 1, watched: { kind: 'usual', only: {} } });
    const rows = [[1, PLACE.chatId, PLACE.threadId, 'usual', terms, 101, NOON, NOON + HOUR]];
    const url = await newUrl();
    await restoreStore(url, {
      ...earlierStore('0008-lease-fences'),
      migration: '0055-stop-list-words',
      tables: { watches: { columns, rows } },
    });
    const store = await open(url);
    const watch = await findWatch(store.db, 1);
    if (!watch) throw new Error('no watch');
    expect(watch).toMatchObject({ mutedUntil: NOON + HOUR, mutedCauses: {} });
    expect(isCauseMuted(watch, 'link demo', NOON)).toBe(true);
    expect(isCauseMuted(watch, 'link demo', NOON + HOUR)).toBe(false);
    await store.close();
  });
});
