import { Registry } from 'prom-client';
import { expect, test } from 'vitest';
import { chatMetrics } from '../../src/chat/metrics.ts';
import { createTelegram } from '../../src/chat/telegram/telegram.ts';
import { alertRounds } from '../../src/chat/watch/alerts.ts';
import { createLog } from '../../src/log.ts';
import { reportBinds } from '../../src/store/attempts/binds.ts';
import { fail } from '../support/alerts.ts';
import { BIND } from '../support/bind-report.ts';
import { type ChatForTest, chatForTest, GROUP, OLGA, SETTINGS } from '../support/chat.ts';
import { OLGA as OLGAS_CHAT, telegram } from '../support/telegram-server.ts';

const MIN = 60_000;

/** The samples of a registry that are more than 0 and have this name. */
async function counted(registry: Registry, name: string): Promise<string[]> {
  const page = await registry.metrics();
  return page.split('\n').filter((line) => line.startsWith(`${name}{`) && !line.endsWith(' 0'));
}

/** A chat with what counts its alerts. */
async function watched(
  line: string,
): Promise<{ chat: ChatForTest; registry: Registry; round: ReturnType<typeof alertRounds> }> {
  const chat = await chatForTest();
  const registry = new Registry();
  await chat.say(OLGA, line, { chat: GROUP });
  return { chat, registry, round: alertRounds(chat.store, SETTINGS, 0, chatMetrics(registry).alert) };
}

/** Mutes what a chat watches for an hour. */
async function mute(chat: ChatForTest): Promise<void> {
  const [list] = await chat.say(OLGA, '/watch', { chat: GROUP });
  if (!list) throw new Error('no list');
  await chat.press(OLGA, list, 'Тихо 1 ч');
}

test('alerts of events are counted as they are told, what goes on in one no more, and once a mute that keeps them back', async () => {
  const { chat, registry, round } = await watched('/watch failed');
  const began = Date.now();
  for (let n = 0; n < 2; n++) {
    await fail(chat);
    await round(began + n);
    await chat.update({});
  }
  expect(await counted(registry, 'alerts_sent_total')).toEqual(['alerts_sent_total{kind="failed"} 1']);

  await mute(chat);
  for (let n = 2; n < 4; n++) {
    await fail(chat);
    await round(began + n * MIN);
  }
  expect(await counted(registry, 'alerts_muted_total')).toEqual(['alerts_muted_total{kind="failed"} 1']);
  await round(began + 61 * MIN);
  expect(await counted(registry, 'alerts_sent_total')).toEqual(['alerts_sent_total{kind="failed"} 2']);
  expect(await counted(registry, 'alerts_muted_total')).toEqual(['alerts_muted_total{kind="failed"} 1']);
});

test('an alert about a state of things counts as muted when it begins in a mute, and as sent when that ends', async () => {
  const { chat, registry, round } = await watched('/watch link');
  await mute(chat);
  const began = Date.now();
  const lost = (now: number) =>
    chat.store.write((tx) =>
      reportBinds(
        tx,
        'demo',
        [
          {
            id: 'demo/1',
            report: {
              ...BIND,
              status: 'waiting',
              since: began,
              boundAt: null,
              lastError: 'closed',
              lastErrorAt: began,
            },
          },
        ],
        now,
      ),
    );
  for (const minutes of [5, 6]) {
    await lost(began + minutes * MIN);
    await round(began + minutes * MIN);
  }
  expect(await counted(registry, 'alerts_muted_total')).toEqual(['alerts_muted_total{kind="link"} 1']);
  expect(await counted(registry, 'alerts_sent_total')).toEqual([]);
  await lost(began + 61 * MIN);
  await round(began + 61 * MIN);
  expect(await counted(registry, 'alerts_sent_total')).toEqual(['alerts_sent_total{kind="link"} 1']);
});

test('calls to Telegram are counted by method and code, also those that no answer came to', async () => {
  const registry = new Registry();
  const { answered } = chatMetrics(registry);
  const log = createLog('silent');
  const server = await telegram();
  const options = { token: '1:demo', log, onAnswer: answered };
  const { api, attempt } = createTelegram({ ...options, apiRoot: server.apiRoot });
  server.fault({ fault: '429', retryAfter: 1, times: 2, method: 'sendMessage' });
  for (let n = 0; n < 3; n++) await attempt(() => api.sendMessage(OLGAS_CHAT, 'hi'));
  const gone = createTelegram({ ...options, apiRoot: 'http://127.0.0.1:1' });
  await gone.attempt(() => gone.api.getMe());

  expect(await counted(registry, 'telegram_requests_total')).toEqual([
    'telegram_requests_total{method="sendMessage",code="429"} 2',
    'telegram_requests_total{method="sendMessage",code="200"} 1',
    'telegram_requests_total{method="getMe",code="none"} 1',
  ]);
});

test('codes that nobody knows make no more than a few series', async () => {
  const registry = new Registry();
  const { answered } = chatMetrics(registry);
  for (let code = 100; code < 20_000; code += 7) answered('getMe', code);
  expect((await counted(registry, 'telegram_requests_total')).length).toBeLessThan(20);
});
