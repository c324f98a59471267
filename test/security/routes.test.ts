import { connect } from 'node:net';
import type { RouteOptions } from 'fastify';
import { Registry } from 'prom-client';
import { afterEach, expect, test, vi } from 'vitest';
import { type HttpServer, startHttp } from '../../src/http/server.ts';
import { createLog } from '../../src/log.ts';
import { apiOptions } from '../support/api.ts';
import { API_TOKEN } from '../support/planted.ts';
import { openTestStore } from '../support/store.ts';

/*
 * Every route of the HTTP server against callers with and without what it asks for. Routes are taken from the server
 * as it is built, so that a new one without a row here fails the first test.
 */
const routes: string[] = [];
vi.mock('fastify', async (original) => {
  const { default: fastify } = await original<typeof import('fastify')>();
  return {
    default: (options: object) => {
      const server = fastify(options);
      server.addHook('onRoute', ({ method, url }: RouteOptions) => {
        for (const one of [method].flat()) routes.push(`${one} ${url}`);
      });
      return server;
    },
  };
});

const CALLBACK = 'callback-secret';
const WEBHOOK = 'webhook-secret';
const STATUS = 'id=1&phone=79991234567&status=1';
/** sha1 of "1:79991234567:1:callback-secret", and of the same with other secrets. */
const signed = async (secret: string) => {
  const digest = await crypto.subtle.digest('SHA-1', new TextEncoder().encode(`1:79991234567:1:${secret}`));
  return `${STATUS}&sha1=${Buffer.from(digest).toString('hex')}`;
};
const UPDATE = '{"update_id":1,"message":{"text":"hello"}}';

interface Call {
  path: string;
  init?: RequestInit;
  status: number;
  /** Rows that it leaves. */
  leaves?: 'a receipt' | 'an update';
}

const telegram = (secret: string | null, body: string): RequestInit => ({
  method: 'POST',
  body,
  headers: secret === null ? {} : { 'x-telegram-bot-api-secret-token': secret },
});

const program = (token: string | null, body: string): RequestInit => ({
  method: 'POST',
  body,
  headers: {
    'content-type': 'application/json',
    ...(token === null ? {} : { authorization: `Bearer ${token}` }),
  },
});

/** What a program without a token of ours asks for is not even read. */
const uninvited = (path: string, body: object): Call[] =>
  [null, '', 'wrong', WEBHOOK, CALLBACK, `${API_TOKEN}x`].map((token) => ({
    path,
    init: program(token, JSON.stringify(body)),
    status: 401,
  }));

