import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { messagesOfCard } from '../../src/store/attempts/outbox.ts';
import type { Store } from '../../src/store/engine/database.ts';
import { timeOf } from '../../src/store/engine/store-time.ts';
import { holdForGuard } from '../../src/store/orders/guard.ts';
import { receiptsOf } from '../../src/store/receipts/stored-receipts.ts';
import { finish, holderForTest, smscForTest } from '../support/holder.ts';
import { order, sms, until, untilAll } from '../support/outbox.ts';
import { openTestStore } from '../support/store.ts';
import { onEachStore } from '../support/stores.ts';

const PHONE = '79991234567';

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['Date', 'performance'], shouldAdvanceTime: true });
});

afterEach(() => {
  vi.useRealTimers();
});

/** The clock on the wall is set; the monotonic one goes on. */
const set = (ms: number) => vi.setSystemTime(Date.now() + ms);

/** Anything that is written wakes the sender. */
const wake = (store: Store): Promise<void> => store.write(async (tx) => tx.changed('outbox'));

test('a clock that leaps ahead for a moment neither ends the guard nor makes it last longer', async () => {
  const store = await openTestStore();
  const smsc = await smscForTest();
  await holderForTest(store, smsc);
  const [sent] = await untilAll(store, await order(store, [sms(PHONE, 'hello')]), 'delivered');

  set(70_000);
  const second = await order(store, [sms(PHONE, 'hello')]);
  await until(store, second, ([one]) => one?.waiting_for === 'guard');
  set(-70_000);
  await wake(store);
  await until(store, second, ([one]) => one?.ready_at === (sent?.attempted_at ?? 0) + 65_000);

  // What is written later leaves, and by then the sender has looked at what is held.
  vi.advanceTimersByTime(50_000);
  await untilAll(store, await order(store, [sms(PHONE, 'another text')]), 'delivered');
  expect(smsc.phone(PHONE).map(({ text }) => text)).toEqual(['hello', 'another text']);

  vi.advanceTimersByTime(15_000);
  await wake(store);
  await untilAll(store, second, 'delivered');
  await finish(store);
});

test('a clock that is set back by hours makes no retry wait for it', async () => {
  const store = await openTestStore();
  const smsc = await smscForTest();
  await holderForTest(store, smsc);
  smsc.fault({ fault: 'refuse', status: 0x08, times: 1 });
  const card = await order(store, [sms(PHONE, 'hello')]);
  const [refused] = await until(store, card, ([one]) => one?.command_status === 0x08);

  set(-3 * 3_600_000);
  await wake(store);

  const [carried] = await until(store, card, ([one]) => (one?.ready_at ?? 0) < (refused?.created_at ?? 0));
  expect((carried?.ready_at ?? 0) - Date.now()).toBeLessThanOrEqual(1_000);
  await untilAll(store, card, 'delivered');
  await finish(store);
});

test('a retry does not wait for the clock to get there again that was set back while nothing ran', async () => {
  const store = await openTestStore();
  const smsc = await smscForTest();
  const card = await order(store, [sms(PHONE, 'hello')]);
  const [message] = await messagesOfCard(store.db, card, 1);
  if (!message) throw new Error('no message');
  const until = Date.now() + 3 * 3_600_000;
  await store.write((tx) => holdForGuard(tx, [{ message, until }], Date.now()));

  await holderForTest(store, smsc);

  await untilAll(store, card, 'delivered');
  await finish(store);
});

onEachStore(({ kind, open }) => {
  test('what is sent and what comes goes by the clock of the store', async () => {
    const store = await open();
    const smsc = await smscForTest();
    const before = await store.write(timeOf);
    await holderForTest(store, smsc);
    // A machine whose clock is wrong all the time: PostgreSQL has another.
    if (kind === 'postgres') set(300_000);

    const card = await order(store, [sms(PHONE, 'hello')]);
    const [message] = await untilAll(store, card, 'delivered');

    const [receipt] = await receiptsOf(store.db, message?.id ?? 0);
    const times = [message?.attempted_at, message?.ended_at, receipt?.received_at];
    for (const at of times) expect(Math.abs((at ?? 0) - before)).toBeLessThan(150_000);
    await finish(store);
  });

  test('what an instance whose clock is 20 s ahead writes leaves at once', async () => {
    const store = await open();
    const smsc = await smscForTest();
    set(20_000);
    const card = await order(store, [sms(PHONE, 'hello')]);
    set(-20_000);

    await holderForTest(store, smsc);

    await untilAll(store, card, 'delivered');
    const [message] = await messagesOfCard(store.db, card, 1);
    expect(message?.created_at).toBeGreaterThan(message?.attempted_at ?? Number.POSITIVE_INFINITY);
    await finish(store);
  });
});
