import { expect, test, vi } from 'vitest';
import { attemptsOf } from '../../src/store/attempts.ts';
import type { Store } from '../../src/store/database.ts';
import { orderOfCard } from '../../src/store/orders.ts';
import { finish, holderForTest, smscForTest } from '../support/holder.ts';
import { decide, numbers, order, sms, until, untilAll } from '../support/outbox.ts';
import { openTestStore } from '../support/store.ts';

const PHONE = '79991234567';

test('a message older than allowed waits for a person, with all of its order', async () => {
  const store = await openTestStore();
  const smsc = await smscForTest();
  const old = Date.now() - 601_000;
  const stale = await order(
    store,
    numbers(3).map((to) => sms(to, 'sale')),
    { freshAt: old },
  );
  const fresh = await order(store, [sms(PHONE, 'hello')]);

  await holderForTest(store, smsc, { window: 2 });
  await untilAll(store, fresh, 'delivered');
  const waiting = await untilAll(store, stale, 'waiting');
  expect(waiting.map((message) => message.waiting_for)).toEqual(['stale', 'stale', 'stale']);
  expect(smsc.submits()).toHaveLength(1);

  await store.write((tx) => decide(tx, stale, 'stale', Date.now()));
  await untilAll(store, stale, 'delivered');
  await finish(store);
});

test('a bulk that is under way is not stale', async () => {
  const store = await openTestStore();
  const smsc = await smscForTest();
  const card = await order(
    store,
    numbers(3).map((to) => sms(to, 'sale')),
    { freshAt: Date.now() - 601_000 },
  );
  await store.write((tx) =>
    tx.db
      .updateTable('orders')
      .set({ moved_at: Date.now() - 1000 })
      .where('card_id', '=', card)
      .execute(),
  );

  await holderForTest(store, smsc);

  await untilAll(store, card, 'delivered');
  await finish(store);
});

test('what leaves keeps its bulk fresh, and what was refused for now and comes again does not', async () => {
  const store = await openTestStore();
  const smsc = await smscForTest();
  await holderForTest(store, smsc);
  const bulk = await order(
    store,
    numbers(2).map((to) => sms(to, 'sale')),
  );
  await untilAll(store, bulk, 'delivered');
  expect((await orderOfCard(store.db, bulk))?.moved_at).not.toBeNull();

  smsc.fault({ fault: 'refuse', status: 0x14, times: 2 });
  const refused = await order(
    store,
    numbers(2).map((to) => sms(to, 'again')),
  );
  await until(store, refused, (all) => all.every(({ command_status }) => command_status === 0x14));
  await store.write((tx) => tx.db.updateTable('orders').set({ moved_at: null }).execute());
  await untilAll(store, refused, 'delivered');
  expect((await orderOfCard(store.db, refused))?.moved_at).toBeNull();
  await finish(store);
});

test('after a freeze between commit and write nothing is written, and the message goes back', async () => {
  vi.useFakeTimers({ toFake: ['performance'] });
  const store = await openTestStore();
  const smsc = await smscForTest();
  const outcomes: (string | undefined)[] = [];
  let frozen = false;
  const freezing: Store = {
    ...store,
    async write(work) {
      const result = await store.write(work);
      const [attempt] = await store.db.selectFrom('attempts').selectAll().execute();
      if (attempt?.outcome === 'open' && !frozen) {
        frozen = true;
        vi.advanceTimersByTime(5_001);
      } else if (frozen) outcomes.push(attempt?.outcome);
      return result;
    },
  };
  await holderForTest(freezing, smsc);

  const card = await order(store, [sms(PHONE, 'hello')]);
  const [message] = await untilAll(store, card, 'delivered');

  expect(outcomes[0]).toBe('not_written');
  expect(await attemptsOf(store.db, message?.id ?? '')).toMatchObject([
    { outcome: 'not_written' },
    { outcome: 'accepted' },
  ]);
  expect(smsc.submits()).toHaveLength(1);
  vi.useRealTimers();
  await finish(store);
});
