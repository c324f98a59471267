import { gzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { messagesOfOrder } from '../../../src/store/order-messages.ts';
import { api } from '../../support/api.ts';
import { API_TOKEN } from '../../support/planted.ts';
import { openTestStore } from '../../support/store.ts';

/* Bodies as programs of all kinds post them. */

const authorization = `Bearer ${API_TOKEN}`;
const json = JSON.stringify({ to: '+79991234567', text: 'Привет' });
/** «Привет» in windows-1251. */
const inCyrillic = Buffer.concat([
  Buffer.from('{"to": "+79991234567", "text": "'),
  Buffer.from([0xcf, 0xf0, 0xe8, 0xe2, 0xe5, 0xf2]),
  Buffer.from('"}'),
]);

test.each([
  ['with a byte order mark', Buffer.from(`\ufeff${json}`), {}, 202, undefined],
  ['whose charset is said', Buffer.from(json), { 'content-type': 'application/json; charset=utf-8' }, 202],
  ['in another charset, unsaid', inCyrillic, {}, 400, 'the body is not in UTF-8'],
  [
    'in another charset, as is said',
    inCyrillic,
    { 'content-type': 'application/json; charset=windows-1251' },
    400,
    'the body is not in UTF-8',
  ],
  ['in UTF-16', Buffer.from(`\ufeff${json}`, 'utf16le'), {}, 400, 'the body is not in UTF-8'],
  [
    'that is compressed',
    gzipSync(json),
    { 'content-encoding': 'gzip' },
    415,
    'a body is taken as it is, without Content-Encoding',
  ],
])('a body %s is read as it was meant, or refused', async (_, body, headers, status, detail?: string) => {
  const store = await openTestStore();
  const { url } = await api(store);
  const answer = await fetch(`${url}/api/messages`, {
    method: 'POST',
    headers: { authorization, 'content-type': 'application/json', ...headers },
    body,
  });
  expect(answer.status).toBe(status);
  expect(((await answer.json()) as { detail?: string }).detail).toBe(detail);
  const orders = await store.db.selectFrom('orders').selectAll().execute();
  const messages = await Promise.all(orders.map((order) => messagesOfOrder(store.db, order)));
  const texts = messages.flat().map(({ request }) => 'text' in request && request.text);
  expect(texts).toEqual(status === 202 ? ['Привет'] : []);
});
