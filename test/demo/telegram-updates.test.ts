import { createServer } from 'node:http';
import { afterEach, expect, test, vi } from 'vitest';
import { Updates } from '../../src/demo/telegram/updates.ts';
import { ALERTS, api, listen, OLGA, telegram } from '../support/telegram-server.ts';

afterEach(() => vi.useRealTimers());

interface Update {
  readonly update_id: number;
  readonly message?: { readonly text: string };
}
const typed = ({ result }: { result: Update[] }) => result.map(({ message }) => message?.text);
const never = new AbortController().signal;

test('keeps updates until an offset confirms them; a negative offset keeps the newest only', async () => {
  const server = await telegram();
  for (const text of ['a', 'b', 'c', 'd']) server.write(OLGA, { from: OLGA, text });
  const first = await api<Update[]>(server, 'getUpdates', { limit: 2 });
  expect(typed(first)).toEqual(['a', 'b']);
  expect(typed(await api<Update[]>(server, 'getUpdates', { limit: 2 }))).toEqual(['a', 'b']);
  const next = (first.result[0]?.update_id ?? 0) + 1;
  expect(typed(await api<Update[]>(server, 'getUpdates', { offset: next }))).toEqual(['b', 'c', 'd']);
  expect(typed(await api<Update[]>(server, 'getUpdates', { offset: -2 }))).toEqual(['c', 'd']);
  expect(typed(await api<Update[]>(server, 'getUpdates'))).toEqual(['c', 'd']);
});

test('a long poll is answered as soon as something is written', async () => {
  const server = await telegram();
  const polled = api<Update[]>(server, 'getUpdates', { timeout: 50 });
  await api(server, 'getMe');
  server.write(OLGA, { from: OLGA, text: 'now' });
  expect(typed(await polled)).toEqual(['now']);
});

test('a long poll ends with nothing after its timeout', async () => {
  vi.useFakeTimers();
  const updates = new Updates();
  const polled = updates.poll({ offset: 0, limit: 100, timeout: 30 }, never);
  await vi.advanceTimersByTimeAsync(30_000);
  expect(await polled).toEqual([]);
});

test('updates older than 24 hours are forgotten', async () => {
  vi.useFakeTimers();
  const updates = new Updates();
  updates.push('message', { text: 'old' });
  vi.setSystemTime(Date.now() + 24 * 60 * 60 * 1000);
  updates.push('message', { text: 'new' });
  expect(await updates.poll({ offset: 0, limit: 100, timeout: 0 }, never)).toMatchObject([
    { message: { text: 'new' } },
  ]);
});

test('a second poll ends the first with 409; one whose caller hung up ends nothing', async () => {
  const updates = new Updates();
  const wait = { offset: 0, limit: 100, timeout: 50 };
  const first = updates.poll(wait, never);
  const gone = new AbortController();
  const second = updates.poll(wait, gone.signal);
  await expect(first).rejects.toMatchObject({
    code: 409,
    message:
      'Conflict: terminated by other getUpdates request; make sure that only one bot instance is running',
  });
  gone.abort();
  expect(await second).toEqual([]);
  const third = updates.poll(wait, never);
  updates.push('message', { text: 'hi' });
  expect(await third).toHaveLength(1);
});

test('allowed_updates holds until it is given anew', async () => {
  const server = await telegram();
  await api(server, 'getUpdates', { allowed_updates: ['edited_message'] });
  const { id } = server.write(OLGA, { from: OLGA, text: 'a' });
  server.edit(OLGA, id, { from: OLGA, text: 'b' });
  expect((await api<object[]>(server, 'getUpdates')).result).toMatchObject([
    { edited_message: { text: 'b' } },
  ]);
  await api(server, 'getUpdates', { offset: -1, allowed_updates: [] });
  server.write(OLGA, { from: OLGA, text: 'c' });
  expect((await api<object[]>(server, 'getUpdates')).result).toMatchObject([{}, { message: { text: 'c' } }]);
});

