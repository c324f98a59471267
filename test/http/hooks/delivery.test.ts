import { readFileSync } from 'node:fs';
import { Registry } from 'prom-client';
import { afterEach, expect, test, vi } from 'vitest';
import { keepersOfHooks } from '../../../src/chat/programs/hooks.ts';
import { followOnFor } from '../../../src/chat/sending/chains.ts';
import { placeOrder } from '../../../src/desk/order.ts';
import { startHooks } from '../../../src/http/hooks/index.ts';
import { hookMetrics } from '../../../src/http/hooks/metrics.ts';
import { createLog } from '../../../src/log.ts';
import type { Rounds } from '../../../src/rounds.ts';
import { messagesOfCard } from '../../../src/store/attempts/outbox.ts';
import { messagesOfChain } from '../../../src/store/chains/chain-messages.ts';
import type { Store } from '../../../src/store/engine/database.ts';
import { findOrder } from '../../../src/store/orders/orders.ts';
import { setRole } from '../../../src/store/people/people.ts';
import { addTest } from '../../../src/store/programs/hook-events.ts';
import {
  createHook,
  findHook,
  hookSecret,
  removeHook,
  resumeHook,
} from '../../../src/store/programs/hooks.ts';
import { HOOK_EVENTS, type HookEvent } from '../../../src/store/programs/hooks-at-hand.ts';
import { storeIncoming } from '../../../src/store/talks/incoming.ts';
import { NIKOLAI, OLGA, SETTINGS } from '../../support/chat.ts';

import { accepted, receipt, submit, submitMessages } from '../../support/fates.ts';
import { order, sms } from '../../support/outbox.ts';
import { PATIENCE } from '../../support/patience.ts';
import { type Receiver, receiver } from '../../support/receiver.ts';
import { onEachStore } from '../../support/stores.ts';

const GUIDE = readFileSync('docs/api.md', 'utf8');
const KEY = '1:planted-key';
const TO = '79991234567';
const DAY = 24 * 3600 * 1000;

const running = new Set<Rounds>();
const stores = new Set<Store>();
afterEach(async () => {
  for (const hooks of running) await hooks.stop();
  for (const store of stores) await store.close();
  running.clear();
  stores.clear();
});

function serve(store: Store, { key = KEY, logged = [] as string[], registry = new Registry() } = {}): Rounds {
  const hooks = startHooks({
    store,
    key,
    allowPrivate: true,
    keepers: keepersOfHooks(SETTINGS),
    version: '1.0.0',
    metrics: hookMetrics(registry),
    log: createLog('trace', { write: (line: string) => void logged.push(line) }),
    patienceMs: 5_000,
  });
  running.add(hooks);
  return hooks;
}

/** One that knows the secret of the hook whose id its path begins with. */
const receive = (answer?: Parameters<typeof receiver>[1]): Promise<Receiver> =>
  receiver((path) => hookSecret(KEY, Number(path.split('/')[1])), answer);

/** A hook whose path begins with its id. */
async function hookAt(
  store: Store,
  { url }: Receiver,
  { events = HOOK_EVENTS, by = OLGA.id }: { events?: readonly HookEvent[]; by?: number } = {},
): Promise<number> {
  const id = await store.write((tx) => createHook(tx, { url, events, by, key: KEY, now: Date.now() }));
  await store.db
    .updateTable('hooks')
    .set({ url: `${url}/${id}/sms` })
    .where('id', '=', id)
    .execute();
  store.changes.emit('hooks');
  return id;
}

let given = 100_000;

/** A message that comes to these ends, one after the other. Returns its id. */
async function end(store: Store, ...stats: string[]): Promise<number> {
  const card = await order(store, [sms(TO, `text ${++given}`)]);
  const providerId = String(given);
  await submit(store, card, [accepted(providerId)]);
  for (const stat of stats) await receipt(store, `id:${providerId} ${stat}`);
  const [message] = await messagesOfCard(store.db, card, 1);
  return message?.id ?? 0;
}

