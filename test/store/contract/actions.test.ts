import { expect, test } from 'vitest';
import { lastActionOn, recordAction } from '../../../src/store/people/actions.ts';
import type { ActionsTable } from '../../../src/store/tables/chat-schema.ts';
import { onEachStore } from '../../support/stores.ts';

const press = (changes: Partial<ActionsTable> = {}): Omit<ActionsTable, 'id'> => ({
  at: 1000,
  actor_kind: 'person',
  actor_id: '101',
  chat_id: -1_001_234_567_890,
  thread_id: 7,
  what: 'press send',
  arg: null,
  order_id: null,
  card_id: 'a',
  message_id: null,
  origin: 'press 1',
  ...changes,
});

onEachStore(({ open }) => {
  test('an action is kept as it was, once for its origin', async () => {
    const store = await open();
    await store.write((tx) => recordAction(tx, press()));
    await store.write((tx) => recordAction(tx, press({ actor_id: '102', at: 2000 })));
    expect(await store.db.selectFrom('actions').selectAll().execute()).toEqual([
      { id: expect.any(String), ...press() },
    ]);
    await store.close();
  });

  test('the last of its kind on a card is found, and none of another card', async () => {
    const store = await open();
    await store.write(async (tx) => {
      await recordAction(tx, press({ at: 2000, origin: 'press 2', actor_id: '102' }));
      await recordAction(tx, press());
      await recordAction(tx, press({ at: 3000, origin: 'press 3', what: 'press cancel' }));
      await recordAction(tx, press({ at: 3000, origin: 'press 4', card_id: 'b' }));
    });
    expect(await lastActionOn(store.db, 'a', ['press send', 'press plain'])).toMatchObject({
      actor_id: '102',
      at: 2000,
    });
    expect(await lastActionOn(store.db, 'c', ['press send'])).toBeUndefined();
    await store.close();
  });
});
