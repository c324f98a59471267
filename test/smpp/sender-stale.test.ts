import { expect, test, vi } from 'vitest';
import { markAble } from '../../src/store/attempts/able.ts';
import { messagesOfCard } from '../../src/store/attempts/outbox.ts';
import { attemptsOf } from '../../src/store/attempts/stored-attempts.ts';
import type { Store } from '../../src/store/engine/database.ts';
import { OUTCOME, STATE } from '../../src/store/tables/coded.ts';
import { finish, holderForTest, smscForTest } from '../support/holder.ts';
import { decide, numbers, order, sms, until, untilAll } from '../support/outbox.ts';
import { openTestStore } from '../support/store.ts';
import { onEachStore } from '../support/stores.ts';

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

/** The account could last send so long ago, as the store knows. */
const ableAgo = (store: Store, ms: number): Promise<void> =>
  store.write((tx) => markAble(tx, 'demo', Date.now() - ms));

const waitingFor = async (store: Store, card: string) =>
  (await messagesOfCard(store.db, card, 10)).map((message) => message.waiting_for);

onEachStore(({ open }) => {
  test('what waited through a stop longer than allowed asks, whatever of it had left before, and what is younger goes', async () => {
    const store = await open();
    const smsc = await smscForTest();
    const bulk = await order(
      store,
      numbers(3).map((to) => sms(to, 'sale')),
      { freshAt: Date.now() - 700_000 },
    );
    const [first] = await messagesOfCard(store.db, bulk, 1);
    await store.write((tx) =>
      tx.db
        .updateTable('messages')
        .set({ state: STATE.of.delivered, ready_at: null })
        .where('id', '=', first?.id ?? 0)
        .execute(),
    );
    const young = await order(store, [sms(PHONE, 'hello')], { freshAt: Date.now() - 590_000 });
    await ableAgo(store, 601_000);

    await holderForTest(store, smsc);
    await untilAll(store, young, 'delivered');

    expect(await waitingFor(store, bulk)).toEqual([null, 'stale', 'stale']);
    expect(smsc.submits()).toHaveLength(1);
    await finish(store);
  });

  test('while an account can send that is on record: after a short stop it is known how short it was', async () => {
    const store = await open();
    const smsc = await smscForTest();
    const first = await holderForTest(store, smsc);
    await untilAll(store, await order(store, [sms(PHONE, 'hello')]), 'delivered');
    await first.stop(0);
    const old = await order(store, [sms(PHONE, 'sale')], { freshAt: Date.now() - 7_200_000 });

    await holderForTest(store, smsc);

    await untilAll(store, old, 'delivered');
    await finish(store);
  });

  test('waiting behind others ages nothing, however long it was, and nor does a stop that is short enough', async () => {
    const store = await open();
    const smsc = await smscForTest();
    await ableAgo(store, 590_000);
    const old = await order(store, [sms(PHONE, 'hello')], { freshAt: Date.now() - 7_200_000 });

    await holderForTest(store, smsc);

    await untilAll(store, old, 'delivered');
    await finish(store);
  });
});

test('a list that is older than a message may be goes, where the account could send all the time', async () => {
  const store = await openTestStore();
  const smsc = await smscForTest();
  await holderForTest(store, smsc, { sendMaxAge: 60_000 });
  await untilAll(store, await order(store, [sms(PHONE, 'hello')]), 'delivered');

  const two = await order(store, [sms(PHONE, 'sale'), sms('79990000030', 'sale')], {
    freshAt: Date.now() - 120_000,
  });

  await untilAll(store, two, 'delivered');
  await finish(store);
});

test('what waits while the machine sleeps for longer than allowed asks', async () => {
  vi.useFakeTimers({ toFake: ['Date', 'performance'], shouldAdvanceTime: true });
  const store = await openTestStore();
  const smsc = await smscForTest();
  const holder = await holderForTest(store, smsc);
  await untilAll(store, await order(store, [sms(PHONE, 'hello')]), 'delivered');
  smsc.fault({ fault: 'refuse', status: 0x08, times: 1 });
  const refused = await order(store, [sms(PHONE, 'later')]);
  await until(store, refused, ([one]) => one?.command_status === 0x08);

  // Nobody can tell a clock that is set from a machine that sleeps.
  vi.setSystemTime(Date.now() + 601_000);
  await store.write(async (tx) => tx.changed('outbox'));

  await until(store, refused, ([one]) => one?.waiting_for === 'stale');
  expect(holder.bound()).toBe(true);
  vi.useRealTimers();
  await finish(store);
});

test('after a freeze between commit and write nothing is written, and the message goes back', async () => {
  vi.useFakeTimers({ toFake: ['Date', 'performance'] });
  const store = await openTestStore();
  const smsc = await smscForTest();
  const outcomes: (string | undefined)[] = [];
  let frozen = false;
  const freezing: Store = {
    ...store,
    async write(work) {
      const result = await store.write(work);
      const [attempt] = await store.db.selectFrom('attempts').selectAll().execute();
      if (attempt?.outcome === OUTCOME.of.open && !frozen) {
        frozen = true;
        vi.advanceTimersByTime(5_001);
      } else if (frozen) outcomes.push(attempt && OUTCOME.name(attempt.outcome));
      return result;
    },
  };
  await holderForTest(freezing, smsc);

  const card = await order(store, [sms(PHONE, 'hello')]);
  const [message] = await untilAll(store, card, 'delivered');

  expect(outcomes[0]).toBe('not_written');
  expect(await attemptsOf(store.db, message?.id ?? 0)).toMatchObject([
    { outcome: 'not_written' },
    { outcome: 'accepted' },
  ]);
  expect(smsc.submits()).toHaveLength(1);
  vi.useRealTimers();
  await finish(store);
});

test('however long each write waits for the store, messages leave', async () => {
  vi.useFakeTimers({ toFake: ['Date', 'performance'] });
  const store = await openTestStore();
  const smsc = await smscForTest();
  const slow: Store = {
    ...store,
    write(work) {
      vi.advanceTimersByTime(5_100);
      return store.write(work);
    },
  };
  await holderForTest(slow, smsc);

  const card = await order(store, [sms(PHONE, 'hello')]);
  const [message] = await untilAll(store, card, 'delivered');

  expect(await attemptsOf(store.db, message?.id ?? 0)).toMatchObject([{ outcome: 'accepted' }]);
  vi.useRealTimers();
  await finish(store);
});
