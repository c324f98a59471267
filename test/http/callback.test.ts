import { connect } from 'node:net';
import fc from 'fast-check';
import { expect, onTestFinished, test, vi } from 'vitest';
import { settle } from '../../src/store/attempts.ts';
import type { Store } from '../../src/store/database.ts';
import { unseenIncoming } from '../../src/store/incoming.ts';
import { messagesOfCard } from '../../src/store/outbox.ts';
import {
  ACCOUNT,
  call,
  holdStore,
  http,
  incoming,
  post,
  SECRET,
  sha1,
  status,
  testStore,
} from '../support/callback.ts';
import { claimOne } from '../support/claim.ts';
import { order, sms } from '../support/outbox.ts';

const N = '79991234567';

const texts = async (store: Store) => (await unseenIncoming(store.db, 100)).map(({ text }) => text);
const receipts = (store: Store) => store.db.selectFrom('receipts').selectAll().orderBy('id').execute();

/** Digests as Python's hashlib and zlib compute them, over octets as Python encodes them. */
const CYRILLIC = [
  {
    charset: 'windows-1251',
    text: 'Спасибо, Ёж №1',
    mes: '%D1%EF%E0%F1%E8%E1%EE%2C%20%A8%E6%20%B91',
    sha1: 'e0d708e02207ce79a980303ef630412b66e15027',
    md5: '4385de0826b97717b0efc45b0b0c0147',
    crc32: 'abe76da5',
  },
  {
    charset: 'koi8-r',
    text: 'Спасибо, Ёж',
    mes: '%F3%D0%C1%D3%C9%C2%CF%2C+%B3%D6',
    sha1: '70957bc0483bff2de434c4195033e282465193b3',
    md5: 'a80d406737d86d2021886e2d977399ec',
    crc32: 'd1371f32',
  },
  {
    charset: 'utf-8',
    text: 'Спасибо, Ёж №1',
    mes: '%D0%A1%D0%BF%D0%B0%D1%81%D0%B8%D0%B1%D0%BE%2C%20%D0%81%D0%B6%20%E2%84%961',
    sha1: '559d1063f9aee0e80750bd8bed55c977154af642',
    md5: 'b188b2b65ab57cb60c41b25f91aa1d84',
    crc32: '55fa3dc1',
  },
] as const;
const SIGNED = CYRILLIC.flatMap((row) =>
  (['sha1', 'md5', 'crc32'] as const).map((signature) => ({ ...row, signature, digest: row[signature] })),
);

test.each(SIGNED)('an incoming message in $charset signed by $signature is read and kept', async (row) => {
  const { charset, signature, digest, mes, text } = row;
  const store = await testStore();
  const { url } = await http(store, { signature });
  const fields = `phone=${N}&mes=${mes}&to=79000000`;

  const byGet = await call(`${url}/callback?charset=${charset}&id=1&${fields}&${signature}=${digest}`);
  const byPost = await call(`${url}/callback?${signature}&charset=${charset}`, {
    method: 'POST',
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
    body: `id=2&${fields}&${signature}=${digest.toUpperCase()}`,
  });

  expect([byGet, byPost]).toEqual([
    { status: 200, body: 'ok' },
    { status: 200, body: 'ok' },
  ]);
  expect(await texts(store)).toEqual([text, text]);
  expect(await unseenIncoming(store.db, 1)).toMatchObject([
    { account: ACCOUNT, sender: N, recipient: '79000000' },
  ]);
});

test('without a charset it is windows-1251, and a signature over UTF-8 is as good', async () => {
  const store = await testStore();
  const { url } = await http(store);
  const [row] = CYRILLIC;
  const signedInUtf8 = sha1(N, row.text, '79000000');
  for (const digest of [row.sha1, signedInUtf8]) {
    const query = `phone=${N}&mes=${row.mes}&to=79000000&sha1=${digest}`;
    expect((await call(`${url}/callback?${query}`)).status).toBe(200);
  }
  expect(await texts(store)).toEqual([row.text, row.text]);
});

