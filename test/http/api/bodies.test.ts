import { gzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { messagesOfOrder } from '../../../src/store/orders/order-messages.ts';
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

test.each([
  [{ to: '+79991234567', message: 'Hi' }, { message: 'there is no such field; did you mean text?' }],
  [
    { phone: '+79991234567', sms_text: 'Hi', sender: 'SHOP', sendAt: '+2h' },
    {
      phone: 'there is no such field; did you mean to?',
      sms_text: 'there is no such field; did you mean text?',
      sender: 'there is no such field; did you mean from?',
      sendAt: 'there is no such field; did you mean at?',
    },
  ],
  [
    { to: '+79991234567', text: 'Hi', chanel: 'sms' },
    { chanel: 'there is no such field; did you mean channel?' },
  ],
  [
    { to: '+79991234567', text: 'Hi', price: 1 },
    { price: /^there is no such field; there are to, text, channel, / },
  ],
  [{ to: '+79991234567' }, { text: 'it is missing: expected string' }],
  [undefined, { body: 'it is missing: expected object' }],
  ['', { body: 'it is missing: expected object' }],
])('a body %j is refused with the fields that are likely to be meant', async (body, problems) => {
  const store = await openTestStore();
  const { call } = await api(store);
  const answer = await call('POST /api/messages', body);
  expect(answer.status).toBe(422);
  const errors: { field: string; message: string }[] = answer.body.errors;
  for (const [field, message] of Object.entries(problems)) {
    expect(errors.find((one) => one.field === field)?.message).toMatch(message);
  }
});

test.each(['', '{', '{"to": 1}'])(
  'whatever is posted to where nothing is: %s, that is said',
  async (body) => {
    const { call } = await api(await openTestStore());
    const { status, body: problem } = await call('POST /api/message', body, { type: 'application/json' });
    expect([status, problem.detail]).toEqual([404, 'there is no such call: see /api/openapi.json']);
  },
);

test('another name of a field is that of the call which has it', async () => {
  const { call } = await api(await openTestStore());
  const { body } = await call('POST /api/lookups', { type: 'hlr', number: '+79991234567' });
  expect(body.errors).toEqual(
    expect.arrayContaining([
      { field: 'type', message: 'there is no such field; did you mean kind?' },
      { field: 'number', message: 'there is no such field; did you mean to?' },
    ]),
  );
});
