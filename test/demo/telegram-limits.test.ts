import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { Flood, TELEGRAM_LIMITS } from '../../src/demo/telegram/flood.ts';
import { ALERTS, api, NIKOLAI, OLGA, TEAM, telegram } from '../support/telegram-server.ts';

beforeEach(() => {
  vi.useFakeTimers({
    toFake: ['setTimeout', 'clearTimeout', 'setInterval', 'clearInterval', 'Date', 'performance'],
    now: 1_764_000_000_000,
  });
});
afterEach(() => vi.useRealTimers());

/** How many of these calls, at these times (ms), are let through. */
function passing(flood: Flood, chat: number, times: readonly number[]): number {
  return times.filter((now) => {
    try {
      flood.count(chat, now);
      return true;
    } catch {
      return false;
    }
  }).length;
}
const every = (ms: number, count: number) => Array.from({ length: count }, (_, index) => index * ms);

test('a private chat takes one message a second for ever, and a short burst', () => {
  expect(passing(new Flood(TELEGRAM_LIMITS), OLGA, every(1000, 200))).toBe(200);
  expect(passing(new Flood(TELEGRAM_LIMITS), OLGA, every(1, 20))).toBe(5);
});

test('three at once and one a second after them pass, but never a sixth in five seconds', () => {
  const flood = new Flood(TELEGRAM_LIMITS);
  expect(passing(flood, OLGA, [0, 0, 0, 1000, 2000])).toBe(5);
  expect(passing(flood, OLGA, [5000, 5000, 5000, 6000, 7000])).toBe(5);
  expect(passing(flood, OLGA, [9999])).toBe(0);
});

test('a chat that was refused stays closed for the whole seconds that it was told', () => {
  const flood = new Flood(TELEGRAM_LIMITS);
  expect(passing(flood, OLGA, [0, 4500, 4501, 4502, 4503])).toBe(5);
  expect(passing(flood, OLGA, [4504, 5000, 5300])).toBe(0);
  expect(passing(flood, OLGA, [5504])).toBe(1);
});

test('a group takes 20 messages a minute', () => {
  expect(passing(new Flood(TELEGRAM_LIMITS), TEAM, every(3000, 200))).toBe(200);
  expect(passing(new Flood(TELEGRAM_LIMITS), TEAM, every(1000, 59))).toBe(20);
});

test('all chats together take 30 messages a second', () => {
  const flood = new Flood(TELEGRAM_LIMITS);
  const passed = Array.from({ length: 50 }, (_, chat) => passing(flood, chat + 1, [0]));
  expect(passed.filter((count) => count === 1)).toHaveLength(30);
  expect(passing(flood, 99, [1000])).toBe(1);
});

test('over the limit a chat is refused until the wait is over, edits included, other chats not', async () => {
  const server = await telegram({ limits: { group: { calls: 2, perMs: 60_000 } } });
  const send = (chat: number) => api(server, 'sendMessage', { chat_id: chat, text: 'hi' });
  await send(ALERTS);
  const card = server.messages(ALERTS)[0]?.id;
  const edit = (text: string) => api(server, 'editMessageText', { chat_id: ALERTS, message_id: card, text });
  expect(await edit('one')).toMatchObject({ ok: true });
  expect(await edit('two')).toMatchObject({
    error_code: 429,
    description: 'Too Many Requests: retry after 60',
    parameters: { retry_after: 60 },
  });
  expect(await send(TEAM)).toMatchObject({ ok: true });
  vi.setSystemTime(Date.now() + 30_000);
  expect(await edit('two')).toMatchObject({ parameters: { retry_after: 30 } });
  vi.setSystemTime(Date.now() + 30_000);
  expect(await edit('two')).toMatchObject({ ok: true });
});