test('octets that were not escaped are read in the charset as well', async () => {
  const store = await testStore();
  const { url } = await http(store);
  const [row] = CYRILLIC;
  const octets = Buffer.from(
    row.mes.replace(/%(..)/g, (_, hex) => String.fromCharCode(Number.parseInt(hex, 16))),
    'latin1',
  );
  const body = Buffer.concat([Buffer.from(`phone=${N}&to=79000000&sha1=${row.sha1}&mes=`), octets]);
  const headers = { 'content-type': 'application/x-www-form-urlencoded; charset=cp1251' };
  expect((await call(`${url}/callback`, { method: 'POST', headers, body })).status).toBe(200);
  expect(await texts(store)).toEqual([row.text]);
});

test.each([
  ['a form', `id=12345678901234567890&phone=${N}&status=1&err=0&cost=2.50&ts=1764590592`],
  [
    'JSON',
    `{"id":12345678901234567890,"phone":${N},"status":1,"err":0,"cost":2.50,"ts":1764590592,"flag":null}`,
  ],
  [
    'XML',
    `<?xml version="1.0" encoding="windows-1251"?>\n<status><id>12345678901234567890</id><phone>${N}</phone>` +
      '<status>1</status><err>0</err><cost>2.50</cost><ts>1764590592</ts></status>',
  ],
  [
    'XML attributes',
    `<status id="12345678901234567890" phone="${N}" status="1" err="0" cost="2.50" ts="1764590592"/>`,
  ],
])('a status in %s is read whole, its numbers as they were written', async (_, body) => {
  const store = await testStore();
  const { url } = await http(store);
  const digest = sha1('12345678901234567890', N, '1');

  const answer = await call(`${url}/callback?sha1=${digest}`, { method: 'POST', body });

  expect(answer).toEqual({ status: 200, body: 'ok' });
  expect(await receipts(store)).toMatchObject([
    {
      account: ACCOUNT,
      provider_id: '12345678901234567890',
      via: 'http',
      state: 'delivered',
      error: 0,
      cost: 25000,
    },
  ]);
  expect((await receipts(store))[0]?.raw).not.toContain(digest);
});

test.each([
  ['a JSON list', (rows: object[]) => JSON.stringify(rows)],
  ['a list within an object', (rows: object[]) => JSON.stringify({ statuses: rows })],
  [
    'XML',
    (rows: object[]) =>
      `<list>${rows
        .map(
          (row) =>
            `<row>${Object.entries(row)
              .map(([name, value]) => `<${name}>${value}</${name}>`)
              .join('')}</row>`,
        )
        .join('')}</list>`,
  ],
])('several rows in %s are several calls, all of them taken or none', async (_, write) => {
  const store = await testStore();
  const { url } = await http(store);
  const rows = [status('1', N, '1'), status('2', N, '20', { err: '12' })];
  const send = (body: string) => call(`${url}/callback`, { method: 'POST', body });

  expect((await send(write([...rows, { ...status('3', N, '1'), sha1: 'x' }]))).status).toBe(403);
  expect(await receipts(store)).toEqual([]);
  expect((await send(write(rows))).status).toBe(200);
  expect((await receipts(store)).map(({ provider_id, state }) => [provider_id, state])).toEqual([
    ['1', 'delivered'],
    ['2', 'undelivered'],
  ]);
});

test('a crc32 is taken in decimal too', async () => {
  const store = await testStore();
  const server = await http(store, { signature: 'crc32' });
  const query = `id=855469&phone=${N}&status=1&crc32=1540763308`;
  expect((await call(`${server.url}/callback?${query}`)).status).toBe(200);
  expect(server.logged.join()).toContain('crc32 keeps out mistakes, not people');
});