/** By route, from no secret at all to the right one. */
const rows: Record<string, () => Promise<Call[]>> = {
  'GET /healthz': async () => [{ path: '/healthz', status: 200 }],
  'GET /readyz': async () => [{ path: '/readyz', status: 503 }],
  'GET /metrics': async () => [{ path: '/metrics', status: 200 }],
  'GET /callback': async () => [
    { path: '/callback', status: 400 },
    { path: `/callback?${STATUS}`, status: 403 },
    { path: `/callback?${await signed('')}`, status: 403 },
    { path: `/callback?${await signed('wrong')}`, status: 403 },
    { path: `/callback?${(await signed(CALLBACK)).replace('sha1=', 'md5=')}`, status: 403 },
    { path: `/callback?${await signed(CALLBACK)}`, status: 200, leaves: 'a receipt' },
  ],
  'POST /callback': async () => [
    { path: '/callback', init: { method: 'POST', body: STATUS }, status: 403 },
    { path: '/callback', init: { method: 'POST', body: await signed('wrong') }, status: 403 },
    {
      path: '/callback',
      init: { method: 'POST', body: await signed(CALLBACK) },
      status: 200,
      leaves: 'a receipt',
    },
  ],
  'POST /api/messages': async () => [
    ...uninvited('/api/messages', { to: '79991234567', text: 'hello' }),
    { path: '/api/messages', init: program(API_TOKEN, '{"text":"hello"}'), status: 422 },
    {
      path: '/api/messages',
      init: program(API_TOKEN, '{"to":"123456789","text":"hello"}'),
      status: 422,
    },
  ],
  'POST /api/lookups': async () => uninvited('/api/lookups', { kind: 'hlr', to: '79991234567' }),
  'POST /api/alerts': async () => [
    ...uninvited('/api/alerts', { status: 'firing' }),
    { path: '/api/alerts', init: program(API_TOKEN, '{"status":"firing"}'), status: 422 },
  ],
  'POST /api/heartbeat/:name': async () => [
    ...uninvited('/api/heartbeat/backup', {}),
    { path: '/api/heartbeat/backup', init: program(API_TOKEN, '{}'), status: 404 },
  ],
  'POST /api/stop': async () => uninvited('/api/stop', {}),
  'GET /api/messages/:id': async () => [
    { path: '/api/messages/1', status: 401 },
    { path: '/api/messages/1', init: { headers: { authorization: 'Bearer wrong' } }, status: 401 },
    {
      path: '/api/messages/1',
      init: { headers: { authorization: `Bearer ${API_TOKEN}` } },
      status: 404,
    },
  ],
  'DELETE /api/messages/:id': async () =>
    [null, 'wrong', CALLBACK, API_TOKEN].map((token) => ({
      path: '/api/messages/1',
      init: { method: 'DELETE', headers: token === null ? {} : { authorization: `Bearer ${token}` } },
      status: token === API_TOKEN ? 404 : 401,
    })),
  'GET /api/openapi.json': async () => [{ path: '/api/openapi.json', status: 200 }],
  'POST /telegram': async () => [
    { path: '/telegram', init: telegram(null, UPDATE), status: 403 },
    { path: '/telegram', init: telegram('', UPDATE), status: 403 },
    { path: '/telegram', init: telegram('wrong', UPDATE), status: 403 },
    { path: '/telegram', init: telegram(CALLBACK, UPDATE), status: 403 },
    { path: `/telegram?secret_token=${WEBHOOK}`, init: telegram(null, UPDATE), status: 403 },
    { path: '/telegram', init: telegram(WEBHOOK, 'no update'), status: 400 },
    { path: '/telegram', init: telegram(WEBHOOK, UPDATE), status: 200, leaves: 'an update' },
  ],
};
/** Fastify answers HEAD where there is a GET; it has no body and does what GET does. */
const HEADS = ['/healthz', '/readyz', '/metrics', '/api/messages/:id', '/api/openapi.json'].map(
  (path) => `HEAD ${path}`,
);

const running: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const stop of running.splice(0)) await stop();
});

async function server(secrets: { callback: boolean; webhook: boolean }) {
  routes.length = 0;
  const store = await openTestStore();
  const http: HttpServer = await startHttp({
    host: '127.0.0.1',
    port: 0,
    store,
    metrics: new Registry(),
    checks: { store: () => 'not ready' },
    callback: secrets.callback ? { secret: CALLBACK, signature: 'sha1', accounts: ['demo'] } : null,
    api: apiOptions(),
    webhook: secrets.webhook ? { secret: WEBHOOK, botId: 1 } : null,
    log: createLog('silent'),
  });
  const left = async () => {
    const count = async (table: 'receipts' | 'updates' | 'incoming') =>
      (await store.db.selectFrom(table).selectAll().execute()).length;
    return {
      receipts: await count('receipts'),
      updates: await count('updates'),
      incoming: await count('incoming'),
    };
  };
  running.push(async () => {
    await http.stop();
    await store.close();
  });
  return { url: http.url, left };
}

test('every route has a row, and every row a route', async () => {
  await server({ callback: true, webhook: true });
  expect([...routes].sort()).toEqual([...Object.keys(rows), ...HEADS].sort());
});

test.each(Object.keys(rows))('%s does what the caller’s secret allows, and nothing else', async (route) => {
  const { url, left } = await server({ callback: true, webhook: true });
  for (const { path, init, status, leaves } of (await rows[route]?.()) ?? []) {
    const before = await left();
    const response = await fetch(url + path, init);
    const body = await response.text();
    expect({ path, init, status: response.status }).toEqual({ path, init, status });
    expect(await left()).toEqual({
      ...before,
      receipts: before.receipts + (leaves === 'a receipt' ? 1 : 0),
      updates: before.updates + (leaves === 'an update' ? 1 : 0),
    });
    // Nothing of the call or of the program stands in the answer.
    expect(body).not.toMatch(/secret-|79991234567|hello|node_modules|fastify/i);
    expect([...response.headers.keys()]).not.toEqual(expect.arrayContaining(['server', 'x-powered-by']));
  }
});

