import { Registry } from 'prom-client';
import { afterEach, expect, test } from 'vitest';
import { createLog } from '../../src/log.ts';
import { startAsker } from '../../src/provider-http/asker.ts';
import { createClient } from '../../src/provider-http/client.ts';
import { questionMetrics } from '../../src/provider-http/question-metrics.ts';
import { messagesOfCard } from '../../src/store/attempts/outbox.ts';
import type { Store } from '../../src/store/engine/database.ts';
import { askedOf } from '../../src/store/provider/provider-questions.ts';
import { stopEntryOf } from '../../src/store/stop-list/stop-list.ts';
import { storeIncoming } from '../../src/store/talks/incoming.ts';
import { readingOf } from '../../src/store/watch/readings.ts';
import { testWorld } from '../support/demo-world.ts';
import { accepted, receipt, submit } from '../support/fates.ts';
import { numbers, order } from '../support/outbox.ts';
import { RULES } from '../support/rules.ts';
import { openTestStore } from '../support/store.ts';
import { unseenIncoming } from '../support/unseen.ts';

const HOUR = 3_600_000;

const endings: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const end of endings.splice(0)) await end();
});

/** A bot to which nothing comes by itself, and what the provider of a demo world was asked. */
async function polling({ everyMs = HOUR, isOn = true, balance = 1_000 } = {}) {
  const world = await testWorld({ smsc: { balance } });
  const http = world.provider as NonNullable<typeof world.provider>;
  const store = await openTestStore(undefined, { ...RULES, asksWhy: true });
  const metrics = new Registry();
  const counted = questionMetrics(metrics);
  const logged: string[] = [];
  const api = { urls: [http.url], credentials: { apikey: http.apiKey } };
  const client = createClient(api);
  const start = (on = isOn) =>
    startAsker({
      ...api,
      store,
      log: createLog('trace', { write: (line: string) => void logged.push(line) }),
      paysForAll: true,
      polling: on ? { everyMs, accounts: ['demo'] } : null,
      metrics: counted,
    });
  let asker: ReturnType<typeof startAsker> | null = null;
  endings.push(async () => {
    await asker?.stop();
    await store.close();
  });
  return {
    world,
    http,
    client,
    store,
    metrics,
    logged,
    start: () => {
      asker = start();
    },
    stop: async () => {
      await asker?.stop();
      asker = null;
    },
    asked: (path: string) => http.requests().filter((one) => one.path === `/sys/${path}.php`),
    /** The provider takes these, or knows nothing of it, and the store knows that it did ten seconds ago. */
    async sent(
      to: readonly string[],
      content: object = { channel: 'viber', text: 'see https://shop.example' },
      isKnown = true,
    ) {
      const card = await order(
        store,
        to.map((one) => ({ ...content, to: one })),
      );
      const ids = to.map((_, n) => `own-${n}`);
      for (const [n, id] of isKnown ? ids.entries() : [])
        await client.send({ to: [to[n] ?? ''], content: content as never, sender: 'SHOP' }, id);
      await submit(store, card, ids.map(accepted));
      await store.db
        .updateTable('messages')
        .set((eb) => ({
          overdue_at: eb('overdue_at', '-', 10_000),
          accepted_at: eb('accepted_at', '-', 10_000),
        }))
        .execute();
      return card;
    },
  };
}

const states = async ({ db }: Store, card: string) =>
  (await messagesOfCard(db, card, 999)).map(({ state, error }) => `${state} ${error}`);
const texts = async ({ db }: Store) => (await unseenIncoming(db, 99)).map(({ text }) => text);
const questionOf = ({ db }: Store, kind: 'statuses' | 'incoming') => askedOf(db, { kind, subject: '' });

test('what the provider knows of messages whose end nobody told is asked for, many by one request', async () => {
  const { store, start, sent, asked } = await polling();
  const card = await sent(['79231112233', '79231112201', '79231112299', '79231112255']);
  start();
  await expect
    .poll(() => states(store, card))
    .toEqual(['delivered 0', 'undelivered 1', 'accepted null', 'undelivered 255']);
  expect(asked('status')).toHaveLength(1);
  expect(asked('status')[0]?.params).toMatchObject({ id: 'own-0,own-1,own-2,own-3' });
});

test('that a message was read, and its link opened, is known by the same question', async () => {
  const { store, world, start, sent } = await polling();
  const card = await sent(['79231112204']);
  await expect.poll(() => world.smsc.account.history.of('79231112204', 'own-0')?.reading?.as).toBe('clicked');
  start();
  await expect.poll(() => states(store, card)).toEqual(['delivered 0']);
  const [message] = await messagesOfCard(store.db, card, 1);
  expect(await readingOf(store.db, message?.id ?? 0)).toMatchObject({ clicked_at: expect.any(Number) });
});