test.each([
  ['no signature', status('855469', N, '1', {}), { sha1: '' }, 'no signature'],
  ['a wrong one', status('855469', N, '1'), { sha1: 'f'.repeat(40) }, 'wrong sha1'],
  ['one for another status', status('855469', N, '1'), { status: '20' }, 'wrong sha1'],
  [
    'the right one of another algorithm',
    status('855469', N, '1'),
    { sha1: '', md5: '2d9d16e57f9ef5f44e31bfff83cedbcd' },
    'signed by md5, but CALLBACK_SIGNATURE is sha1',
  ],
])('a call with %s is refused and not stored', async (_, fields, changes, reason) => {
  const store = await testStore();
  const server = await http(store);

  const answer = await post(server.url, { ...fields, ...changes });

  expect(answer).toEqual({ status: 403, body: 'signature' });
  expect(await receipts(store)).toEqual([]);
  expect(server.logged.join()).toContain(reason);
  expect(server.logged.join()).not.toContain(N);
  expect(await server.metric('http_callbacks_total{kind="none",result="forged"}')).toBe(1);
});

test('a signature does not cover a field that was moved over a colon', async () => {
  const store = await testStore();
  const { url } = await http(store);
  const fields = incoming(N, '1:2', '79000000');
  expect((await post(url, fields)).status).toBe(200);
  expect((await post(url, { ...fields, mes: '1', to: '2:79000000' })).status).toBe(400);
  expect(await texts(store)).toEqual(['1:2']);
});

test.each([
  ['nothing', {}],
  ['a status without an id', { phone: N, status: '1' }],
  ['neither status nor text', { id: '1', phone: N }],
  ['a control character in an id', status('1\u0000', N, '1')],
  ['an id without an end', status('1'.repeat(1000), N, '1')],
])('%s is refused as unreadable', async (_, fields) => {
  const { url } = await http(await testStore());
  expect(await post(url, fields as Record<string, string>)).toEqual({ status: 400, body: 'unreadable' });
});

test.each([
  ['broken JSON', '', '{"id":'],
  ['an unknown charset', '?charset=utf-16', 'id=1'],
  ['an XML entity of its own', '', '<!DOCTYPE a [<!ENTITY x "1">]><a><id>&x;</id></a>'],
  ['XML nested without an end', '', '<a>'.repeat(20_000)],
  ['JSON nested without an end', '', '['.repeat(60_000)],
  ['a thousand rows and one', '', JSON.stringify(Array.from({ length: 1001 }, () => ({ id: 1 })))],
])('%s is refused as unreadable, and not repeated in answer or log', async (_, query, body) => {
  const server = await http(await testStore());
  const answer = await call(`${server.url}/callback${query}`, { method: 'POST', body });
  expect(answer).toEqual({ status: 400, body: 'unreadable' });
  expect(server.logged.join()).not.toContain(body.slice(0, 20));
});

test('refusals are logged once a minute, however many there are', async () => {
  const server = await http(await testStore());
  for (let n = 0; n < 20; n++) await post(server.url, { ...status('1', N, '1'), sha1: 'x' });
  expect(server.logged.filter((line) => line.includes('not signed'))).toHaveLength(1);
  expect(await server.metric('http_callbacks_total{kind="none",result="forged"}')).toBe(20);
});

test('a status that comes again is kept, and counted as repeated', async () => {
  const store = await testStore();
  const server = await http(store);
  for (let n = 0; n < 2; n++) expect((await post(server.url, status('1', N, '1'))).status).toBe(200);
  expect(await server.metric('http_callbacks_total{kind="status",result="stored"}')).toBe(1);
  expect(await server.metric('http_callbacks_total{kind="status",result="repeated"}')).toBe(1);
  expect(await receipts(store)).toHaveLength(2);
});

test('an incoming message that the provider hands over again by the same id is kept once', async () => {
  const store = await testStore();
  const server = await http(store);
  for (const id of ['7', '7', '8']) await post(server.url, incoming(N, 'да', '79000000', id));
  expect(await texts(store)).toEqual(['да', 'да']);
  expect(await server.metric('http_callbacks_total{kind="incoming",result="repeated"}')).toBe(1);
});

