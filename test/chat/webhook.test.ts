import { createServer } from 'node:http';
import { expect, onTestFinished, test, vi } from 'vitest';
import { createTelegram } from '../../src/chat/telegram/telegram.ts';
import { startWebhook } from '../../src/chat/telegram/webhook.ts';
import type { TelegramServer } from '../../src/demo/telegram/index.ts';
import { createLog } from '../../src/log.ts';
import { PATIENCE } from '../support/patience.ts';
import { api, listen, OLGA, telegram, until } from '../support/telegram-server.ts';

const log = createLog('silent');

function start(server: TelegramServer, url: string) {
  const source = startWebhook({
    telegram: createTelegram({ token: server.token, apiRoot: server.apiRoot, log }),
    url,
    secret: 'word',
    log,
  });
  onTestFinished(() => source.stop());
  return source;
}

const calls = (server: TelegramServer, method: string) =>
  server.calls().filter((call) => call.method === method);

/** The next check, a minute on. */
async function aMinuteOn(server: TelegramServer): Promise<void> {
  const before = calls(server, 'getWebhookInfo').length;
  await vi.advanceTimersByTimeAsync(60_000);
  await until(server, () => calls(server, 'getWebhookInfo').length > before);
}

function fakeTimers(): void {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  onTestFinished(() => void vi.useRealTimers());
}

async function answering(
  status: number,
): Promise<{ url: string; bodies: number[]; answerWith(next: number): void }> {
  let code = status;
  const bodies: number[] = [];
  const base = await listen(
    createServer((_, response) => {
      bodies.push(code);
      response.writeHead(code).end();
    }),
  );
  return {
    url: `${base}/telegram`,
    bodies,
    answerWith(next) {
      code = next;
    },
  };
}

test('the webhook is set with its secret and the kinds of updates that the bot reads', async () => {
  const server = await telegram();
  const { url } = await answering(200);
  const source = start(server, url);
  await vi.waitUntil(() => source.problem() === null, PATIENCE);
  expect(calls(server, 'setWebhook')).toMatchObject([
    {
      params: {
        url,
        secret_token: 'word',
        allowed_updates: expect.arrayContaining(['message', 'callback_query']),
      },
    },
  ]);
});

test('a Telegram that is away is waited for', async () => {
  const server = await telegram();
  const { url } = await answering(200);
  server.fault({ fault: '500', times: 1, method: 'setWebhook' });
  fakeTimers();
  const source = start(server, url);
  await vi.waitUntil(() => source.problem() === 'Telegram cannot be reached', PATIENCE);
  await vi.advanceTimersByTimeAsync(1_000);
  await vi.waitUntil(() => source.problem() === null, PATIENCE);
});

test('a webhook that another program removed is set again within a minute', async () => {
  const server = await telegram();
  const { url } = await answering(200);
  fakeTimers();
  const source = start(server, url);
  await vi.waitUntil(() => source.problem() === null, PATIENCE);
  await api(server, 'deleteWebhook');
  await aMinuteOn(server);
  await until(server, () => calls(server, 'setWebhook').length === 2);
});

test('what keeps Telegram from delivering is said, until it delivers', async () => {
  const server = await telegram({ webhookRetry: 1 });
  const { url, bodies, answerWith } = await answering(502);
  fakeTimers();
  const source = start(server, url);
  await vi.waitUntil(() => source.problem() === null, PATIENCE);
  server.write(OLGA, { from: OLGA, text: 'hi' });
  await vi.waitUntil(() => bodies.length > 0, PATIENCE);
  await aMinuteOn(server);
  await vi.waitUntil(() => source.problem() !== null, PATIENCE);
  expect(source.problem()).toMatch(/cannot deliver updates to WEBHOOK_URL: Wrong response.*502/);

  answerWith(200);
  await vi.advanceTimersByTimeAsync(1_000);
  await vi.waitUntil(() => bodies.at(-1) === 200, PATIENCE);
  await aMinuteOn(server);
  await vi.waitUntil(() => source.problem() === null, PATIENCE);
});
