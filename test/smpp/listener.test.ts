import { Registry } from 'prom-client';
import { expect, test, vi } from 'vitest';
import { createLog } from '../../src/log.ts';
import { ComingAnswers } from '../../src/sender/coming-answers.ts';
import { Moments } from '../../src/sender/moments.ts';
import { Traffic } from '../../src/sender/traffic.ts';
import { Acknowledged } from '../../src/smpp/acknowledged.ts';
import { Listener } from '../../src/smpp/listener.ts';
import { smppMetrics } from '../../src/smpp/metrics.ts';
import type { Deliver } from '../../src/smpp/pdu.ts';
import { ReceiptHabits } from '../../src/smpp/receipt-habits.ts';
import { attemptsOf } from '../../src/store/attempts/stored-attempts.ts';
import type { Store } from '../../src/store/engine/database.ts';
import type { Incoming } from '../../src/store/talks/incoming.ts';
import { deliverSm } from '../support/deliver-sm.ts';
import { finish, holderForTest, smscForTest, untilBound } from '../support/holder.ts';
import { order, sms, untilAll } from '../support/outbox.ts';
import { openTestStore } from '../support/store.ts';
import { unseenIncoming } from '../support/unseen.ts';

const PHONE = '79991234567';

/** Resolves once so many incoming messages are stored. */
function incoming(store: Store, count: number): Promise<Incoming[]> {
  return new Promise((resolve, reject) => {
    const look = async (): Promise<void> => {
      const messages = await unseenIncoming(store.db, 100);
      if (messages.length < count) return;
      stop();
      resolve(messages);
    };
    const stop = store.changes.on('incoming', () => void look().catch(reject));
    look().catch(reject);
  });
}

test("a subscriber's message is stored with who wrote it, and to which number", async () => {
  const store = await openTestStore();
  const smsc = await smscForTest();
  await holderForTest(store, smsc);

  await smsc.write(PHONE, { to: '79000000', text: 'Спасибо 🙂' });

  expect(await incoming(store, 1)).toMatchObject([
    { account: 'demo', sender: PHONE, recipient: '79000000', text: 'Спасибо 🙂', missing: [] },
  ]);
  await finish(store);
});

test('a long message in parts is joined into one', async () => {
  const store = await openTestStore();
  const smsc = await smscForTest();
  await holderForTest(store, smsc);
  const text = 'Длинное сообщение, которое не помещается в одну часть. '.repeat(6);

  await smsc.write(PHONE, { to: '79000000', text });

  expect(await incoming(store, 1)).toMatchObject([{ text, missing: [] }]);
  await finish(store);
});

test('what the store cannot take is refused for now, and stored when the provider delivers it again', async () => {
  const store = await openTestStore();
  const smsc = await smscForTest();
  let failing = false;
  let failures = 0;
  const unreliable: Store = {
    ...store,
    write(work) {
      if (!failing) return store.write(work);
      failures += 1;
      failing = failures < 2;
      return Promise.reject(new Error('disk full'));
    },
  };
  const holder = await holderForTest(unreliable, smsc);
  await untilBound(holder);
  // The report of the bind is written before the store begins to fail.
  await new Promise((resolve) => store.changes.on('binds', () => resolve(null)));
  failing = true;

  await smsc.write(PHONE, { to: '79000000', text: 'one' });

  expect(await incoming(store, 1)).toMatchObject([{ text: 'one' }]);
  expect(failures).toBe(2);
  await finish(store);
});

test('a message that the store never takes does not keep the others of its group from it, and is found by halves', async () => {
  const store = await openTestStore();
  let tries = 0;
  const picky: Store = {
    ...store,
    write: (work) =>
      store.write(async (tx) => {
        tries += 1;
        const result = await work(tx);
        const rows = await tx.db.selectFrom('incoming').select('body').execute();
        if (rows.some(({ body }) => body.includes('bad'))) throw new Error('a row that cannot be stored');
        return result;
      }),
  };
  const listener = listenerOn(picky);

  const good = Array.from({ length: 31 }, (_, index) => `good ${index}`);

  const statuses = await Promise.all(
    good.toSpliced(20, 0, 'bad').map((text) => listener.take(messageOf(text), new Traffic())),
  );

  expect(statuses).toEqual(good.map(() => 0).toSpliced(20, 0, 0x64));
  expect((await unseenIncoming(store.db, 40)).map(({ text }) => text).toSorted()).toEqual(good.toSorted());
  // The group, whether the store is there, and two of each size of half.
  expect(tries).toBe(2 + 2 * 5);
  await finish(store);
});

