import { once } from 'node:events';
import { createServer, type RequestListener } from 'node:http';
import { createServer as createSecureServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { expect, onTestFinished, test, vi } from 'vitest';
import { startHeartbeat } from '../../src/http/heartbeat.ts';
import { createLog } from '../../src/log.ts';
import { certificate, key } from '../support/certificates.ts';
import { PATIENCE } from '../support/patience.ts';

/** A monitoring service that counts its calls. */
async function service(status = 200, { location = '', tls = false } = {}) {
  const calls: (string | undefined)[] = [];
  const credentials: (string | undefined)[] = [];
  const answer: RequestListener = (request, response) => {
    calls.push(request.url);
    credentials.push(request.headers.authorization);
    response.writeHead(status, location ? { location } : {}).end();
  };
  const server = tls ? createSecureServer({ cert: certificate, key }, answer) : createServer(answer);
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return {
    calls,
    credentials,
    url: `http${tls ? 's' : ''}://127.0.0.1:${(server.address() as AddressInfo).port}/ping/secret`,
  };
}

function beating(url: string, isWell: () => Promise<boolean>) {
  const logged: string[] = [];
  const log = createLog('info', { write: (line: string) => void logged.push(line) });
  const heartbeat = startHeartbeat({ url, isWell, log, everyMs: 1 });
  onTestFinished(heartbeat.stop);
  return { logged, ...heartbeat };
}

test('the address is called while all is well, and not while it is not', async () => {
  const { calls, url } = await service();
  let well = false;
  const asked = vi.fn(async () => well);
  beating(url, asked);
  await vi.waitUntil(() => asked.mock.calls.length > 5, PATIENCE);
  expect(calls).toEqual([]);
  well = true;
  await vi.waitUntil(() => calls.length > 1, PATIENCE);
  expect(calls[0]).toBe('/ping/secret');
});

test('after a stop nothing is called', async () => {
  const { calls, url } = await service();
  const asked = vi.fn(async () => true);
  const { stop } = beating(url, asked);
  await vi.waitUntil(() => calls.length > 0, PATIENCE);
  stop();
  const before = asked.mock.calls.length;
  await new Promise((resolve) => setTimeout(resolve, 20));
  expect(asked.mock.calls.length).toBe(before);
});

test.each([
  ['an answer that is an error', 500, 'it answered 500'],
  ['nobody there', null, 'no connection'],
])('%s is logged without the address, and it is called again', async (_, status, reason) => {
  const { url } = status === null ? { url: 'http://127.0.0.1:9/ping/secret' } : await service(status);
  const asked = vi.fn(async () => true);
  const { logged } = beating(url, asked);
  await vi.waitUntil(() => asked.mock.calls.length > 2 && logged.length > 0, PATIENCE);
  expect(logged.join('')).toContain(reason);
  expect(logged.join('')).not.toContain('secret');
});

test('a redirect is not followed, and is named: nobody hears at a page to log in on', async () => {
  const login = await service();
  const { url } = await service(302, { location: login.url });
  const { logged } = beating(url, async () => true);
  await vi.waitUntil(() => logged.length > 0, PATIENCE);
  expect(logged.join('')).toContain('302, a redirect');
  expect(login.calls).toEqual([]);
});

test.each([
  [
    'a certificate that nobody vouches for',
    async () => (await service(200, { tls: true })).url,
    'certificate',
  ],
  ['a name that nobody knows', async () => 'http://no.such.host.invalid/ping/secret', 'name'],
])('%s is named', async (_, address, reason) => {
  const { logged } = beating(await address(), async () => true);
  await vi.waitUntil(() => logged.length > 0, PATIENCE);
  expect(logged.join('')).toContain(reason);
  expect(logged.join('')).not.toContain('secret');
});

test('who calls is said where the address says it', async () => {
  const { calls, credentials, url } = await service();
  beating(url.replace('//', '//me:pass%40word@'), async () => true);
  await vi.waitUntil(() => calls.length > 0, PATIENCE);
  expect(credentials[0]).toBe(`Basic ${Buffer.from('me:pass@word').toString('base64')}`);
});