test('a 429 or a 500 on order strikes as often as ordered, the method named or any but getUpdates', async () => {
  const server = await telegram();
  const send = () => api(server, 'sendMessage', { chat_id: OLGA, text: 'hi' });
  server.fault({ fault: '429', retryAfter: 3, times: 2, method: 'sendmessage' });
  expect(await api(server, 'getMe')).toMatchObject({ ok: true });
  expect(await send()).toMatchObject({ error_code: 429, parameters: { retry_after: 3 } });
  expect(await send()).toMatchObject({ error_code: 429 });
  expect(await send()).toMatchObject({ ok: true });
  server.fault({ fault: '500' });
  expect(await api(server, 'getUpdates')).toMatchObject({ ok: true });
  expect(await send()).toMatchObject({ error_code: 500, description: 'Internal Server Error' });
  server.fault({ fault: '500', times: 5 });
  server.fault({ fault: 'none' });
  expect(await send()).toMatchObject({ ok: true });
  expect(server.messages(OLGA)).toHaveLength(2);
});

test('a call cut after it was accepted has happened all the same', async () => {
  const server = await telegram();
  server.fault({ fault: 'cut-after-accept' });
  await expect(api(server, 'sendMessage', { chat_id: OLGA, text: 'hi' })).rejects.toThrow('fetch failed');
  expect(server.messages(OLGA)).toMatchObject([{ text: 'hi' }]);
  expect(server.calls()).toMatchObject([{ method: 'sendMessage', status: 0 }]);
});

test('an outage cuts everything, open polls too, until it is over', async () => {
  const server = await telegram();
  const polled = api(server, 'getUpdates', { timeout: 50 });
  polled.catch(() => {});
  await api(server, 'getMe');
  server.fault({ fault: 'outage', seconds: 10 });
  await expect(polled).rejects.toThrow('fetch failed');
  await expect(api(server, 'getMe')).rejects.toThrow('fetch failed');
  vi.setSystemTime(Date.now() + 10_000);
  expect(await api(server, 'getMe')).toMatchObject({ ok: true, result: { username: 'demo_bot' } });
});

test('what is no fault is refused', async () => {
  const server = await telegram();
  expect(() => server.fault({ fault: '418' })).toThrow();
  expect(() => server.fault({ fault: '429', retryAfter: -1 })).toThrow();
  expect(() => server.fault({ fault: 'outage' })).toThrow();
});

test('a message of more than 48 hours cannot be deleted', async () => {
  const server = await telegram();
  const { id } = server.write(OLGA, { from: OLGA, text: 'hi' });
  vi.setSystemTime(Date.now() + 48 * 60 * 60 * 1000 + 1);
  expect(await api(server, 'deleteMessage', { chat_id: OLGA, message_id: id })).toMatchObject({
    description: "Bad Request: message can't be deleted for everyone",
  });
});

test('the menu is that of the narrowest scope, in the language of the person', async () => {
  const server = await telegram();
  const set = (name: string, scope?: object, language_code?: string) =>
    api(server, 'setMyCommands', { commands: [{ command: name, description: 'x' }], scope, language_code });
  const menu = (chat: number, person: number) =>
    server.commandsFor(chat, person).map(({ command }) => command);
  await set('any');
  expect(menu(OLGA, OLGA)).toEqual(['any']);
  await set('any_ru', { type: 'default' }, 'ru');
  await set('private', { type: 'all_private_chats' });
  await set('groups', { type: 'all_group_chats' });
  await set('admins_ru', { type: 'all_chat_administrators' }, 'ru');
  await set('hers', { type: 'chat', chat_id: OLGA });
  await set('member', { type: 'chat_member', chat_id: ALERTS, user_id: NIKOLAI });
  expect(menu(OLGA, OLGA)).toEqual(['hers']);
  expect(menu(NIKOLAI, NIKOLAI)).toEqual(['private']);
  expect(menu(TEAM, OLGA)).toEqual(['admins_ru']);
  expect(menu(TEAM, NIKOLAI)).toEqual(['groups']);
  expect(menu(ALERTS, NIKOLAI)).toEqual(['member']);
  expect((await api(server, 'getMyCommands', { language_code: 'ru' })).result).toEqual([
    { command: 'any_ru', description: 'x' },
  ]);
  await api(server, 'deleteMyCommands', { scope: { type: 'chat', chat_id: OLGA } });
  expect(menu(OLGA, OLGA)).toEqual(['private']);
});
