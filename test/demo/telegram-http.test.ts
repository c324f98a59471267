import { expect, test } from 'vitest';
import { api, OLGA, telegram } from '../support/telegram-server.ts';

test('answers a wrong token with 401, and what is no token or no method path with 404', async () => {
  const server = await telegram();
  const get = async (path: string) => {
    const response = await fetch(`${server.apiRoot}${path}`);
    return [response.status, await response.json()];
  };
  const unauthorized = [401, { ok: false, error_code: 401, description: 'Unauthorized' }];
  const notFound = [404, { ok: false, error_code: 404, description: 'Not Found' }];
  expect(await get('/bot1:other/getMe')).toEqual(unauthorized);
  expect(await get('/file/bot1:other/documents/file_1')).toEqual(unauthorized);
  expect(await get('/botdemo/getMe')).toEqual(notFound);
  expect(await get('/')).toEqual(notFound);
  expect(await get(`/file/bot${server.token}/documents/nothing`)).toEqual(notFound);
});

test('refuses bodies that cannot be read', async () => {
  const server = await telegram();
  const post = async (contentType: string, body: string) => {
    const url = `${server.apiRoot}/bot${server.token}/sendMessage`;
    const response = await fetch(url, { method: 'POST', headers: { 'content-type': contentType }, body });
    return ((await response.json()) as { description: string }).description;
  };
  expect(await post('application/json', '{"chat_id":')).toBe("Bad Request: can't parse request JSON object");
  expect(await post('application/json', '[]')).toBe("Bad Request: can't parse request JSON object");
  expect(await post('multipart/form-data; boundary=x', '--x\r\nbroken')).toBe(
    "Bad Request: can't parse multipart body",
  );
});

test('takes parameters from the query, a form, JSON and multipart alike, whatever the case of the method', async () => {
  const server = await telegram();
  const url = `${server.apiRoot}/bot${server.token}/SENDmessage`;
  const multipart = new FormData();
  multipart.set('chat_id', String(OLGA));
  multipart.set('text', 'by multipart');
  await fetch(`${url}?chat_id=${OLGA}&text=by+query`);
  await fetch(url, { method: 'POST', body: new URLSearchParams({ chat_id: String(OLGA), text: 'by form' }) });
  await fetch(url, { method: 'POST', body: multipart });
  await api(server, 'sendMessage', { chat_id: String(OLGA), text: 'by JSON' });
  expect(server.messages(OLGA).map(({ text }) => text)).toEqual([
    'by query',
    'by form',
    'by multipart',
    'by JSON',
  ]);
});
