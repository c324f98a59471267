import { setImmediate as nextTurn } from 'node:timers/promises';
import { expect, test, vi } from 'vitest';
import { messagesOfCard } from '../../src/store/attempts/outbox.ts';
import { readyMessages } from '../../src/store/attempts/ready-messages.ts';
import type { Store } from '../../src/store/engine/database.ts';
import { LeaseLost } from '../../src/store/engine/leases.ts';
import { claimOne } from '../support/claim.ts';
import { finish, holderForTest, smscForTest } from '../support/holder.ts';
import { numbers, order, sms, untilAll } from '../support/outbox.ts';
import { openTestStore } from '../support/store.ts';

const PHONE = '79991234567';

test('answers outlive a store that fails for a while, and nothing is sent meanwhile', async () => {
  const store = await openTestStore();
  const smsc = await smscForTest({ deliveryMs: 3000 });
  let failures = 0;
  const failing: Store = {
    ...store,
    write(work) {
      if (smsc.submits().length === 1 && failures < 3) {
        failures += 1;
        return Promise.reject(new Error('disk full'));
      }
      return store.write(work);
    },
  };
  const holder = await holderForTest(failing, smsc);

  const first = await order(store, [sms(PHONE, 'hello')]);
  const [message] = await untilAll(store, first, 'accepted');

  expect(message?.accepted_at).not.toBeNull();
  expect(failures).toBe(3);
  expect(holder.log.filter(({ level }) => level === 'error')).toHaveLength(3);
  await finish(store);
});

test('who stops with nothing to store says nothing of answers, though the lease is lost', async () => {
  const store = await openTestStore();
  const smsc = await smscForTest();
  const third = Promise.withResolvers<void>();
  const ended = Promise.withResolvers<void>();
  let rounds = 0;
  const lost: Store = {
    ...store,
    async write(work, how) {
      if (how !== 'shared') return store.write(work, how);
      rounds += 1;
      if (rounds === 3) {
        third.resolve();
        await ended.promise;
      }
      throw new LeaseLost('account demo');
    },
  };
  const holder = await holderForTest(lost, smsc);
  await third.promise;

  const stopped = holder.stop(0);
  await vi.waitUntil(() => smsc.binds() === 0);
  for (let turns = 0; turns < 10; turns += 1) await nextTurn();
  ended.resolve();
  await stopped;

  expect(holder.log.filter(({ level }) => level === 'error')).toEqual([]);
  await finish(store);
});

test('stop waits for the answers that are under way, and claims nothing more', async () => {
  const store = await openTestStore();
  const smsc = await smscForTest({ deliveryMs: 5000 });
  smsc.fault({ fault: 'late', seconds: 0.2, times: 10 });
  const submitted = new Promise((resolve) => smsc.events.once('submit', resolve));
  const holder = await holderForTest(store, smsc, { window: 1 });
  const card = await order(
    store,
    numbers(2).map((to) => sms(to, 'sale')),
  );
  await submitted;

  await holder.stop(5000);

  const messages = await messagesOfCard(store.db, card, 10);
  expect(messages.map(({ state }) => state)).toEqual(['accepted', 'queued']);
  expect(smsc.submits()).toHaveLength(1);
  await finish(store);
});

test('what is not answered when draining ends is in doubt', async () => {
  const store = await openTestStore();
  const smsc = await smscForTest({ deliveryMs: 60_000 });
  const submitted = new Promise((resolve) => smsc.events.once('submit', resolve));
  const holder = await holderForTest(store, smsc);
  smsc.fault({ fault: 'late', seconds: 60, times: 1 });
  const card = await order(store, [sms(PHONE, 'hello')]);
  await submitted;

  await holder.stop(50);

  expect(await messagesOfCard(store.db, card, 1)).toMatchObject([{ state: 'in_doubt' }]);
  await finish(store);
});

test('what a killed process left unanswered is in doubt at the next start, and is not sent', async () => {
  const store = await openTestStore();
  const smsc = await smscForTest();
  const card = await order(store, [sms(PHONE, 'hello')]);
  await store.write(async (tx) => {
    const now = Date.now();
    for (const message of await readyMessages(tx, 'demo', 10, now)) {
      await claimOne(tx, message, [{ part: 1, host: smsc.address, bind: 'demo/1', source: 'SHOP' }], 1, now);
    }
  });

  await holderForTest(store, smsc);

  expect(await messagesOfCard(store.db, card, 1)).toMatchObject([{ state: 'in_doubt' }]);
  const next = await order(store, [sms('79990000030', 'hello')]);
  await untilAll(store, next, 'delivered');
  expect(smsc.phones()).toEqual(['79990000030']);
  await finish(store);
});
