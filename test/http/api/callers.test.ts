import { request } from 'node:http';
import { expect, test, vi } from 'vitest';
import { revokeToken } from '../../../src/store/programs/tokens.ts';
import { api, made } from '../../support/api.ts';
import { NIKOLAI } from '../../support/chat.ts';
import { openTestStore } from '../../support/store.ts';

const HELLO = { to: '+79991234567', text: 'hello' };

test('nobody calls without a token, and the refusal says how one is shown', async () => {
  const { call } = await api(await openTestStore());
  for (const token of [null, 'wrong', '']) {
    const refused = await call('POST /api/messages', HELLO, { token });
    expect(refused).toMatchObject({ status: 401, body: { title: 'Unauthorized', status: 401 } });
    expect(refused.headers.get('www-authenticate')).toBe('Bearer');
    expect(refused.headers.get('content-type')).toMatch('application/problem+json');
  }
});

test('a token may do what it was made for', async () => {
  const store = await openTestStore();
  const { call } = await api(store);
  const token = await made(store, { may: 'lookups' });
  const refused = await call('POST /api/messages', HELLO, { token });
  expect(refused).toMatchObject({ status: 403, body: { detail: expect.stringContaining('takes messages') } });
  expect((await call('POST /api/stop', undefined, { token })).status).toBe(403);
  expect((await call('POST /api/lookups', { kind: 'ping', to: HELLO.to }, { token })).status).toBe(202);
});

test('a token lets nobody in once it is revoked', async () => {
  const store = await openTestStore();
  const { call } = await api(store);
  const token = await made(store);
  expect((await call('POST /api/messages', HELLO, { token })).status).toBe(202);
  await store.write((tx) => revokeToken(tx, 'crm', Date.now()));
  expect((await call('POST /api/messages', HELLO, { token })).status).toBe(401);
});

test('a call that was let in does nothing once its token is revoked before it has come whole', async () => {
  const store = await openTestStore();
  const { url } = await api(store);
  const token = await made(store);
  const body = JSON.stringify(HELLO);
  const length = Buffer.byteLength(body);
  const headers = {
    authorization: `Bearer ${token}`,
    'content-type': 'application/json',
    'content-length': length,
  };
  const call = request(`${url}/api/messages`, { method: 'POST', headers });
  const answered = new Promise<number | undefined>((resolve) => {
    call.on('response', (answer) => resolve(answer.resume().statusCode));
  });
  call.flushHeaders();
  const letIn = () => store.db.selectFrom('token_uses').selectAll().execute();
  await vi.waitFor(async () => expect(await letIn()).toHaveLength(1));
  await store.write((tx) => revokeToken(tx, 'crm', Date.now()));
  call.end(body);
  expect(await answered).toBe(401);
  expect(await store.db.selectFrom('orders').selectAll().execute()).toEqual([]);
});

test('a token whose maker is no owner any more lets nobody in', async () => {
  const store = await openTestStore();
  const { call } = await api(store);
  const token = await made(store, { by: NIKOLAI.id });
  expect((await call('POST /api/messages', HELLO, { token })).status).toBe(401);
});

test('a token calls no more often than it may, and is told when it may again', async () => {
  const store = await openTestStore();
  const { call } = await api(store);
  const token = await made(store, { rate: 2 });
  const look = () => call('GET /api/messages/none', undefined, { token });
  expect([(await look()).status, (await look()).status]).toEqual([404, 404]);
  const refused = await look();
  expect(refused).toMatchObject({
    status: 429,
    body: { detail: expect.stringContaining('2 calls a minute') },
  });
  expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(20);
  // Another one is not held up by it.
  expect((await call('GET /api/messages/none')).status).toBe(404);
});

test('a storm of alerts is told to come again, in the way in which Alertmanager does', async () => {
  const store = await openTestStore();
  const { call } = await api(store);
  const token = await made(store, { may: 'alerts', rate: 1 });
  const group = { version: '4', groupKey: 'disk', status: 'resolved', alerts: [] };
  expect((await call('POST /api/alerts', group, { token })).status).toBe(200);
  const refused = await call('POST /api/alerts', group, { token });
  expect(refused).toMatchObject({
    status: 503,
    body: { detail: expect.stringContaining('1 calls a minute') },
  });
  expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(20);
});

