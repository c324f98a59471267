import { expect, test } from 'vitest';
import type { Store } from '../../src/store/engine/database.ts';
import { messagesOfOrder } from '../../src/store/orders/order-messages.ts';
import { findOrder } from '../../src/store/orders/orders.ts';
import { createHook } from '../../src/store/programs/hooks.ts';
import type { HookEvent } from '../../src/store/programs/hooks-at-hand.ts';
import { api } from '../support/api.ts';
import { accepted, submit, submitMessages } from '../support/fates.ts';
import { tellStatus } from '../support/http-statuses.ts';
import { order } from '../support/outbox.ts';
import { onEachStore } from '../support/stores.ts';

/** What the hooks are to be told, in its order. */
const untold = async ({ db }: Store) =>
  (await db.selectFrom('hook_events').select('kind').orderBy('id').execute()).map(({ kind }) => kind);

const hooked = (store: Store, events: readonly HookEvent[]) =>
  store.write((tx) =>
    createHook(tx, { url: 'https://shop.example/', events, by: 101, key: 'k', now: Date.now() }),
  );

/** A Viber message that arrives, is read, and has its link opened, each of it told twice. */
async function readTwice(store: Store): Promise<void> {
  const card = await order(store, [{ channel: 'viber', to: '79991234567', text: 'hello' }]);
  await submit(store, card, [accepted('m0')]);
  for (const status of ['delivered', 'delivered', 'read', 'read', 'clicked', 'clicked'] as const)
    await tellStatus(store, 'm0', status);
}

onEachStore(({ open }) => {
  test('a program is told once that a message was read, and once that its link was opened, after that it arrived', async () => {
    const store = await open();
    await hooked(store, ['delivered', 'read', 'clicked']);
    await readTwice(store);
    expect(await untold(store)).toEqual(['delivered', 'read', 'clicked']);
    await store.close();
  });

  test('one that did not ask for that is not told', async () => {
    const store = await open();
    await hooked(store, ['delivered', 'failed']);
    await readTwice(store);
    expect(await untold(store)).toEqual(['delivered']);
    await store.close();
  });

  test('GET /api/messages says when a message was read, and when its link was opened', async () => {
    const store = await open();
    const { call } = await api(store);
    const asked = { channel: 'viber', to: '+79991234567', text: 'hello' };
    const { id } = (await call('POST /api/messages', asked)).body;
    const fate = async () => (await call(`GET /api/messages/${id}`)).body.messages;
    const found = await findOrder(store.db, id);
    if (!found) throw new Error('no order');
    await submitMessages(store, await messagesOfOrder(store.db, found), [accepted('m0')]);
    await tellStatus(store, 'm0', 'delivered');
    expect(await fate()).toMatchObject([{ state: 'delivered', readAt: null, clickedAt: null }]);

    const [readAt, clickedAt] = [60_000, 90_000].map((ms) => Date.now() + ms);
    await tellStatus(store, 'm0', 'read', readAt);
    await tellStatus(store, 'm0', 'clicked', clickedAt);
    expect(await fate()).toMatchObject([
      {
        state: 'delivered',
        readAt: new Date(readAt ?? 0).toISOString(),
        clickedAt: new Date(clickedAt ?? 0).toISOString(),
      },
    ]);
  });
});
