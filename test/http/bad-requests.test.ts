import { connect } from 'node:net';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';
import { newServer } from '../../src/http/server.ts';
import { call, http, testStore } from '../support/callback.ts';

test.each([
  ['an unknown route', '/planted', {}, 404],
  ['an address that cannot be decoded', '/%planted', {}, 400],
  ['a method that no route has', '/callback?planted', { method: 'PUT' }, 404],
  ['too large a body', '/callback', { method: 'POST', body: 'planted'.repeat(10_000) }, 413],
  ['too long a query', `/callback?${'planted'.repeat(3_000)}`, {}, 431],
])('%s is refused without a word of what was asked', async (_, path, init, code) => {
  const server = await http(await testStore());
  const response = await fetch(server.url + path, init as RequestInit);
  expect(response.status).toBe(code);
  expect(await response.text()).not.toContain('planted');
  expect(response.headers.get('server') ?? response.headers.get('x-powered-by')).toBeNull();
  expect(server.logged.join()).not.toContain('planted');
});

// Rows times parameters: 23 kB would be millions of values before any signature was looked at.
test.each([
  [
    'a query',
    `x=1&${Array.from({ length: 4_000 }, (_, n) => n.toString(36)).join('&')}`.slice(0, 15_000),
    '{"a":1}',
  ],
  ['a row', 'x=1', JSON.stringify(Object.fromEntries(Array.from({ length: 4_000 }, (_, n) => [`p${n}`, 1])))],
])('%s of thousands of parameters is refused, whatever the rows', async (_, query, row) => {
  const server = await http(await testStore());
  const rows = Array<string>(row.length < 10 ? 1_000 : 1).fill(row);
  const body = `[${rows.join(',')}]`;
  expect(await call(`${server.url}/callback?${query}`, { method: 'POST', body })).toEqual({
    status: 400,
    body: 'unreadable',
  });
  expect(server.logged.join()).toContain('too many parameters');
});

test('/readyz says what fails without what the failure quotes', async () => {
  const failure = new Error('no such row: "Anna +79991234567", key (79991234567)');
  const checks = { store: () => Promise.reject(failure) };
  const { url } = await http(await testStore(), { checks });
  const response = await fetch(`${url}/readyz`);
  expect(response.status).toBe(503);
  expect((await response.json()) as object).toMatchObject({
    reasons: { store: 'Error: no such row: "…", key (…)' },
  });
});

test('what many ask at once without a secret is looked at once for all of them', async () => {
  let looks = 0;
  const looked = Promise.withResolvers<null>();
  const checks = {
    store: () => {
      looks += 1;
      return looked.promise;
    },
  };
  const { url } = await http(await testStore(), { checks });
  const socket = connect(Number(new URL(url).port), '127.0.0.1');
  let answer = '';
  socket.setEncoding('latin1').on('data', (chunk) => {
    answer += chunk;
  });
  socket.write(
    `${'GET /readyz HTTP/1.1\r\nHost: bot\r\n\r\n'.repeat(500)}GET /healthz HTTP/1.1\r\nHost: bot\r\n\r\n`,
  );
  await expect.poll(() => looks).toBe(1);
  await fetch(`${url}/healthz`);
  looked.resolve(null);
  await expect.poll(() => answer.match(/HTTP\/1\.1 200/g)?.length).toBe(501);
  expect(looks).toBe(1);
  socket.destroy();
});

test('whoever asks and never reads the answer is hung up on', async () => {
  const server = newServer(100);
  server.get('/', async () => 'x'.repeat(32 * 1024 * 1024));
  const { port } = new URL(await server.listen({ host: '127.0.0.1', port: 0 }));
  const socket = connect(Number(port), '127.0.0.1');
  const asked = new Promise((resolve) => server.server.once('request', resolve));
  socket.write('GET / HTTP/1.1\r\nHost: bot\r\n\r\n');
  await asked;
  const connections = promisify(server.server.getConnections.bind(server.server));
  await expect.poll(() => connections()).toBe(0);
  socket.destroy();
  await server.close();
});

test.each([
  ['headers', 'POST /callback HTTP/1.1\r\nHost: bot\r\nX-Slow: '],
  ['body', 'POST /callback HTTP/1.1\r\nHost: bot\r\nContent-Length: 1000\r\n\r\nid='],
])('a request whose %s never end is cut off', async (_, beginning) => {
  const { url } = await http(await testStore(), { requestMs: 300 });
  const socket = connect(Number(new URL(url).port), '127.0.0.1');
  socket.write(beginning);
  const drip = setInterval(() => socket.write('x'), 20);
  let answer = '';
  socket.setEncoding('latin1').on('data', (chunk) => {
    answer += chunk;
  });
  // What drips into the closed connection may reset it, which takes the answer along.
  socket.on('error', () => {});
  await new Promise((resolve) => socket.on('close', resolve));
  clearInterval(drip);
  expect(answer).toMatch(/^(HTTP\/1\.1 408 |$)/);
});

test('connections on which nothing is asked any more keep nobody out', async () => {
  const server = newServer();
  server.get('/', async () => 'here');
  const url = await server.listen({ host: '127.0.0.1', port: 0 });
  server.server.maxConnections = 3;
  const kept = [
    connect(Number(new URL(url).port), '127.0.0.1'),
    connect(Number(new URL(url).port), '127.0.0.1'),
    connect(Number(new URL(url).port), '127.0.0.1'),
  ].map(async (socket) => {
    socket.on('error', () => {}).write('GET / HTTP/1.1\r\nHost: bot\r\n\r\n');
    await new Promise((resolve) => socket.once('data', resolve));
    return socket;
  });
  const sockets = await Promise.all(kept);
  const get = () => fetch(url).then((answer) => answer.text(), String);
  await expect.poll(get).toBe('here');
  for (const socket of sockets) socket.destroy();
  await server.close();
});

test('a call that is under way when it stops is answered, and one whose body stays away holds nothing up', async () => {
  const server = newServer(1_000);
  const [asked, done] = [Promise.withResolvers<void>(), Promise.withResolvers<string>()];
  server.post('/', () => {
    asked.resolve();
    return done.promise;
  });
  const url = await server.listen({ host: '127.0.0.1', port: 0 });
  const socket = connect(Number(new URL(url).port), '127.0.0.1').on('error', () => {});
  socket.write('POST / HTTP/1.1\r\nHost: bot\r\nContent-Length: 9\r\n\r\nhalf');
  const answer = fetch(url, { method: 'POST' }).then((taken) => taken.text());
  await asked.promise;
  const closed = server.close();
  await expect
    .poll(() =>
      fetch(url).then(
        ({ status }) => status,
        () => 503,
      ),
    )
    .toBe(503);
  done.resolve('taken');
  await closed;
  expect(await answer).toBe('taken');
  socket.destroy();
});