test.each([
  [
    'that is full',
    Object.assign(new Error('database or disk is full'), { code: 'ERR_SQLITE_ERROR', errcode: 13 }),
    1,
  ],
  ['that fails without a reason', new Error('it fails'), 2],
])('a store %s has all that waits refused at once', async (_, error, tries) => {
  const store = await openTestStore();
  const begun = Promise.withResolvers<void>();
  const failure = Promise.withResolvers<never>();
  let writes = 0;
  const failing: Store = {
    ...store,
    write() {
      writes += 1;
      begun.resolve();
      return failure.promise;
    },
  };
  const listener = listenerOn(failing);
  const take = (count: number) =>
    Array.from({ length: count }, (_, index) => listener.take(messageOf(`${index}`), new Traffic()));

  const first = take(20);
  await begun.promise;
  const meanwhile = take(20);
  failure.reject(error);

  expect(await Promise.all([...first, ...meanwhile])).toEqual(Array(40).fill(0x64));
  expect(writes).toBe(tries);
  await finish(store);
});

/** A store that writes nothing before its gate is open, with the number of writes that were begun. */
function gated(store: Store) {
  const begun = Promise.withResolvers<void>();
  const gate = Promise.withResolvers<void>();
  const writes = { begun: 0 };
  const write: Store['write'] = async (work, how) => {
    writes.begun += 1;
    begun.resolve();
    await gate.promise;
    return store.write(work, how);
  };
  return { gated: { ...store, write }, begun: begun.promise, open: () => gate.resolve(), writes };
}

const clockOfTimeouts = () => vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });

test('a store that does not come to an end has each refused after five seconds of its own, and takes what is delivered again', async () => {
  clockOfTimeouts();
  const store = await openTestStore();
  const { gated: slow, begun, open } = gated(store);
  const listener = listenerOn(slow);
  const { signal: gone } = new AbortController();
  const take = (text: string) => listener.take(messageOf(text), new Traffic(), gone);
  const first = take('one');
  await begun;
  vi.advanceTimersByTime(2_000);
  const second = take('two');
  vi.advanceTimersByTime(3_000);
  expect(await first).toBe(0x64);
  vi.advanceTimersByTime(2_000);
  expect(await second).toBe(0x64);

  const third = take('three');
  open();

  expect(await third).toBe(0);
  expect(await Promise.all([take('one'), take('two')])).toEqual([0, 0]);
  expect((await unseenIncoming(store.db, 10)).map(({ text }) => text)).toEqual(['one', 'three', 'two']);
  await finish(store);
});

test('what is delivered again while the store has it still waits for that, once for each time that it was refused', async () => {
  clockOfTimeouts();
  const store = await openTestStore();
  const { gated: slow, begun, open, writes } = gated(store);
  const listener = listenerOn(slow);
  const take = (text: string) => listener.take(messageOf(text), new Traffic());
  const refused = [take('one'), take('two')];
  await begun;
  for (let times = 0; times < 3; times += 1) {
    vi.advanceTimersByTime(5_000);
    expect(await Promise.all(refused.splice(0))).toEqual([0x64, 0x64]);
    refused.push(take('one'), take('two'));
  }

  open();

  expect(await Promise.all(refused)).toEqual([0, 0]);
  expect(writes.begun).toBe(1);
  expect(vi.getTimerCount()).toBe(0);
  expect((await unseenIncoming(store.db, 10)).map(({ text }) => text)).toEqual(['one', 'two']);
  await finish(store);
});

