import { expect, onTestFinished, test, vi } from 'vitest';
import { parseReceipt } from '../../src/messages/receipt-text.ts';
import { settle } from '../../src/store/attempts.ts';
import type { Store } from '../../src/store/database.ts';
import { messagesOfCard } from '../../src/store/outbox.ts';
import { receiptsOf, storeReceipts } from '../../src/store/receipts.ts';
import {
  call,
  holdStore,
  http,
  incoming,
  post,
  receipts,
  status,
  testStore,
  texts,
} from '../support/callback.ts';
import { claimOne } from '../support/claim.ts';
import { order, sms } from '../support/outbox.ts';

const N = '79991234567';

test('a status that comes again is kept, and counted as repeated', async () => {
  const store = await testStore();
  const server = await http(store);
  for (let n = 0; n < 2; n++) expect((await post(server.url, status('1', N, '1'))).status).toBe(200);
  expect(await server.metric('http_callbacks_total{kind="status",result="stored"}')).toBe(1);
  expect(await server.metric('http_callbacks_total{kind="status",result="repeated"}')).toBe(1);
  expect(await receipts(store)).toHaveLength(2);
});

test('an incoming message that the provider hands over again by the same id is kept once', async () => {
  const store = await testStore();
  const server = await http(store);
  for (const id of ['7', '7', '8']) await post(server.url, incoming(N, 'да', '79000000', id));
  expect(await texts(store)).toEqual(['да', 'да']);
  expect(await server.metric('http_callbacks_total{kind="incoming",result="repeated"}')).toBe(1);
});

test.each(['after', 'before'])(
  'with several accounts a status finds its message when it comes %s the answer',
  async (when) => {
    const store = await testStore();
    const { url } = await http(store, { accounts: ['one', 'two', 'three'] });
    const card = await order(store, [sms(N, 'hello')], { account: 'two' });
    const [message] = await messagesOfCard(store.db, card, 1);
    if (!message) throw new Error('no message');
    const attempt = { part: 1, host: 'smsc:2775', bind: 'two/1', source: 'SHOP' };
    const [attemptId = ''] =
      (await store.write((tx) => claimOne(tx, message, [attempt], 1, Date.now()))) ?? [];
    const answer = { attemptId, outcome: 'accepted', commandStatus: 0, providerId: '855469' } as const;

    if (when === 'after') await store.write((tx) => settle(tx, 'two', [answer], Date.now()));
    expect((await post(url, status('855469', N, '1', { cost: '2.50' }))).status).toBe(200);
    if (when === 'before') await store.write((tx) => settle(tx, 'two', [answer], Date.now()));

    expect(await messagesOfCard(store.db, card, 1)).toMatchObject([{ state: 'delivered', cost: 25000 }]);
  },
);

test.each([
  [
    'a late answer',
    async (store: Store, attemptId: string) => {
      const answer = { attemptId, outcome: 'accepted', commandStatus: 0, providerId: '855469' } as const;
      await store.write((tx) => settle(tx, 'demo', [answer], Date.now()));
    },
  ],
  [
    'a receipt by SMPP',
    async (store: Store) => {
      const receipt = parseReceipt({ text: 'id:855469 stat:DELIVRD err:000 text:hello', tlvs: {} });
      const one = { receipt, via: 'smpp', raw: '', parties: [N, 'SHOP'] } as const;
      await store.write((tx) => storeReceipts(tx, 'demo', [one], Date.now()));
    },
  ],
])(
  'a status whose id nobody knows settles no message in doubt, and is its own once %s tells the id',
  async (_, tell) => {
    const store = await testStore();
    const { url } = await http(store);
    const card = await order(store, [sms(N, 'hello')]);
    const [message] = await messagesOfCard(store.db, card, 1);
    if (!message) throw new Error('no message');
    const attempt = { part: 1, host: 'smsc:2775', bind: 'demo/1', source: 'SHOP' };
    const [attemptId = ''] =
      (await store.write((tx) => claimOne(tx, message, [attempt], 1, Date.now()))) ?? [];
    await store.write((tx) => settle(tx, 'demo', [{ attemptId, outcome: 'no_answer' }], Date.now()));

    expect((await post(url, status('855469', N, '1', { cost: '2.50' }))).status).toBe(200);
    expect(await messagesOfCard(store.db, card, 1)).toMatchObject([{ state: 'in_doubt', cost: null }]);

    await tell(store, attemptId);
    expect(await messagesOfCard(store.db, card, 1)).toMatchObject([{ state: 'delivered', cost: 25000 }]);
    expect((await receiptsOf(store.db, message.id)).map(({ via }) => via)).toContain('http');
  },
);

test('while the store fails the provider is told to come again', async () => {
  const store = await testStore();
  const { db } = store;
  const broken: Store = { ...store, db, write: () => Promise.reject(new Error('disk full')) };
  const server = await http(broken);
  expect(await post(server.url, status('1', N, '1'))).toEqual({ status: 503, body: 'later' });
  expect(await server.metric('http_callbacks_total{kind="status",result="failed"}')).toBe(1);
});

test('while the store is busy the provider is told to come again, and what it brings then is known', async () => {
  const store = await testStore();
  const server = await http(store);
  const release = await holdStore(store);
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  onTestFinished(() => void vi.useRealTimers());
  const answer = post(server.url, incoming(N, 'hello', '79000000', '7'));
  await vi.waitUntil(() => vi.getTimerCount() > 0);
  await vi.advanceTimersByTimeAsync(5_000);
  expect((await answer).status).toBe(503);
  vi.useRealTimers();
  await release();

  expect((await post(server.url, incoming(N, 'hello', '79000000', '7'))).status).toBe(200);
  expect(await texts(store)).toEqual(['hello']);
});

test('without a secret there is no callback', async () => {
  const { url } = await http(await testStore(), { callback: null });
  expect(await post(url, status('1', N, '1'))).toEqual({ status: 404, body: 'Not Found' });
});

test('a HEAD stores nothing', async () => {
  const store = await testStore();
  const { url } = await http(store);
  const query = new URLSearchParams(status('1', N, '1'));
  expect((await call(`${url}/callback?${query}`, { method: 'HEAD' })).status).toBe(404);
  expect(await receipts(store)).toEqual([]);
});
