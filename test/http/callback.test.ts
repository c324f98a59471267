import { expect, onTestFinished, test, vi } from 'vitest';
import { parseReceipt } from '../../src/messages/receipt-text.ts';
import { settle } from '../../src/store/attempts/attempts.ts';
import { messagesOfCard } from '../../src/store/attempts/outbox.ts';
import type { Store } from '../../src/store/engine/database.ts';
import { storeReceipts } from '../../src/store/receipts/receipts.ts';
import { receiptsOf } from '../../src/store/receipts/stored-receipts.ts';
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
import { PATIENCE } from '../support/patience.ts';

const N = '79991234567';

/** A message that was handed over, by the provider's id of it. */
async function handedOver(store: Store, providerId: string) {
  const card = await order(store, [sms(N, 'hello')]);
  const [message] = await messagesOfCard(store.db, card, 1);
  if (!message) throw new Error('no message');
  const attempt = { part: 1, host: 'smsc:2775', bind: 'demo/1', source: 'SHOP' };
  const [attemptId = 0] = (await store.write((tx) => claimOne(tx, message, [attempt], 1, Date.now()))) ?? [];
  const answer = { attemptId, outcome: 'accepted', commandStatus: 0, providerId } as const;
  await store.write((tx) => settle(tx, 'demo', [answer], Date.now()));
  return async () => (await messagesOfCard(store.db, card, 1))[0];
}

/** Lets a day pass. */
function aDayLater(): void {
  vi.setSystemTime(Date.now() + 24 * 3600 * 1000 + 1);
  onTestFinished(() => void vi.useRealTimers());
}

test('a signed status that comes again with another price, error or time changes nothing', async () => {
  const store = await testStore();
  const server = await http(store);
  const message = await handedOver(store, '855469');
  const again = (more: Record<string, string>) => post(server.url, status('855469', N, '1', more));
  const isAsSaid = async () =>
    expect(await message()).toMatchObject({ state: 'delivered', cost: 25000, error: 0 });

  expect((await again({ cost: '2.50', err: '0' })).status).toBe(200);
  await isAsSaid();
  const others: Record<string, string>[] = [
    {},
    { cost: '99999.99' },
    { cost: '0', err: '13', time: '01.01.2026 00:00' },
  ];
  for (const more of others) {
    expect(await again(more)).toEqual({ status: 200, body: 'ok' });
  }
  await isAsSaid();
  expect(await receipts(store)).toHaveLength(1);
  expect(await server.metric('http_callbacks_total{kind="status",result="stored"}')).toBe(1);
  expect(await server.metric('http_callbacks_total{kind="status",result="repeated"}')).toBe(3);

  aDayLater();
  await again({ cost: '99999.99', err: '13' });
  await isAsSaid();
});

test('a signed status from before the end does not change the price when it comes after it', async () => {
  const store = await testStore();
  const { url } = await http(store);
  const message = await handedOver(store, '855469');
  await post(url, status('855469', N, '0', { cost: '0' }));
  await post(url, status('855469', N, '1', { cost: '2.50' }));
  aDayLater();
  await post(url, status('855469', N, '0', { cost: '99999.99' }));
  expect(await receipts(store)).toHaveLength(3);
  expect(await message()).toMatchObject({ state: 'delivered', cost: 25000 });
});

test('a signed call of one kind is not taken as one of the other', async () => {
  const store = await testStore();
  const { url } = await http(store);
  const one = status('855469', N, '1');
  const { sha1: ofStatus } = one;
  expect((await post(url, { phone: one.id, mes: one.phone, to: one.status, sha1: ofStatus })).status).toBe(
    400,
  );
  const other = incoming(N, '855469', '79000000');
  const { sha1: ofMessage } = other;
  expect(
    (await post(url, { id: other.phone, phone: other.mes, status: other.to, sha1: ofMessage })).status,
  ).toBe(400);
  expect(await receipts(store)).toEqual([]);
  expect(await texts(store)).toEqual([]);
});

test('a status of a message whose receipts were wiped is taken', async () => {
  const store = await testStore();
  const { url } = await http(store);
  expect((await post(url, status('855469', N, '1', {}))).status).toBe(200);
  await store.db.updateTable('receipts').set({ raw: null, parsed: null }).execute();

  expect(await post(url, status('855469', N, '1', {}))).toEqual({ status: 200, body: 'ok' });
});

test('a signed message that comes again under another id, or none, is kept once; at another time it is another one', async () => {
  const store = await testStore();
  const server = await http(store);
  const say = (id: string | undefined, time: string) =>
    post(server.url, incoming(N, 'да', '79000000', id, time));
  for (const id of ['1', '2', undefined]) {
    expect(await say(id, '23.11.2026 12:00:00')).toEqual({ status: 200, body: 'ok' });
  }
  expect(await texts(store)).toEqual(['да']);
  expect(await server.metric('http_callbacks_total{kind="incoming",result="repeated"}')).toBe(2);
  await say('3', '23.11.2026 12:05:00');
  expect(await texts(store)).toEqual(['да', 'да']);
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
    const [attemptId = 0] =
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
    async (store: Store, attemptId: number) => {
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
    const [attemptId = 0] =
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
  await vi.waitUntil(() => vi.getTimerCount() > 0, PATIENCE);
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
