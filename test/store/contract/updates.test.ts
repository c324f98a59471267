import { expect, test } from 'vitest';
import {
  countTry,
  finishUpdate,
  forgetUpdates,
  keepUpdate,
  takeUpdate,
} from '../../../src/store/chats/updates.ts';
import { onEachStore } from '../../support/stores.ts';

const update = (updateId: number, botId = 1) => ({ botId, updateId, body: `{"update_id":${updateId}}` });

onEachStore(({ open }) => {
  test('updates are handled in the order in which they came, each once', async () => {
    const store = await open();
    // Telegram starts its numbers anew after a quiet week.
    for (const id of [900, 3, 900]) await store.write((tx) => keepUpdate(tx, update(id), 1000));
    await store.write((tx) => keepUpdate(tx, update(900, 2), 1000));

    const handled: [number, number][] = [];
    for (let next = await store.write(takeUpdate); next; next = await store.write(takeUpdate)) {
      const { id, bot_id, update_id } = next;
      handled.push([bot_id, update_id]);
      await store.write((tx) => finishUpdate(tx, id, 'done'));
    }
    await store.write((tx) => keepUpdate(tx, update(3), 2000));

    expect(handled).toEqual([
      [1, 900],
      [1, 3],
      [2, 900],
    ]);
    expect(await store.write(takeUpdate)).toBeUndefined();
    await store.close();
  });

  test('the words of an update go when it is finished, and the update some days later', async () => {
    const store = await open();
    await store.write((tx) => keepUpdate(tx, update(1), 1000));
    await store.write((tx) => keepUpdate(tx, update(2), 1000));
    const first = await store.write(takeUpdate);
    await store.write((tx) => finishUpdate(tx, first?.id ?? '', 'failed'));
    const kept = await store.db
      .selectFrom('updates')
      .select(['update_id', 'body'])
      .orderBy('update_id')
      .execute();
    expect(kept).toMatchObject([{ body: '' }, { body: '{"update_id":2}' }]);

    await store.write((tx) => forgetUpdates(tx, 1001));

    expect(await store.db.selectFrom('updates').select('update_id').execute()).toMatchObject([
      { update_id: 2 },
    ]);
    await store.close();
  });

  test('tries are counted', async () => {
    const store = await open();
    await store.write((tx) => keepUpdate(tx, update(1), 1000));
    const { id = '' } = (await store.write(takeUpdate)) ?? {};

    await store.write((tx) => countTry(tx, id));
    await store.write((tx) => countTry(tx, id));

    expect((await store.write(takeUpdate))?.tries).toBe(2);
    await store.close();
  });
});
