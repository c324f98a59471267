import { expect, test } from 'vitest';
import {
  call,
  http,
  incoming,
  post,
  receipts,
  SECRET,
  status,
  testStore,
  texts,
} from '../support/callback.ts';

const N = '79991234567';

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

test('refusals are logged once a minute, however many there are', async () => {
  const server = await http(await testStore());
  for (let n = 0; n < 20; n++) await post(server.url, { ...status('1', N, '1'), sha1: 'x' });
  expect(server.logged.filter((line) => line.includes('not signed'))).toHaveLength(1);
  expect(await server.metric('http_callbacks_total{kind="none",result="forged"}')).toBe(20);
});

test('the secret is in no log', async () => {
  const server = await http(await testStore());
  await post(server.url, status('1', N, '1'));
  await post(server.url, { ...status('1', N, '1'), sha1: 'x' });
  expect(server.logged.join()).not.toContain(SECRET);
});