test('a webhook is called in order, again until it answers 2xx, and shuts polling out', async () => {
  const server = await telegram({ webhookRetry: 1 });
  const received: string[] = [];
  const { promise: allReceived, resolve } = Promise.withResolvers<void>();
  const address = await listen(
    createServer(async (request, response) => {
      let body = '';
      for await (const chunk of request) body += chunk;
      received.push((JSON.parse(body) as Update).message?.text ?? '');
      response.writeHead(received.length <= 2 ? 500 : 200).end();
      if (received.length === 4) resolve();
    }),
  );
  server.write(OLGA, { from: OLGA, text: 'a' });
  expect(await api(server, 'setWebhook', { url: address, allowed_updates: ['message'] })).toMatchObject({
    result: true,
  });
  server.write(OLGA, { from: OLGA, text: 'b' });
  await allReceived;
  expect(received).toEqual(['a', 'a', 'a', 'b']);
  expect(await api(server, 'getUpdates')).toMatchObject({
    error_code: 409,
    description:
      "Conflict: can't use getUpdates method while webhook is active; use deleteWebhook to delete the webhook first",
  });
  expect(await api(server, 'getWebhookInfo')).toMatchObject({
    result: {
      url: address,
      allowed_updates: ['message'],
      last_error_message: 'Wrong response from the webhook: 500 Internal Server Error',
    },
  });
  await api(server, 'deleteWebhook');
  expect(await api(server, 'getUpdates')).toMatchObject({ ok: true });
  expect(await api(server, 'getWebhookInfo')).toMatchObject({ result: { url: '' } });
});

test('dropping pending updates forgets them', async () => {
  const server = await telegram();
  server.write(OLGA, { from: OLGA, text: 'a' });
  await api(server, 'deleteWebhook', { drop_pending_updates: true });
  expect((await api(server, 'getUpdates')).result).toEqual([]);
});

test('a pressed button reaches the bot once, and its answer the person once', async () => {
  const server = await telegram();
  const keyboard = [[{ text: 'Yes', callback_data: 'y' }]];
  await api(server, 'sendMessage', {
    chat_id: ALERTS,
    text: 'Send?',
    reply_markup: { inline_keyboard: keyboard },
  });
  const id = server.messages(ALERTS)[0]?.id ?? 0;
  const pressed = server.press(ALERTS, id, { from: OLGA, button: 'y' });
  const { result } = await api<{ callback_query: { id: string } }[]>(server, 'getUpdates');
  expect(result).toMatchObject([
    {
      callback_query: {
        data: 'y',
        from: { id: OLGA, language_code: 'ru' },
        message: { message_id: id, text: 'Send?' },
      },
    },
  ]);
  const answer = { callback_query_id: result[0]?.callback_query.id, text: 'On its way' };
  expect(await api(server, 'answerCallbackQuery', answer)).toMatchObject({ ok: true, result: true });
  expect(await pressed).toEqual({ answer: 'On its way' });
  expect(await api(server, 'answerCallbackQuery', answer)).toMatchObject({ error_code: 400 });
  await expect(server.press(ALERTS, id, { from: OLGA, button: 'No' })).rejects.toMatchObject({
    problem: 'no-such-button',
  });
});

test('a press that the bot does not answer in time resolves without a toast', async () => {
  const server = await telegram({ answerTimeout: 1 });
  const keyboard = [[{ text: 'Yes', callback_data: 'y' }]];
  await api(server, 'sendMessage', {
    chat_id: OLGA,
    text: 'Send?',
    reply_markup: { inline_keyboard: keyboard },
  });
  expect(await server.press(OLGA, 1, { from: OLGA, button: 'Yes' })).toEqual({ answer: null });
});

test('every call is on record with its parameters, its time and its status', async () => {
  const server = await telegram();
  const before = Date.now();
  await api(server, 'sendMessage', { chat_id: OLGA, text: 'hi' });
  await api(server, 'sendMessage', { chat_id: OLGA, text: '' });
  const calls = server.calls();
  expect(calls).toMatchObject([
    { method: 'sendMessage', params: { chat_id: OLGA, text: 'hi' }, status: 200 },
    { method: 'sendMessage', params: { chat_id: OLGA, text: '' }, status: 400 },
  ]);
  expect(calls[0]?.at).toBeGreaterThanOrEqual(before);
});
