import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  ACCOUNT,
  call,
  http,
  incoming,
  post,
  receipts,
  sha1,
  status,
  testStore,
  texts,
} from '../support/callback.ts';
import { unseenIncoming } from '../support/unseen.ts';

const N = '79991234567';

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

test.each([
  ['its own octets', CYRILLIC[0].sha1],
  ['UTF-8', sha1(N, CYRILLIC[0].text, '79000000')],
])('without a charset it is windows-1251, and a signature over %s is good', async (_, digest) => {
  const store = await testStore();
  const { url } = await http(store);
  const [row] = CYRILLIC;
  const query = `phone=${N}&mes=${row.mes}&to=79000000&sha1=${digest}`;
  expect((await call(`${url}/callback?${query}`)).status).toBe(200);
  expect(await texts(store)).toEqual([row.text]);
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

test.each([
  ['a name', 'Bank', 'Bank'],
  ['a number with its plus as a space', ` ${N}`, N],
  ['a number with its plus', `+${N}`, N],
  ['a number as it was dialled once', '5215512345678', '525512345678'],
])('a message from %s is kept as one from there', async (_, phone, sender) => {
  const store = await testStore();
  const { url } = await http(store);
  expect((await post(url, incoming(phone, 'hello', '79000000'))).status).toBe(200);
  expect(await unseenIncoming(store.db, 1)).toMatchObject([{ sender, text: 'hello' }]);
});

test.each([
  ['nothing', {}],
  ['a status without an id', { phone: N, status: '1' }],
  ['neither status nor text', { id: '1', phone: N }],
  ['a control character in an id', status('1\u0000', N, '1')],
  ['an id without an end', status('1'.repeat(1000), N, '1')],
  ['an id that can be none', status('1 or 1=1', N, '1')],
  ['a status in words', status('1', N, 'delivered')],
  ['a status of three digits', status('1', N, '100')],
  ['a message from nobody', incoming(' ', 'hello', '79000000')],
  [
    'what was signed as a status, as a message',
    { ...status('12', N, '1'), status: '', phone: '12', mes: N, to: '1' },
  ],
  ['a message to a name', incoming(N, 'hello', 'SHOP')],
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
