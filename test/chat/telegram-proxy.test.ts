import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { createServer as createSocksServer } from '@pondwader/socks5-server';
import { Server as HttpProxy } from 'proxy-chain';
import { expect, onTestFinished, test } from 'vitest';
import { createTelegram } from '../../src/chat/telegram/telegram.ts';
import { readConfig } from '../../src/config.ts';
import { createLog } from '../../src/log.ts';
import { freePort } from '../support/free-port.ts';
import { telegram as startTelegram } from '../support/telegram-server.ts';

const USER = { username: 'bot', password: 'hunter2' };

/** A proxy that lets one user through; resolves with where it listens and with how often it was asked. */
async function proxyOf(scheme: string): Promise<{ host: string; asked(): number }> {
  let asked = 0;
  if (scheme === 'http') {
    const proxy = new HttpProxy({
      port: 0,
      host: '127.0.0.1',
      prepareRequestFunction({ username, password }) {
        asked++;
        return { requestAuthentication: username !== USER.username || password !== USER.password };
      },
    });
    await proxy.listen();
    onTestFinished(() => proxy.close(true));
    return { host: `127.0.0.1:${proxy.port}`, asked: () => asked };
  }
  const proxy = createSocksServer({ auth: USER });
  proxy.listen(0, '127.0.0.1');
  const listening = (proxy as unknown as { server: import('node:net').Server }).server;
  await once(listening, 'listening');
  listening.on('connection', () => asked++);
  onTestFinished(() => void listening.close());
  return { host: `127.0.0.1:${(listening.address() as AddressInfo).port}`, asked: () => asked };
}

function through(proxy: string, apiRoot: string) {
  const logged: string[] = [];
  const log = createLog('trace', { write: (line: string) => void logged.push(line) });
  return { ...createTelegram({ token: '1:demo', apiRoot, proxy, log }), logged };
}

test.each(['http', 'socks5'])('Telegram is reached through a proxy of %s', async (scheme) => {
  const server = await startTelegram();
  const proxy = await proxyOf(scheme);
  const telegram = through(`${scheme}://bot:hunter2@${proxy.host}`, server.apiRoot);

  expect(await telegram.attempt(() => telegram.api.getMe())).toMatchObject({
    kind: 'done',
    value: { is_bot: true },
  });

  expect(proxy.asked()).toBe(1);
});

test.each(['http', 'socks5'])(
  'a proxy of %s that lets nobody in has taken nothing, and its password is in no log',
  async (scheme) => {
    const server = await startTelegram();
    const proxy = await proxyOf(scheme);
    const telegram = through(`${scheme}://bot:hunter3@${proxy.host}`, server.apiRoot);

    expect(await telegram.attempt(() => telegram.api.getMe())).toEqual({ kind: 'unreachable' });

    expect(proxy.asked()).toBeGreaterThan(0);
    expect(telegram.logged.join('')).not.toMatch(/hunter/);
  },
);

test.each(['http', 'https', 'socks5'])('a proxy of %s that is away has taken nothing', async (scheme) => {
  const telegram = through(`${scheme}://bot:hunter2@127.0.0.1:${await freePort()}`, 'http://127.0.0.1:1');

  expect(await telegram.attempt(() => telegram.api.getMe())).toEqual({ kind: 'unreachable' });

  expect(telegram.logged.join('')).not.toMatch(/hunter/);
});

test('the proxy of the settings is the one that is used', () => {
  const least = { BOT_TOKEN: '1:a', SMPP_SYSTEM_ID: 'shop', SMPP_PASSWORD: 'x' };
  const proxy = 'socks5://bot:hunter2@127.0.0.1:1080';
  expect(readConfig({ ...least, TELEGRAM_PROXY: proxy }).telegram.proxy).toBe(proxy);
  expect(readConfig(least).telegram.proxy).toBeNull();
});
