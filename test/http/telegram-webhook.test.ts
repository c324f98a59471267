import { expect, test } from 'vitest';
import { keepUpdate } from '../../src/store/chats/updates.ts';
import { call, holdStore, http, testStore } from '../support/callback.ts';

const WORD = 'the-secret-word';
const HEADER = 'x-telegram-bot-api-secret-token';

const deliver = (base: string, body: string, headers: Record<string, string> = { [HEADER]: WORD }) =>
  call(`${base}/telegram`, {
    method: 'POST',
    body,
    headers: { 'content-type': 'application/json', ...headers },
  });

const update = (id: number, text = 'hi') => JSON.stringify({ update_id: id, message: { text } });

test('an update is kept for the bot, however often it comes, and answered with nothing', async () => {
  const store = await testStore();
  const { url } = await http(store, { webhookSecret: WORD });
  for (let n = 0; n < 2; n++) expect(await deliver(url, update(7))).toEqual({ status: 200, body: '' });
  const rows = await store.db.selectFrom('updates').selectAll().execute();
  expect(rows).toMatchObject([{ bot_id: 1, update_id: 7, state: 'waiting', body: update(7) }]);
});

test('an update that was polled for before is known', async () => {
  const store = await testStore();
  const { url } = await http(store, { webhookSecret: WORD });
  await store.write((tx) => keepUpdate(tx, { botId: 1, updateId: 7, body: update(7) }, 1000));
  await deliver(url, update(7));
  expect(await store.db.selectFrom('updates').selectAll().execute()).toHaveLength(1);
});

test.each([
  ['no secret', {}],
  ['a wrong secret', { [HEADER]: `${WORD.slice(0, -1)}x` }],
  ['a longer secret', { [HEADER]: `${WORD}x` }],
  ['an empty secret', { [HEADER]: '' }],
])('an update with %s is refused before its body is read', async (_, headers) => {
  const store = await testStore();
  const server = await http(store, { webhookSecret: WORD });
  expect(await deliver(server.url, update(7, 'planted'), headers)).toEqual({ status: 403, body: 'secret' });
  // Too large a body would be another answer if it were looked at.
  expect((await deliver(server.url, 'x'.repeat(2 * 1024 * 1024), headers)).status).toBe(403);
  expect(await store.db.selectFrom('updates').selectAll().execute()).toEqual([]);
  expect(server.logged.join()).not.toMatch(/planted|the-secret/);
});

test.each([
  ['no JSON', '{"update_id":'],
  ['a list', '[1]'],
  ['null', 'null'],
  ['an update without a number', '{"message":{}}'],
  ['a number that is none', '{"update_id":"7"}'],
  ['a number beyond all numbers', '{"update_id":1e300}'],
  ['nothing', ''],
])('%s is refused as no update', async (_, body) => {
  const store = await testStore();
  const { url } = await http(store, { webhookSecret: WORD });
  expect(await deliver(url, body)).toEqual({ status: 400, body: 'unreadable' });
  expect(await store.db.selectFrom('updates').selectAll().execute()).toEqual([]);
});

test('an update of up to a megabyte is taken, a larger one refused', async () => {
  const store = await testStore();
  const { url } = await http(store, { webhookSecret: WORD });
  expect((await deliver(url, update(7, 'x'.repeat(900_000)))).status).toBe(200);
  expect((await deliver(url, update(8, 'x'.repeat(1_100_000)))).status).toBe(413);
});

test('without a webhook there is nothing at /telegram', async () => {
  const { url } = await http(await testStore());
  expect(await deliver(url, update(7))).toEqual({ status: 404, body: 'Not Found' });
});

test('while many updates wait for the store the next are told to come again, and none is lost', async () => {
  const store = await testStore();
  const { url } = await http(store, { webhookSecret: WORD });
  const release = await holdStore(store);
  const answers = Array.from({ length: 260 }, async (_, id) => (await deliver(url, update(id))).status);
  const first = await Promise.race(answers);
  await release();
  const statuses = await Promise.all(answers);

  expect(first).toBe(503);
  expect(new Set(statuses)).toEqual(new Set([200, 503]));
  const kept = await store.db.selectFrom('updates').select('update_id').execute();
  expect(kept).toHaveLength(statuses.filter((status) => status === 200).length);
});