const FAILED = 'stat:UNDELIV err:254';
const DELIVERED = 'stat:DELIVRD err:000';

const waiting = async ({ db }: Store): Promise<number> =>
  (await db.selectFrom('hook_events').select('id').execute()).length;
const emptied = (store: Store) => vi.waitUntil(async () => (await waiting(store)) === 0, 5_000);

/** The pauses are over. */
async function hurry(store: Store): Promise<void> {
  await store.db.updateTable('hooks').set({ due_at: 0 }).execute();
  await store.db.updateTable('hook_events').set({ due_at: 0 }).execute();
  store.changes.emit('hook-events');
}

const suspended = (store: Store, id: number) =>
  vi.waitUntil(async () => (await findHook(store.db, id))?.suspended_why, 5_000);

/** In whose chats a card stands that says so. */
const toldChats = async ({ db }: Store): Promise<number[]> =>
  (await db.selectFrom('cards').select('chat_id').where('kind', '=', 'hook').execute()).map(
    ({ chat_id }) => chat_id,
  );

onEachStore(({ open: newStore }) => {
  async function open(): Promise<Store> {
    const store = await newStore();
    stores.add(store);
    return store;
  }

  test('what becomes of a message, and what comes in, is posted as the guide says, in order', async () => {
    const store = await open();
    const shop = await receive();
    const hookId = await hookAt(store, shop);
    const logged: string[] = [];
    serve(store, { logged });
    const id = await end(store, FAILED, DELIVERED);
    await shop.come(2);
    const said = { sender: TO, recipient: '79000000', text: 'yes', unread: [], concatenation: null };
    await store.write((tx) => storeIncoming(tx, 'demo', said, Date.now()));
    await shop.come(3);
    await emptied(store);

    const about = { order: expect.any(String), id, to: TO, channel: 'sms', commandStatus: null };
    expect(shop.told.map(({ body }) => body)).toMatchObject([
      { type: 'message.failed', data: { ...about, state: 'undelivered', error: 254 } },
      { type: 'message.delivered', data: { ...about, state: 'delivered', error: 0 } },
      { type: 'message.incoming', data: { from: TO, to: '79000000', text: 'yes' } },
    ]);
    const guide = [...GUIDE.matchAll(/^```json\n(\{"type": "message.*?)```$/gms)].map(([, json]) =>
      JSON.parse(json ?? ''),
    );
    expect(guide.map(({ type }) => type)).toEqual(['message.delivered', 'message.incoming']);
    for (const [at, printed] of guide.entries()) {
      const body = shop.told[at + 1]?.body;
      expect([Object.keys(body), Object.keys(body.data)]).toEqual([
        Object.keys(printed),
        Object.keys(printed.data),
      ]);
    }
    expect(new Set(shop.told.map(({ id }) => id)).size).toBe(3);
    expect(shop.told[0]?.headers['user-agent']).toBe('smpp-chatops/1.0.0');
    expect(await findHook(store.db, hookId)).toMatchObject({ failures: 0, failed_at: null });
    expect(logged.join('')).not.toMatch(/whsec_|127\.0\.0\.1|7999/);
  });

  test('what goes on by another channel is told of as the same order, with what failed before it', async () => {
    const store = await newStore(undefined, undefined, followOnFor(SETTINGS));
    stores.add(store);
    const shop = await receive();
    await hookAt(store, shop);
    serve(store);
    const chain = {
      content: { channel: 'viber', text: 'hi', within: 60 },
      fallback: [{ channel: 'sms' }],
    } as const;
    const maker = { kind: 'person', id: OLGA.id } as const;
    const now = Date.now();
    const asked = {
      origin: 'chain',
      maker,
      place: null,
      recipients: [TO],
      isDraft: false,
      writtenAt: now,
      now,
    };
    const placed = await store.write((tx) => placeOrder(tx, SETTINGS, { ...asked, ...chain }));
    const { number = 0 } = (await findOrder(store.db, placed?.id ?? '')) ?? {};
    for (const stat of ['stat:UNDELIV err:011', 'stat:DELIVRD err:000']) {
      const [message] = (await messagesOfChain(store.db, number)).slice(-1);
      if (!message) throw new Error('no message');
      await submitMessages(store, [message], [accepted(`m${message.id}`)]);
      await receipt(store, `id:m${message.id} ${stat}`);
    }
    await shop.come(2);

    const [viber, sms] = await messagesOfChain(store.db, number);
    expect(shop.told.map(({ body }) => body)).toMatchObject([
      { type: 'message.failed', data: { id: viber?.id, follows: null, order: placed?.id, channel: 'viber' } },
      {
        type: 'message.delivered',
        data: { id: sms?.id, follows: viber?.id, order: placed?.id, channel: 'sms' },
      },
    ]);
  });

  test('metrics count what was posted, by whether it was taken, and how late that was', async () => {
    const store = await open();
    let isDown = true;
    const shop = await receive((_told, response) => response.writeHead(isDown ? 503 : 204).end());
    await hookAt(store, shop);
    const registry = new Registry();
    serve(store, { registry });
    const counted = async () => (await registry.metrics()).match(/^webhook_(posts|delay\S*count)\S* .*$/gm);
    expect(await counted()).toEqual([
      'webhook_posts_total{outcome="taken"} 0',
      'webhook_posts_total{outcome="failed"} 0',
      'webhook_delay_seconds_count 0',
    ]);

    await end(store, DELIVERED);
    await shop.come(1);
    isDown = false;
    await vi.waitUntil(
      async () => (await counted())?.includes('webhook_posts_total{outcome="failed"} 1'),
      PATIENCE,
    );
    await hurry(store);
    await emptied(store);
    expect(await counted()).toEqual([
      'webhook_posts_total{outcome="taken"} 1',
      'webhook_posts_total{outcome="failed"} 1',
      'webhook_delay_seconds_count 1',
    ]);
  });

  test('a hook is told what it was made for alone, and nothing of before', async () => {
    const store = await open();
    await end(store, DELIVERED);
    const shop = await receive();
    await hookAt(store, shop, { events: ['delivered'] });
    serve(store);
    await end(store, FAILED);
    const id = await end(store, DELIVERED);
    await shop.come(1);
    await emptied(store);
    expect(shop.told.map(({ body }) => body.data.id)).toEqual([id]);
  });

  test('what was not taken comes again under its id, and what happened later to that message not before', async () => {
    const store = await open();
    let isDown = true;
    const shop = await receive((_told, response) => response.writeHead(isDown ? 503 : 204).end());
    const hookId = await hookAt(store, shop);
    serve(store);
    await end(store, FAILED, DELIVERED);
    await vi.waitUntil(async () => (await findHook(store.db, hookId))?.failures === 1, 5_000);
    expect(await findHook(store.db, hookId)).toMatchObject({
      failed_why: 'status 503',
      failing_since: expect.any(Number),
    });
    isDown = false;
    await hurry(store);
    await emptied(store);
    expect(shop.told.map(({ body }) => body.type)).toEqual([
      'message.failed',
      'message.failed',
      'message.delivered',
    ]);
    expect(shop.told[1]).toMatchObject({ id: shop.told[0]?.id, body: shop.told[0]?.body });
    expect(shop.told[2]?.id).not.toBe(shop.told[0]?.id);
    expect(await findHook(store.db, hookId)).toMatchObject({ failing_since: null, failures: 0 });
  });

  test('a hook that does not answer holds up no other', async () => {
    const store = await open();
    const silent = await receive(() => {});
    const shop = await receive();
    await hookAt(store, silent);
    await hookAt(store, shop);
    const hooks = serve(store);
    await end(store, FAILED);
    await silent.come(1);
    await end(store, FAILED, DELIVERED);
    await shop.come(3);
    // What is under way at a stop is told again: nobody knows whether it was taken.
    await vi.waitUntil(async () => (await waiting(store)) === 3, 5_000);
    await hooks.stop();
    running.delete(hooks);
    serve(store);
    await silent.come(3);
    expect(silent.told.slice(1).map(({ id }) => id)).toContain(silent.told[0]?.id);
  });

  test('after a day of failures it is switched off, its maker hears of it, and it goes on where it was', async () => {
    const store = await open();
    let isDown = true;
    const shop = await receive((_told, response) => response.writeHead(isDown ? 500 : 200).end());
    const id = await hookAt(store, shop);
    await store.db
      .updateTable('hooks')
      .set({ failing_since: Date.now() - DAY, failures: 12 })
      .execute();
    serve(store);
    await end(store, FAILED);
    expect(await suspended(store, id)).toBe('failing');
    expect(await toldChats(store)).toEqual([OLGA.id]);
    await end(store, FAILED);
    expect(await waiting(store)).toBe(1);
    await hurry(store);
    expect(shop.told).toHaveLength(1);

    isDown = false;
    expect(await store.write((tx) => resumeHook(tx, id, OLGA.id, Date.now()))).toBe(true);
    await emptied(store);
    expect(shop.told.map((one) => one.id)).toEqual([shop.told[0]?.id, shop.told[0]?.id]);
  });

  test('a receiver that says 410 is told nothing any more', async () => {
    const store = await open();
    const shop = await receive((_told, response) => response.writeHead(410).end());
    const id = await hookAt(store, shop);
    serve(store);
    await end(store, FAILED);
    expect(await suspended(store, id)).toBe('gone');
  });

  test('a hook whose maker is no admin any more is told nothing, until another answers for it', async () => {
    const store = await open();
    const shop = await receive();
    const nikolai = { id: NIKOLAI.id, name: 'Nikolai', by: OLGA.id, now: Date.now() };
    await store.write((tx) => setRole(tx, { ...nikolai, role: 'admin' }));
    const id = await hookAt(store, shop, { by: NIKOLAI.id });
    await store.write((tx) => setRole(tx, { ...nikolai, role: 'operator' }));
    serve(store);
    await end(store, FAILED);
    expect(await suspended(store, id)).toBe('role');
    expect(await toldChats(store)).toEqual(SETTINGS.ownerIds);
    expect(shop.connections()).toBe(0);
    await store.write((tx) => resumeHook(tx, id, OLGA.id, Date.now()));
    await shop.come(1);
  });

  test('under another token of the bot nothing is signed with a secret that its receiver does not have', async () => {
    const store = await open();
    const shop = await receive();
    const id = await hookAt(store, shop);
    serve(store, { key: '1:another' });
    await end(store, FAILED);
    expect(await suspended(store, id)).toBe('secret');
    expect(shop.connections()).toBe(0);
  });

  test('what was removed is told nothing, not even what it was to be told', async () => {
    const store = await open();
    const [gone, shop] = [await receive(), await receive()];
    const id = await hookAt(store, gone);
    await hookAt(store, shop);
    await end(store, FAILED);
    await store.write((tx) => removeHook(tx, id));
    serve(store);
    await end(store, DELIVERED);
    await shop.come(2);
    await emptied(store);
    expect(gone.connections()).toBe(0);
  });

  test('a test is told at once, before all that waits, and is not tried again', async () => {
    const store = await open();
    const shop = await receive((_told, response) => response.writeHead(500).end());
    const id = await hookAt(store, shop);
    await end(store, FAILED);
    serve(store);
    await shop.come(1);
    await vi.waitUntil(async () => (await findHook(store.db, id))?.failures === 1, 5_000);
    await store.write((tx) => addTest(tx, id, 'card', Date.now()));
    await shop.come(2);
    expect(shop.told[1]?.body).toMatchObject({ type: 'hook.test', data: { hook: id } });
    await vi.waitUntil(async () => (await waiting(store)) === 1, 5_000);
  });
});