test.each(['after', 'before'])(
  'with several accounts a status finds its message when it comes %s the answer',
  async (when) => {
    const store = await testStore();
    const { url } = await http(store, { accounts: ['one', 'two', 'three'] });
    const card = await order(store, [sms(N, 'hello')], { account: 'two' });
    const [message] = await messagesOfCard(store.db, card, 1);
    if (!message) throw new Error('no message');
    const attempt = { part: 1, host: 'smsc:2775', bind: 'two/1', source: 'SHOP' };
    const [attemptId = ''] =
      (await store.write((tx) => claimOne(tx, message, [attempt], 1, Date.now()))) ?? [];
    const answer = { attemptId, outcome: 'accepted', commandStatus: 0, providerId: '855469' } as const;

    if (when === 'after') await store.write((tx) => settle(tx, 'two', [answer], Date.now()));
    expect((await post(url, status('855469', N, '1', { cost: '2.50' }))).status).toBe(200);
    if (when === 'before') await store.write((tx) => settle(tx, 'two', [answer], Date.now()));

    expect(await messagesOfCard(store.db, card, 1)).toMatchObject([{ state: 'delivered', cost: 25000 }]);
  },
);

test('while the store fails the provider is told to come again', async () => {
  const store = await testStore();
  const { db } = store;
  const broken: Store = { ...store, db, write: () => Promise.reject(new Error('disk full')) };
  const server = await http(broken);
  expect(await post(server.url, status('1', N, '1'))).toEqual({ status: 503, body: 'later' });
  expect(await server.metric('http_callbacks_total{kind="status",result="failed"}')).toBe(1);
});

test('while the store is busy the provider is told to come again, and what it brings then is known', async () => {
  const store = await testStore();
  const server = await http(store);
  const release = await holdStore(store);
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  onTestFinished(() => void vi.useRealTimers());
  const answer = post(server.url, incoming(N, 'hello', '79000000', '7'));
  await vi.waitUntil(() => vi.getTimerCount() > 0);
  await vi.advanceTimersByTimeAsync(5_000);
  expect((await answer).status).toBe(503);
  vi.useRealTimers();
  await release();

  expect((await post(server.url, incoming(N, 'hello', '79000000', '7'))).status).toBe(200);
  expect(await texts(store)).toEqual(['hello']);
});

test('without a secret there is no callback', async () => {
  const { url } = await http(await testStore(), { callback: null });
  expect(await post(url, status('1', N, '1'))).toEqual({ status: 404, body: 'Not Found' });
});

test('a HEAD stores nothing', async () => {
  const store = await testStore();
  const { url } = await http(store);
  const query = new URLSearchParams(status('1', N, '1'));
  expect((await call(`${url}/callback?${query}`, { method: 'HEAD' })).status).toBe(404);
  expect(await receipts(store)).toEqual([]);
});

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

test('the secret is in no log', async () => {
  const server = await http(await testStore());
  await post(server.url, status('1', N, '1'));
  await post(server.url, { ...status('1', N, '1'), sha1: 'x' });
  expect(server.logged.join()).not.toContain(SECRET);
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

test('any octets are answered as unreadable, forged or taken, and the server lives', async () => {
  const { url } = await http(await testStore());
  const piece = fc.constantFrom(
    'id=1',
    '&',
    '=',
    '%',
    '%D1',
    '%zz',
    'phone=',
    'status=1',
    'sha1=',
    'mes',
    '{',
    '[',
    '<a>',
    '</a>',
    '"',
    ':',
    '\0',
  );
  const body = fc.oneof(
    fc.uint8Array({ maxLength: 200 }),
    fc.array(piece).map((pieces) => Buffer.from(pieces.join(''))),
  );
  await fc.assert(
    fc.asyncProperty(body, fc.constantFrom('utf-8', 'koi8-r', '', 'x'), async (octets, charset) => {
      const answer = await call(`${url}/callback?charset=${charset}`, {
        method: 'POST',
        body: Buffer.from(octets),
      });
      expect([400, 403]).toContain(answer.status);
    }),
    { numRuns: 300 },
  );
  expect((await call(`${url}/healthz`)).status).toBe(200);
});
