import { Registry } from 'prom-client';
import { afterEach, expect, test } from 'vitest';
import { createLog } from '../../src/log.ts';
import { type AskerOptions, startAsker } from '../../src/provider-http/asker.ts';
import { questionMetrics } from '../../src/provider-http/question-metrics.ts';
import { messagesOfCard } from '../../src/store/attempts/outbox.ts';
import { holdForGuard } from '../../src/store/orders/guard.ts';
import { orderOfCard } from '../../src/store/orders/orders.ts';
import { rewordOrder } from '../../src/store/orders/reword.ts';
import { forgetPrice, knownPrice, priceOf } from '../../src/store/provider/asked-price.ts';
import { BALANCE, knownBalance } from '../../src/store/provider/balance.ts';
import { askFacts, clocksOf, knownFacts } from '../../src/store/provider/number-facts.ts';
import { askProvider, nextDueAt } from '../../src/store/provider/provider-questions.ts';
import { CAMPAIGN } from '../../src/store/tables/coded.ts';
import { testWorld } from '../support/demo-world.ts';
import { numbers, order, sms } from '../support/outbox.ts';
import { openTestStore } from '../support/store.ts';

const MINUTE = 60_000;

const endings: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const end of endings.splice(0)) await end();
});

/** Asks the provider of a demo world what the store wants to know, with a fault of it from the start on. */
async function asking({
  fault = { fault: 'none' },
  ...changes
}: Partial<AskerOptions> & { fault?: object } = {}) {
  const world = await testWorld({ smsc: { balance: 100 } });
  const http = world.provider as NonNullable<typeof world.provider>;
  http.fault(fault);
  const store = await openTestStore();
  const logged: string[] = [];
  const log = createLog('trace', { write: (line: string) => void logged.push(line) });
  const settings = {
    store,
    log,
    urls: [http.url],
    credentials: { apikey: http.apiKey },
    paysForAll: true,
    polling: null,
    metrics: questionMetrics(new Registry()),
    ...changes,
  };
  let asker = startAsker(settings);
  endings.push(async () => {
    await asker.stop();
    await store.close();
  });
  return {
    world,
    http,
    store,
    logged,
    known: () => knownBalance(store.db),
    async restart() {
      await asker.stop();
      asker = startAsker(settings);
    },
    stop: () => asker.stop(),
  };
}

test('the balance is asked from the start on, again when somebody wants to know, and by itself after minutes', async () => {
  const { world, store, logged, known } = await asking();
  await expect.poll(known).toMatchObject({ balance: 1_000_000, why: null });
  world.smsc.account.purse.balance = 7.5;
  const [{ at = 0 } = {}, dueAt] = [(await known()) ?? {}, await nextDueAt(store.db)];
  expect((dueAt ?? 0) - at).toBe(5 * MINUTE);
  await store.write((tx) => askProvider(tx, BALANCE, { cardId: null, dueAt: Date.now() }));
  await expect.poll(known).toMatchObject({ balance: 75_000 });
  expect(logged.join()).not.toContain('demo-api-key');
});

test.each<[object, string, number]>([
  [{ fault: 'status' }, 'status', MINUTE],
  [{ fault: 'cut' }, 'connection', MINUTE],
  [{ fault: 'garbage' }, 'answer', MINUTE],
  [{ fault: 'wrong-json' }, 'answer', MINUTE],
  [{ fault: 'error', code: 9 }, 'error 9', 65_000],
  [{ fault: 'error', code: 1 }, 'error 1', MINUTE],
  [{ fault: 'error', code: 2 }, 'error 2', 60 * MINUTE],
  [{ fault: 'error', code: 4 }, 'error 4', 60 * MINUTE],
])(
  'what came of a question with %o is kept as “%s”, and when it is asked again',
  async (fault, why, again) => {
    const { store, logged, known } = await asking({ fault });
    await expect.poll(known).toMatchObject({ balance: null, why });
    const { askedAt = 0 } = (await known()) ?? {};
    const waits = ((await nextDueAt(store.db)) ?? 0) - askedAt;
    expect(waits).toBeGreaterThan(again - 2_000);
    expect(waits).toBeLessThanOrEqual(again);
    expect(logged.join()).toContain(`"question":"balance","why":"${why}"`);
  },
);

test.each<[string, boolean, number, string]>([
  ['stop when nothing is left', true, 0, 'paused'],
  ['go on while something is', true, 0.5, 'running'],
  ['go on where another account pays for them', false, 0, 'running'],
])('campaigns %s', async (_, paysForAll, balance, state) => {
  const { world, store, logged, known } = await asking({ paysForAll });
  await expect.poll(known).toMatchObject({ balance: 1_000_000 });
  const card = await order(
    store,
    numbers(60).map((to) => sms(to, 'sale')),
  );
  world.smsc.account.purse.balance = balance;
  await store.write((tx) => askProvider(tx, BALANCE, { cardId: null, dueAt: Date.now() }));
  await expect.poll(known).toMatchObject({ balance: balance * 10_000 });
  const campaign = (await orderOfCard(store.db, card))?.campaign;
  expect(campaign == null ? null : CAMPAIGN.name(campaign)).toBe(state);
  expect(logged.join().includes('"campaigns":1,"msg":"campaigns stop')).toBe(state === 'paused');
});

