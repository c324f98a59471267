import { once } from 'node:events';
import { createServer } from 'node:http';
import { expect, onTestFinished, test, vi } from 'vitest';
import { type PollingOptions, startPolling } from '../../src/chat/telegram/polling.ts';
import { createTelegram } from '../../src/chat/telegram/telegram.ts';
import type { TelegramServer } from '../../src/demo/telegram/index.ts';
import { createLog } from '../../src/log.ts';
import { testStore } from '../support/callback.ts';
import { PATIENCE } from '../support/patience.ts';
import { api, listen, OLGA, telegram, until } from '../support/telegram-server.ts';

const log = createLog('silent');

async function poll(server: TelegramServer, changes: Partial<PollingOptions> & { token?: string } = {}) {
  const store = changes.store ?? (await testStore());
  const { token = server.token } = changes;
  const source = startPolling({
    store,
    telegram: createTelegram({ token, apiRoot: server.apiRoot, log }),
    botId: 1,
    log,
  });
  let stopped: Promise<void> | null = null;
  const stop = () => {
    stopped ??= source.stop();
    return stopped;
  };
  onTestFinished(stop);
  const kept = async () => (await store.db.selectFrom('updates').select('update_id').execute()).length;
  return { ...source, stop, kept, store };
}

const calls = (server: TelegramServer, method: string) =>
  server.calls().filter((call) => call.method === method);

/** Ends a polling that would outlive the store of its test. */
async function within(polling: { stop(): Promise<void> }, work: () => Promise<void>) {
  try {
    await work();
  } finally {
    await polling.stop();
  }
}

test('a webhook that was set is removed, and its updates are kept', async () => {
  const server = await telegram();
  const away = await listen(createServer((_, response) => response.writeHead(503).end()));
  await api(server, 'setWebhook', { url: `${away}/telegram` });
  server.write(OLGA, { from: OLGA, text: 'hi' });

  const polling = await poll(server);
  await within(polling, async () => {
    await vi.waitUntil(async () => (await polling.kept()) === 1, PATIENCE);
    expect(polling.problem()).toBeNull();
    expect(calls(server, 'deleteWebhook')).toHaveLength(1);
  });
});

test('a webhook is not removed where there is none', async () => {
  const server = await telegram();
  const polling = await poll(server);
  await within(polling, async () => {
    await until(server, () => calls(server, 'getUpdates').length > 0);
    expect(calls(server, 'deleteWebhook')).toEqual([]);
  });
});

test('a wrong token is survived and named', async () => {
  const server = await telegram();
  const polling = await poll(server, { token: '1:wrong' });
  await within(polling, async () => {
    await vi.waitUntil(() => polling.problem()?.includes('BOT_TOKEN'), PATIENCE);
    expect(polling.problem()).toMatch(/does not know BOT_TOKEN/);
  });
});

test('whoever is ended by another program keeps away for half a minute, and then takes up again', async () => {
  const server = await telegram();
  const polling = await poll(server);
  await within(polling, async () => {
    await vi.waitUntil(() => polling.problem() === null, PATIENCE);
    server.write(OLGA, { from: OLGA, text: 'one' });
    await vi.waitUntil(async () => (await polling.kept()) === 1, PATIENCE);
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    onTestFinished(() => void vi.useRealTimers());
    // What is not confirmed yet comes back at once: only a poll that waits can be ended.
    while (!polling.problem()) {
      await api(server, 'getUpdates', { timeout: 0 });
      await new Promise((resolve) => setImmediate(resolve));
    }
    expect(polling.problem()).toMatch(/another program polls/);

    const before = calls(server, 'getUpdates').length;
    await vi.advanceTimersByTimeAsync(29_000);
    const meanwhile = calls(server, 'getUpdates').length;
    await vi.advanceTimersByTimeAsync(1_000);
    await until(server, () => calls(server, 'getUpdates').length > before);
    vi.useRealTimers();
    server.write(OLGA, { from: OLGA, text: 'two' });
    await vi.waitUntil(async () => (await polling.kept()) === 2, PATIENCE);
    expect(meanwhile).toBe(before);
    await vi.waitUntil(() => polling.problem() === null, PATIENCE);
  });
});

test('a webhook that is set later is said, and left to whoever set it', async () => {
  const server = await telegram();
  const polling = await poll(server);
  await within(polling, async () => {
    await vi.waitUntil(() => polling.problem() === null, PATIENCE);
    const away = await listen(createServer((_, response) => response.writeHead(503).end()));
    await api(server, 'setWebhook', { url: `${away}/telegram` });
    await vi.waitUntil(() => polling.problem()?.includes('webhook'), PATIENCE);
    expect(polling.problem()).toMatch(/a webhook is set for this bot by another program/);
    expect(calls(server, 'deleteWebhook')).toEqual([]);
  });
});

test('what the store cannot take is fetched again', async () => {
  const server = await telegram();
  const store = await testStore();
  let broken = true;
  const polling = await poll(server, {
    store: {
      ...store,
      write: (work) => (broken ? Promise.reject(new Error('disk full')) : store.write(work)),
    },
  });
  await within(polling, async () => {
    server.write(OLGA, { from: OLGA, text: 'hi' });
    await vi.waitUntil(() => polling.problem() === 'updates cannot be stored', PATIENCE);
    expect(await polling.kept()).toBe(0);
    broken = false;
    await once(server.events, 'call');
    await vi.waitUntil(async () => (await polling.kept()) === 1, { timeout: 5_000 });
  });
});
