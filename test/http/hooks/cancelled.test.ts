import { expect, onTestFinished, test } from 'vitest';
import { keepersOfHooks } from '../../../src/chat/programs/hooks.ts';
import { startHooks } from '../../../src/http/hooks/index.ts';
import { hookMetrics } from '../../../src/http/hooks/metrics.ts';
import { createLog } from '../../../src/log.ts';
import type { Store } from '../../../src/store/engine/database.ts';
import { holdStale } from '../../../src/store/orders/decisions.ts';
import { orderOfCard } from '../../../src/store/orders/orders.ts';
import { createHook, hookSecret } from '../../../src/store/programs/hooks.ts';
import { HOOK_EVENTS, type HookEvent } from '../../../src/store/programs/hooks-at-hand.ts';
import { api } from '../../support/api.ts';
import { OLGA, SETTINGS } from '../../support/chat.ts';
import { decide, order, sms } from '../../support/outbox.ts';
import { receiver } from '../../support/receiver.ts';
import { onEachStore } from '../../support/stores.ts';

const KEY = '1:planted-key';

/** A program that is told of these, and what it was told by now. */
async function hooked(store: Store, events: readonly HookEvent[]) {
  const shop = await receiver(() => hookSecret(KEY, 1));
  await store.write((tx) =>
    createHook(tx, { url: `${shop.url}/1`, events, by: OLGA.id, key: KEY, now: Date.now() }),
  );
  const hooks = startHooks({
    store,
    key: KEY,
    allowPrivate: true,
    keepers: keepersOfHooks(SETTINGS),
    version: '1.0.0',
    metrics: hookMetrics(),
    log: createLog('silent'),
  });
  onTestFinished(() => hooks.stop());
  return shop;
}

const untold = async ({ db }: Store) => (await db.selectFrom('hook_events').selectAll().execute()).length;

onEachStore(({ open }) => {
  test('a program hears of each of its messages that grew too old, or that somebody called off, that it was cancelled', async () => {
    const store = await open();
    const shop = await hooked(store, HOOK_EVENTS);
    const { call } = await api(store);
    const sent = async (to: string[]) =>
      (await call('POST /api/messages', { to, text: 'Your order is ready' })).body.id as string;

    const stale = await sent(['+79991234567', '+79991234568']);
    await store.write((tx) => holdStale(tx, [stale], Date.now()));
    await shop.come(2);
    const told = shop.told.map(({ body }) => body).toSorted((one, other) => one.data.to - other.data.to);
    expect(told).toMatchObject(
      ['79991234567', '79991234568'].map((to) => ({
        type: 'message.cancelled',
        data: { order: stale, to, from: 'SHOP', channel: 'sms', state: 'cancelled', error: null },
      })),
    );
  });

  test('who asked for other events, and what people called off themselves, is not told so', async () => {
    const store = await open();
    await hooked(store, ['delivered', 'failed', 'incoming', 'doubt']);
    const { call } = await api(store);
    const { body } = await call('POST /api/messages', { to: '+79991234567', text: 'hello' });
    await store.write((tx) => holdStale(tx, [body.id], Date.now()));
    expect(await untold(store)).toBe(0);

    await store.db.updateTable('hooks').set({ events: HOOK_EVENTS.join(), suspended_at: null }).execute();
    store.changes.emit('hooks');
    const card = await order(store, [sms('79991234569', 'hello')]);
    expect(await store.write((tx) => decide(tx, card, 'cancel', Date.now()))).toBe(1);
    expect((await orderOfCard(store.db, card))?.maker).toBe('person');
    expect(await untold(store)).toBe(0);
  });
});