test('an order is priced as a whole, with its sender, and nothing of it is sent', async () => {
  const { world, http, store } = await asking();
  const text = 'x'.repeat(161);
  const card = await order(store, [sms('79991234567', text), sms('79231112233', text)]);
  const id = (await orderOfCard(store.db, card))?.id ?? '';
  const ask = () => store.write((tx) => askProvider(tx, priceOf(id), { cardId: card, dueAt: Date.now() }));
  await ask();
  await expect
    .poll(() => knownPrice(store.db, id))
    .toMatchObject({ cost: 100_000, why: null, isAsked: false });
  expect(http.requests().find(({ path }) => path === '/rest/send/')?.params).toMatchObject({
    phones: '79991234567,79231112233',
    mes: text,
    cost: '1',
  });
  expect(world.smsc.account.purse.balance).toBe(100);
  await store.db.updateTable('orders').set({ wiped_at: 1 }).execute();
  await ask();
  await expect.poll(() => knownPrice(store.db, id)).toMatchObject({ why: 'gone' });
});

test('what was told of the price of other words is not taken for that of the new ones', async () => {
  const { http, store, known } = await asking();
  await expect.poll(known).toMatchObject({ balance: 1_000_000 });
  const card = await order(store, [sms('79991234567', 'x'.repeat(161))]);
  const id = (await orderOfCard(store.db, card))?.id ?? '';
  const ask = (dueAt: number) => store.write((tx) => askProvider(tx, priceOf(id), { cardId: card, dueAt }));
  const asked = () => http.requests().filter(({ path }) => path === '/rest/send/').length;
  http.fault({ fault: 'slow', seconds: 60 });
  await ask(Date.now() - 1);
  await expect.poll(asked).toBe(1);
  const content = { channel: 'sms', text: 'x' } as const;
  await store.write(async (tx) => {
    await forgetPrice(tx, id);
    await rewordOrder(tx, { id, content, terms: { sender: 'SHOP', alphabet: 'gsm', parts: 1 } }, Date.now());
  });
  await ask(Date.now());
  http.fault({ fault: 'none' });
  await expect.poll(asked).toBe(2);
  await expect.poll(() => knownPrice(store.db, id)).toMatchObject({ cost: 25_000, isAsked: false });
});

test('numbers are asked about no faster than the provider answers, and what somebody waits for goes before them', async () => {
  const { http, store, known } = await asking();
  const all = Array.from({ length: 95 }, (_, n) => `7923111${1000 + n}`);
  await store.write((tx) => askFacts(tx, all, { cardId: null, at: Date.now() - MINUTE }));
  const asked = () => http.requests().filter(({ path }) => path === '/sys/info.php').length;
  await expect.poll(asked, { timeout: 10_000 }).toBe(90);
  const { at = 0 } = (await known()) ?? {};
  await store.write((tx) => askProvider(tx, BALANCE, { cardId: null, dueAt: Date.now() }));
  await expect.poll(async () => (await known())?.at).toBeGreaterThan(at);
  expect(asked()).toBe(90);
  expect(await knownFacts(store.db, all[0] ?? '')).toMatchObject({
    region: 'Новосибирская область',
    tz: 420,
  });
  await store.db.updateTable('provider_questions').set({ asked_at: 1 }).where('kind', '=', 'facts').execute();
  await expect.poll(asked, { timeout: 10_000 }).toBe(95);
});

test('what is kept back until its hours come is looked at again once the clocks of its number are known', async () => {
  const { store } = await asking();
  const card = await order(store, [sms('79231112233', 'hi')]);
  const message = async () => (await messagesOfCard(store.db, card, 1))[0];
  const held = await message();
  const now = Date.now();
  if (!held) throw new Error('no message');
  await store.write((tx) =>
    holdForGuard(tx, [{ message: held, until: now + 60 * MINUTE, why: 'quiet' }], now),
  );
  await store.write((tx) => askFacts(tx, ['79231112233'], { cardId: null, at: now }));
  await expect.poll(async () => (await message())?.ready_at).toBeLessThan(now + MINUTE);
  expect(await clocksOf(store.db, ['79231112233'])).toEqual(new Map([['79231112233', 420]]));
});

test('an answer that does not come in time is none', async () => {
  const { known } = await asking({ fault: { fault: 'slow', seconds: 60 }, patienceMs: 100 });
  await expect.poll(known).toMatchObject({ balance: null, why: 'timeout' });
});

test('a stop does not wait for the provider, and what it cut off is asked by the next', async () => {
  const { http, known, stop, restart } = await asking({ fault: { fault: 'slow', seconds: 60 } });
  await expect.poll(() => http.requests()).toHaveLength(1);
  await stop();
  expect(await known()).toMatchObject({ balance: null, why: null });
  await restart();
  await expect.poll(known).toMatchObject({ balance: 1_000_000 });
});