test('when a token was used last is known', async () => {
  const store = await openTestStore();
  const { call } = await api(store);
  const before = Date.now();
  await call('GET /api/messages/none');
  const [use] = await store.db.selectFrom('token_uses').selectAll().execute();
  expect(use).toMatchObject({ name: 'shop', messages: 0 });
  expect(use?.last_at).toBeGreaterThanOrEqual(before);
});

test.each([
  ['what is no JSON', '{"to":', 'application/json', 400],
  ['another type', 'to=1', 'application/x-www-form-urlencoded', 415],
  ['a body of 100 KB', JSON.stringify({ ...HELLO, text: 'a'.repeat(100_000) }), 'application/json', 413],
  ['what would change objects', '{"__proto__":{"to":"1"}}', 'application/json', 400],
  ['no body', '', 'application/json', 422],
  ['no object', '[]', 'application/json', 422],
])('%s is refused with a problem', async (_, body, type, status) => {
  const { call } = await api(await openTestStore());
  const refused = await call('POST /api/messages', body, { type });
  expect(refused).toMatchObject({ status, body: { status, type: 'about:blank' } });
});

test.each([
  ['POST /api/messages', HELLO, '5'],
  ['POST /api/alerts', { version: '4', groupKey: 'disk', status: 'resolved', alerts: [] }, '5'],
  ['POST /api/stop', undefined, '1'],
])('while the store is away %s is told to come again', async (route, body, after) => {
  const store = await openTestStore();
  const { call } = await api(store);
  const away = vi.spyOn(store, 'write').mockRejectedValue(new Error('away'));
  const refused = await call(route, body, { key: 'order-9' });
  expect(refused).toMatchObject({ status: 503, body: { status: 503 } });
  expect(refused.headers.get('retry-after')).toBe(after);
  away.mockRestore();
  expect((await call(route, body, { key: 'order-9' })).status).toBeLessThan(300);
});

test('whoever asks is told to come again while the store cannot be read', async () => {
  const store = await openTestStore();
  const token = await made(store);
  const { call, logged } = await api(store);
  const unreachable = Object.assign(new Error('connect ECONNREFUSED'), { syscall: 'connect' });
  vi.spyOn(store.db, 'selectFrom').mockImplementation(() => {
    throw unreachable;
  });
  const refused = await call('GET /api/messages/1', undefined, { token });
  expect(refused).toMatchObject({ status: 503, body: { detail: 'the store is away' } });
  expect(refused.headers.get('retry-after')).toBe('5');
  expect(logged.join()).not.toContain('"level":"error"');
});

test('what is not there is said so', async () => {
  const { call } = await api(await openTestStore());
  expect(await call('GET /api/none')).toMatchObject({ status: 404, body: { status: 404 } });
});

test.each([
  ['GET /api/heartbeat/backup', 'POST'],
  ['GET /api/messages?to=1', 'POST'],
  ['PUT /api/stop', 'POST'],
  ['PUT /api/messages/1', 'GET or DELETE'],
])('%s is told that it takes %s', async (call, method) => {
  const refused = await (await api(await openTestStore())).call(call);
  expect(refused).toMatchObject({
    status: 405,
    body: { detail: `${method} is taken here, not ${call.split(' ')[0]}` },
  });
  expect(refused.headers.get('allow')?.split(', ')).toEqual(expect.arrayContaining(method.split(' or ')));
});

test('no log holds a token or what was sent', async () => {
  const { call, logged } = await api(await openTestStore());
  await call('POST /api/messages', HELLO);
  await call('POST /api/messages', HELLO, { token: 'wrong-token-0123456789' });
  expect(logged.join('\n')).not.toMatch(/planted-token|wrong-token|hello|79991234567/);
});

test.each(['/api/messages/100%', '/api/messages/%zz', '/api/heartbeat/%E0%A4', '/api/%'])(
  'an address that cannot be decoded is answered as other mistakes are: %s',
  async (path) => {
    const { call, logged } = await api(await openTestStore());
    const refused = await call(`GET ${path}`);
    expect(refused.status).toBe(400);
    expect(refused.headers.get('content-type')).toMatch('application/problem+json');
    expect(refused.body).toEqual({
      type: 'about:blank',
      title: 'Bad Request',
      status: 400,
      detail: 'the address is written wrongly: a percent sign in it is %25',
    });
    expect(logged.join()).not.toContain('failed');
  },
);
