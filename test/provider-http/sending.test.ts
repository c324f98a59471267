import { expect, test, vi } from 'vitest';
import { startProviderHttp } from '../../src/demo/provider-http/index.ts';
import type { World } from '../../src/demo/world.ts';
import { keep } from '../../src/http/callback.ts';
import { readCall } from '../../src/http/callback-call.ts';
import { statusOfHttpError } from '../../src/messages/http-error.ts';
import { messagesOfCard } from '../../src/store/attempts/outbox.ts';
import { attemptsOf } from '../../src/store/attempts/stored-attempts.ts';
import type { Store } from '../../src/store/engine/database.ts';
import { receiptsOf } from '../../src/store/receipts/stored-receipts.ts';
import { readingOf } from '../../src/store/watch/readings.ts';
import { certificate, key } from '../support/certificates.ts';
import { testWorld } from '../support/demo-world.ts';
import { order, sms, until, untilAll } from '../support/outbox.ts';
import { relayTo } from '../support/relay.ts';
import { openTestStore } from '../support/store.ts';
import { twoWays } from '../support/two-ways.ts';

const PHONE = '79991234567';

const provider = (world: World) => {
  if (!world.provider) throw new Error('this provider has no HTTP API');
  return world.provider;
};

const sends = (world: World) =>
  provider(world)
    .requests()
    .filter(({ path }) => path === '/rest/send/');

async function attempts(store: Store, card: string) {
  const [message] = await messagesOfCard(store.db, card, 1);
  return attemptsOf(store.db, message?.id ?? 0);
}

test('an answer that is lost is asked for: the message was taken, and goes no second time', async () => {
  const [store, world] = [await openTestStore(), await testWorld()];
  provider(world).fault({ fault: 'cut', when: 'after' });
  // The first request is the question whether the API is there.
  const { http, stop } = await twoWays({ store, world, usual: ['https'] });
  await vi.waitUntil(() => http.isUp, { timeout: 5_000 });
  provider(world).fault({ fault: 'cut', when: 'after' });
  const card = await order(store, [sms(PHONE, 'hello')]);
  const [doubtful] = await until(store, card, ([message]) => message?.state === 'in_doubt');
  expect(doubtful).toMatchObject({ ready_at: null, doubt_until: expect.any(Number) });

  await untilAll(store, card, 'delivered');

  expect(sends(world)).toHaveLength(1);
  expect(world.smsc.phone(PHONE)).toMatchObject([{ text: 'hello', way: 'https' }]);
  const [attempt, ...more] = await attempts(store, card);
  expect(more).toEqual([]);
  expect(attempt).toMatchObject({
    protocol: 'https',
    outcome: 'accepted',
    provider_id: sends(world)[0]?.params.id,
  });
  expect(await receiptsOf(store.db, doubtful?.id ?? 0)).toMatchObject([{ via: 'query', state: 'delivered' }]);
  // The callback may tell of the same, and of what came after it.
  for (const status of ['1', '2']) {
    const call = readCall({ id: attempt?.provider_id ?? '', phone: PHONE, status });
    await store.write((tx) => keep(tx, ['demo'], [call], Date.now()));
  }
  expect(await readingOf(store.db, doubtful?.id ?? 0)).toBeDefined();
  await stop();
  await store.close();
});

test('what the provider does not know once its time is over was never taken, and goes again', async () => {
  const [store, world] = [await openTestStore(), await testWorld()];
  const { http, stop } = await twoWays({ store, world, usual: ['https'], unknownAfterMs: 0 });
  await vi.waitUntil(() => http.isUp, { timeout: 5_000 });
  provider(world).fault({ fault: 'status', status: 502 });
  const card = await order(store, [sms(PHONE, 'hello')]);

  await untilAll(store, card, 'delivered');

  expect((await attempts(store, card)).map(({ outcome }) => outcome)).toEqual(['not_written', 'accepted']);
  expect(world.smsc.phone(PHONE)).toHaveLength(1);
  await stop();
  await store.close();
});

test('before that time it stays in doubt, whatever the provider says', async () => {
  const [store, world] = [await openTestStore(), await testWorld()];
  const { http, stop } = await twoWays({ store, world, usual: ['https'] });
  await vi.waitUntil(() => http.isUp, { timeout: 5_000 });
  provider(world).fault({ fault: 'status', status: 502 });
  const card = await order(store, [sms(PHONE, 'hello')]);
  const asked = () =>
    provider(world)
      .requests()
      .filter(({ path }) => path.endsWith('status.php'));
  await vi.waitUntil(() => asked().length > 0, { timeout: 10_000 });
  await stop();

  expect(await messagesOfCard(store.db, card, 1)).toMatchObject([{ state: 'in_doubt' }]);
  expect(sends(world)).toHaveLength(0);
  await store.close();
});

test('what a killed process left without an answer is asked for by the next one', async () => {
  const [store, world] = [await openTestStore(), await testWorld()];
  const first = await twoWays({ store, world, usual: ['https'] });
  await vi.waitUntil(() => first.http.isUp, { timeout: 5_000 });
  provider(world).fault({ fault: 'slow', seconds: 60 });
  const card = await order(store, [sms(PHONE, 'hello')]);
  await vi.waitUntil(() => sends(world).length > 0, { timeout: 5_000 });
  await first.stop();
  provider(world).fault({ fault: 'none' });
  expect(await messagesOfCard(store.db, card, 1)).toMatchObject([{ state: 'in_doubt' }]);

  const second = await twoWays({ store, world, usual: ['https'] });
  await untilAll(store, card, 'delivered');

  expect(sends(world)).toHaveLength(1);
  await second.stop();
  await store.close();
});