test('more than a request takes are asked about one after the other, and then it rests', async () => {
  const { store, start, sent, asked } = await polling();
  const card = await sent(
    Array.from({ length: 130 }, (_, n) => `7923111${2200 + n}`),
    { channel: 'sms', text: 'hello' },
    false,
  );
  start();
  await expect.poll(() => asked('status').length, { timeout: 5_000 }).toBe(2);
  await expect
    .poll(async () => ((await questionOf(store, 'statuses'))?.due_at ?? 0) - Date.now())
    .toBeGreaterThan(HOUR - 60_000);
  expect(new Set(await states(store, card))).toEqual(new Set(['accepted null']));
});

test('nothing is asked for where it comes by itself, nor any more once that is said', async () => {
  const first = await polling({ isOn: false });
  await first.sent(['79231112233']);
  first.start();
  await expect.poll(() => first.asked('balance').length).toBe(1);
  expect([...first.asked('status'), ...first.asked('get')]).toEqual([]);
});

test('what subscribers wrote is taken once, in their order, also after a restart', async () => {
  const { store, world, start, stop, asked } = await polling({ everyMs: 10 });
  await world.smsc.write('79231112233', { to: '79000000', text: 'one' });
  await world.smsc.write('79231112233', { to: '79000000', text: 'two' });
  start();
  await expect.poll(() => texts(store)).toEqual(['one', 'two']);
  await stop();
  await world.smsc.write('79231112233', { to: '79000000', text: 'three' });
  start();
  await expect.poll(() => texts(store)).toEqual(['one', 'two', 'three']);
  const calls = asked('get').length;
  await expect.poll(() => asked('get').length).toBeGreaterThan(calls + 1);
  expect(await texts(store)).toEqual(['one', 'two', 'three']);
});

test('what came by SMPP is known again, and a stop word is heeded', async () => {
  const { store, world, start, asked } = await polling({ everyMs: 10 });
  const part = { sender: '79231112233', recipient: '79000000', text: 'hello', concatenation: null };
  await store.write((tx) => storeIncoming(tx, 'demo', part, Date.now() - 600_000));
  await world.smsc.write('79231112233', { to: '79000000', text: 'hello' });
  await world.smsc.write('79231112233', { to: '79000000', text: 'СТОП' });
  start();
  await expect.poll(() => texts(store)).toEqual(['hello', 'СТОП']);
  await expect.poll(() => asked('get').length).toBeGreaterThan(2);
  expect(await texts(store)).toEqual(['hello', 'СТОП']);
  expect(await stopEntryOf(store.db, '79231112233')).not.toBeNull();
});

test.each<[object, string]>([
  [{ fault: 'status' }, 'status'],
  [{ fault: 'cut' }, 'connection'],
  [{ fault: 'garbage' }, 'answer'],
  [{ fault: 'wrong-json' }, 'answer'],
  [{ fault: 'error', code: 9 }, 'error 9'],
])('%o is said in the log and in the metrics, loses nothing, and is asked again', async (fault, why) => {
  const { store, world, http, metrics, logged, start } = await polling();
  await world.smsc.write('79231112233', { to: '79000000', text: 'one' });
  http.fault({ ...fault, times: 9 });
  start();
  await expect.poll(async () => (await questionOf(store, 'incoming'))?.why).toBe(why);
  expect(logged.join()).toContain(`"question":"incoming","why":"${why}"`);
  expect(await metrics.metrics()).toContain(
    'provider_questions_total{question="incoming",result="failed"} 1',
  );
  const { due_at, asked_at } = (await questionOf(store, 'incoming')) ?? {};
  expect((due_at ?? 0) - (asked_at ?? 0)).toBeGreaterThan(50_000);

  http.fault({ fault: 'none' });
  await store.db
    .updateTable('provider_questions')
    .set({ due_at: 1 })
    .where('kind', '=', 'incoming')
    .execute();
  store.changes.emit('questions');
  await expect.poll(() => texts(store)).toEqual(['one']);
});

test('why SMPP says no more than “rejected” is asked, and no money stops the campaign', async () => {
  const { store, world, client, start, sent } = await polling({ isOn: false });
  // Of the first the provider says nothing by itself.
  const to = ['79231112299', ...numbers(59)];
  const card = await sent(to, { channel: 'sms', text: 'hello' }, false);
  const content = { channel: 'sms', text: 'hello' } as const;
  await client.send({ to: to.slice(0, 1), content, sender: 'SHOP' }, 'own-0');
  const message = world.smsc.account.history.of(to[0] ?? '', 'own-0');
  if (!message) throw new Error('the provider has no message');
  message.outcome = { state: 'unpaid', error: 0, doneAt: Date.now() };
  start();
  await receipt(store, 'id:own-0 stat:REJECTD err:000');
  await expect.poll(async () => (await states(store, card))[0], { timeout: 5_000 }).toBe('rejected 24');
  const jobs = await store.db.selectFrom('jobs').select('kind').execute();
  expect(jobs).toEqual([{ kind: 'break-campaign' }]);
});