test('a copy of what the store has is refused with it where the store fails', async () => {
  clockOfTimeouts();
  const store = await openTestStore();
  const begun = Promise.withResolvers<void>();
  const failure = Promise.withResolvers<never>();
  const failing: Store = {
    ...store,
    write() {
      begun.resolve();
      return failure.promise;
    },
  };
  const listener = listenerOn(failing);
  const first = listener.take(messageOf('one'), new Traffic());
  await begun.promise;
  vi.advanceTimersByTime(5_000);
  expect(await first).toBe(0x64);
  const copy = listener.take(messageOf('one'), new Traffic());

  failure.reject(
    Object.assign(new Error('database or disk is full'), { code: 'ERR_SQLITE_ERROR', errcode: 13 }),
  );

  expect(await copy).toBe(0x64);
  await finish(store);
});

test('a receipt that is repeated while the store is slow is stored once', async () => {
  const store = await openTestStore();
  const smsc = await smscForTest();
  smsc.fault({ fault: 'hold-receipts', seconds: 60 });
  const { gated: slow, open } = gated(store);
  let isSlow = false;
  const holder = await holderForTest(
    { ...store, write: (work, how) => (isSlow ? slow : store).write(work, how) },
    smsc,
  );
  const card = await order(store, [sms(PHONE, 'hello')]);
  const [message] = await untilAll(store, card, 'accepted');
  const [attempt] = await attemptsOf(store.db, message?.id ?? 0);
  const receipt = deliverSm(0x04, `id:${attempt?.provider_id} stat:DELIVRD err:000`, PHONE);
  isSlow = true;
  clockOfTimeouts();

  smsc.sendRaw(receipt);
  while (!holder.log.some(({ msg }) => String(msg).includes('takes too long'))) {
    vi.advanceTimersByTime(100);
    await new Promise((resolve) => setImmediate(resolve));
  }
  const timers = vi.getTimerCount();
  smsc.sendRaw(receipt);
  while (vi.getTimerCount() === timers) await new Promise((resolve) => setImmediate(resolve));
  vi.useRealTimers();
  open();

  await untilAll(store, card, 'delivered');
  expect(await store.db.selectFrom('receipts').select('id').execute()).toHaveLength(1);
  await finish(store);
});

test('a receipt waits for the answer that is on its way into the store, and others do not wait for it', async () => {
  const store = await openTestStore();
  const coming = new ComingAnswers();
  const listener = listenerOn(store, coming);
  const stored: string[] = [];
  const take = async (id: string): Promise<void> => {
    await listener.take(messageOf(`id:${id} stat:DELIVRD err:000`, 0x04), new Traffic());
    stored.push(id);
  };
  coming.add('00AB1');
  coming.add('7');

  const all = [take('ab1'), take('7'), take('8')];
  await all[2];
  expect(stored).toEqual(['8']);
  coming.remove(['00AB1']);
  await all[0];
  expect(stored).toEqual(['8', 'ab1']);
  // The store failed with that answer in hand.
  coming.clear();
  await all[1];

  expect(stored).toEqual(['8', 'ab1', '7']);
  await store.close();
});

const listenerOn = (store: Store, comingAnswers = new ComingAnswers()): Listener => {
  const log = createLog('silent');
  return new Listener({
    store,
    account: 'demo',
    metrics: smppMetrics(new Registry()),
    log,
    defaultAlphabet: 'gsm',
    hasDialect: true,
    country: 'RU',
    habits: new ReceiptHabits({ receiptId: 'auto', receiptZone: 180, log }),
    moments: new Moments(),
    comingAnswers,
    acknowledged: new Acknowledged(),
  });
};

function messageOf(text: string, esmClass = 0): Deliver {
  return {
    source: { address: PHONE, ton: 1, npi: 1 },
    destination: { address: '79000000', ton: 1, npi: 1 },
    esmClass,
    dataCoding: 0,
    shortMessage: Buffer.from(text),
    payload: null,
    udh: null,
    sar: null,
    tlvs: new Map(),
    receiptedMessageId: null,
    messageState: null,
    networkErrorCode: null,
  };
}