test.each([
  [1, 'refused'],
  [3, 'refused'],
  [5, 'refused'],
  [6, 'refused'],
  [7, 'refused'],
  [8, 'refused'],
  [9, 'queued'],
] as const)('after error %i a message is %s', async (code, state) => {
  const [store, world] = [await openTestStore(), await testWorld()];
  const { http, stop } = await twoWays({ store, world, usual: ['https'] });
  await vi.waitUntil(() => http.isUp, { timeout: 5_000 });
  provider(world).fault({ fault: 'error', code });
  const card = await order(store, [sms(PHONE, 'hello')]);
  const [message] = await until(store, card, ([one]) => one?.command_status === statusOfHttpError(code));

  expect(message).toMatchObject({ state });
  if (state === 'queued') expect((message?.ready_at ?? 0) - Date.now()).toBeGreaterThan(55_000);
  expect(http.isUp).toBe(true);
  expect(sends(world)).toHaveLength(1);
  await stop();
  await store.close();
});

test.each([2, 4])('after error %i nothing leaves any more, and no message ends for it', async (code) => {
  const [store, world] = [await openTestStore(), await testWorld()];
  const { http, stop } = await twoWays({ store, world, usual: ['https'] });
  await vi.waitUntil(() => http.isUp, { timeout: 5_000 });
  provider(world).fault({ fault: 'error', code, times: 1 });
  const card = await order(store, [sms(PHONE, 'hello'), sms('79991112233', 'hello')]);
  await until(store, card, (all) =>
    all.some(({ command_status }) => command_status === statusOfHttpError(code)),
  );

  expect(http.isUp).toBe(false);
  expect(http.exits[0]?.report(Date.now())).toMatchObject({
    status: 'waiting',
    lastError: expect.stringMatching(new RegExp(`: error ${code}: .*the allow-list in the account$`)),
  });
  await stop();
  expect((await messagesOfCard(store.db, card, 2)).map(({ state }) => state)).not.toContain('refused');
  await store.close();
});

test('a certificate that nobody vouches for refuses: nothing leaves, and who asks is told to nobody', async () => {
  const [store, world] = [await openTestStore(), await testWorld()];
  const false_ = await startProviderHttp(world.smsc, { https: { key, cert: certificate } });
  const { http, stop, log } = await twoWays({ store, world, usual: ['https'], urls: [false_.url] });
  await vi.waitUntil(() => http.exits[0]?.report(Date.now()).status === 'waiting', { timeout: 5_000 });
  await order(store, [sms(PHONE, 'hello')]);
  await stop();

  expect(http.exits[0]?.report(Date.now()).lastError).toContain('certificate');
  expect(false_.requests()).toEqual([]);
  expect(JSON.stringify(log)).not.toContain(false_.apiKey);
  await false_.close();
  await store.close();
});

test('while SMPP is cut HTTPS takes single messages over, lists wait, and then SMPP has them again', async () => {
  const [store, world] = [await openTestStore(), await testWorld()];
  const relay = await relayTo(world.smsc.address);
  const ways = await twoWays({ store, world, usual: ['smpp', 'https'], smsc: relay.address, afterMs: 200 });
  await vi.waitUntil(() => ways.smpp.isUp && ways.http.isUp, { timeout: 5_000 });
  await untilAll(store, await order(store, [sms(PHONE, 'before')]), 'delivered');

  await relay.cut();
  await vi.waitUntil(() => !ways.smpp.isUp, { timeout: 5_000 });
  const few = await order(store, [sms('79991110031', 'few'), sms('79991110032', 'few')]);
  await untilAll(store, await order(store, [sms(PHONE, 'meanwhile')]), 'delivered');
  expect((await messagesOfCard(store.db, few, 2)).map(({ state }) => state)).toEqual(['queued', 'queued']);

  await relay.mend();
  await untilAll(store, few, 'delivered');
  await untilAll(store, await order(store, [sms(PHONE, 'after')]), 'delivered');

  expect(world.smsc.phone(PHONE).map(({ text, way = 'smpp' }) => [text, way])).toEqual([
    ['before', 'smpp'],
    ['meanwhile', 'https'],
    ['after', 'smpp'],
  ]);
  expect(sends(world)).toHaveLength(1);
  await ways.stop();
  await store.close();
});

test('what SMPP may have taken goes by no other way, however long SMPP is down', async () => {
  const [store, world] = [await openTestStore(), await testWorld()];
  const relay = await relayTo(world.smsc.address);
  const ways = await twoWays({ store, world, usual: ['smpp', 'https'], smsc: relay.address, afterMs: 100 });
  await vi.waitUntil(() => ways.smpp.isUp && ways.http.isUp, { timeout: 5_000 });
  world.smsc.fault({ fault: 'silent', seconds: 60 });
  const doubtful = await order(store, [sms(PHONE, 'perhaps')]);
  await vi.waitUntil(() => world.smsc.submits().length > 0, { timeout: 5_000 });
  await relay.cut();
  await until(store, doubtful, ([message]) => message?.state === 'in_doubt');
  // Another one shows that the other way is taken by now.
  await untilAll(store, await order(store, [sms('79991112233', 'later')]), 'delivered');

  expect(sends(world).map(({ params }) => params.phones)).toEqual(['79991112233']);
  expect(new Set((await attempts(store, doubtful)).map(({ protocol }) => protocol))).toEqual(
    new Set(['smpp']),
  );
  await ways.stop();
  await store.close();
});