test('what is not configured is not there, whatever secret is shown', async () => {
  const { url } = await server({ callback: false, webhook: false });
  const empty = telegram('', UPDATE);
  for (const init of [
    telegram(null, UPDATE),
    empty,
    telegram('undefined', UPDATE),
    telegram('null', UPDATE),
  ]) {
    expect((await fetch(`${url}/telegram`, init)).status).toBe(404);
  }
  for (const secret of ['', 'undefined', 'null']) {
    expect((await fetch(`${url}/callback?${await signed(secret)}`)).status).toBe(404);
  }
});

test.each(['PUT', 'DELETE', 'PATCH', 'OPTIONS', 'POST'])(
  '%s is answered nowhere but where a row says so',
  async (method) => {
    const { url } = await server({ callback: true, webhook: true });
    for (const path of [
      '/',
      '/healthz',
      '/readyz',
      '/metrics',
      '/callback',
      '/telegram',
      '/.env',
      '/%2e%2e/.env',
      '//metrics',
    ]) {
      if (Object.hasOwn(rows, `${method} ${path}`)) continue;
      expect({ path, status: (await fetch(url + path, { method })).status }).toEqual({ path, status: 404 });
    }
  },
);

/** Says these octets, and waits until the server hangs up. */
function raw(url: string, octets: string): Promise<string> {
  const { hostname, port } = new URL(url);
  return new Promise((resolve) => {
    const socket = connect(Number(port), hostname, () => socket.write(octets));
    let answer = '';
    socket.on('data', (chunk) => (answer += chunk));
    // It may hang up before it has read all of it.
    socket.on('error', () => {});
    socket.on('close', () => resolve(answer || 'cut off'));
  });
}

test.each([
  ['a body of 2 MB for /telegram', '/telegram', 2 * 1024 * 1024, 413],
  ['a body of 100 KB for /callback', '/callback', 100 * 1024, 413],
] as const)('%s is refused', async (_, path, length, status) => {
  const { url } = await server({ callback: true, webhook: true });
  const init = { ...telegram(WEBHOOK, 'a'.repeat(length)) };
  const answered = await fetch(url + path, init).then(
    (response) => response.status,
    // It may hang up before all of it was sent.
    () => status,
  );
  expect(answered).toBe(status);
  expect((await fetch(`${url}/healthz`)).status).toBe(200);
});

test.each([
  [
    'a header of 100 KB',
    `GET /healthz HTTP/1.1\r\nHost: x\r\nA: ${'a'.repeat(100_000)}\r\n\r\n`,
    /^HTTP\/1\.1 431|^cut off$/,
  ],
  [
    'a request line of 100 KB',
    `GET /${'a'.repeat(100_000)} HTTP/1.1\r\nHost: x\r\n\r\n`,
    /^HTTP\/1\.1 4(14|31)|^cut off$/,
  ],
  ['no HTTP at all', 'bind_transceiver\r\n\r\n', /^HTTP\/1\.1 400/],
])('%s is refused', async (_, octets, answer) => {
  const { url } = await server({ callback: true, webhook: true });
  expect(await raw(url, octets)).toMatch(answer);
  expect((await fetch(`${url}/healthz`)).status).toBe(200);
});

test('what is nested without end is refused, and the server lives on', async () => {
  const { url, left } = await server({ callback: true, webhook: true });
  const deep = [
    '['.repeat(30_000),
    '{"a":'.repeat(10_000),
    `${'['.repeat(30_000)}${']'.repeat(30_000)}`,
    '<a>'.repeat(20_000),
    `${'<a>'.repeat(9_000)}${'</a>'.repeat(9_000)}`,
  ];
  for (const body of deep) {
    expect((await fetch(`${url}/callback`, { method: 'POST', body })).status).toBe(400);
    expect((await fetch(`${url}/telegram`, telegram(WEBHOOK, body))).status).toBe(400);
  }
  const nested = `{"update_id":1,"message":${'['.repeat(200_000)}${']'.repeat(200_000)}}`;
  expect([200, 400]).toContain((await fetch(`${url}/telegram`, telegram(WEBHOOK, nested))).status);
  expect((await left()).receipts).toBe(0);
  expect((await fetch(`${url}/healthz`)).status).toBe(200);
});
