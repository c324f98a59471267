import { afterEach, expect, test, vi } from 'vitest';
import { ANONYMOUS, chatForTest, GROUP, NIKOLAI, OLGA, STRANGER } from '../support/chat.ts';

afterEach(() => {
  vi.useRealTimers();
});

const DAY_MS = 24 * 3600 * 1000;

test('a stranger is told their id once, and not again on the same day', async () => {
  const chat = await chatForTest();
  const [refusal, ...more] = await chat.say(STRANGER, '/sms +79991234567 let me in');
  expect(refusal?.text).toBe(
    'This bot is for a team. Your Telegram id is 109: give it to an owner of the bot, who can let you in with /grant.',
  );
  expect(more).toEqual([]);
  for (const words of ['/help', '/start', 'hello', '/people']) {
    expect(await chat.say(STRANGER, words)).toEqual([]);
  }
  expect(chat.strangers).toEqual([STRANGER.id]);
});

test('who had a role and lost it is told at their next word, whatever they were told before', async () => {
  const chat = await chatForTest();
  await chat.say(STRANGER, 'hello');
  await chat.let(STRANGER, 'operator');
  await chat.say(STRANGER, '/sms +79991234567 hi');
  await chat.say(OLGA, '/revoke 109');
  const [refusal, ...more] = await chat.say(STRANGER, '/sms +79991234567 again');
  expect(refusal?.text).toContain('This bot is for a team. Your Telegram id is 109');
  expect(more).toEqual([]);
  expect(await chat.say(STRANGER, 'hello?')).toEqual([]);
});

test('nothing that a stranger wrote is in the store', async () => {
  const chat = await chatForTest();
  await chat.say(STRANGER, '/sms +79991234567 a word of mine');
  await chat.say(STRANGER, 'another word', { chat: GROUP });
  const tables = ['people', 'cards', 'messages', 'updates', 'incoming'] as const;
  for (const table of tables) {
    const rows = await chat.store.db.selectFrom(table).selectAll().execute();
    expect(JSON.stringify(rows)).not.toMatch(/word|79991234567|Stranger/);
  }
});

test('without owners a stranger learns what to set', async () => {
  const chat = await chatForTest({ ownerIds: [] });
  const [refusal] = await chat.say(OLGA, '/start');
  expect(refusal?.text).toContain('OWNER_IDS=101');
});

test('in a group strangers may talk, and only a command of theirs is refused', async () => {
  const chat = await chatForTest();
  expect(await chat.say(STRANGER, 'good morning', { chat: GROUP })).toEqual([]);
  const [refusal] = await chat.say(STRANGER, '/sms +79991234567 hi', { chat: GROUP });
  expect(refusal?.text).toContain('109');
  expect(refusal?.card).toMatchObject({ chat_id: GROUP, language: 'ru' });
});

test('a stranger hears again after a day', async () => {
  const chat = await chatForTest();
  await chat.say(STRANGER, 'hello');
  vi.setSystemTime(Date.now() + DAY_MS);
  expect(await chat.say(STRANGER, 'hello')).toHaveLength(1);
});

test('a stranger presses a button in vain', async () => {
  const chat = await chatForTest();
  const [card] = await chat.say(OLGA, '/sms +79991234567 hi', { chat: GROUP });
  if (!card) throw new Error('no card');
  const { toast, cards } = await chat.press(STRANGER, card, 'Отмена');
  expect(toast).toContain('109');
  expect(cards).toEqual([]);
  expect((await chat.look(card)).text).toContain('в очереди');
});

test('whose role was taken away is a stranger again, and their menu goes', async () => {
  const chat = await chatForTest();
  await chat.let(NIKOLAI, 'operator');
  await chat.say(NIKOLAI, '/help');
  expect(chat.menus.at(-1)).toBe('102 operator en');
  await chat.say(OLGA, '/revoke 102');
  const [refusal] = await chat.say(NIKOLAI, '/sms +79991234567 hi');
  expect(refusal?.text).toContain('Your Telegram id is 102');
  expect(chat.menus.at(-1)).toBe('102 null en');
});

test('an anonymous admin is told once why nothing happens, and may nothing', async () => {
  const chat = await chatForTest();
  const asGroup = {
    chat: GROUP,
    message: { sender_chat: { id: GROUP, type: 'supergroup', title: 'Alerts' } },
  } as const;
  const [notice, ...more] = await chat.say(ANONYMOUS, '/sms +79991234567 hi', asGroup);
  expect(notice?.text).toContain('от имени группы');
  expect(more).toEqual([]);
  expect(await chat.say(ANONYMOUS, '/help', asGroup)).toEqual([]);
  expect(await chat.store.db.selectFrom('messages').selectAll().execute()).toEqual([]);
});

test('a bot, a channel and Telegram itself are not heard', async () => {
  const chat = await chatForTest({ ownerIds: [OLGA.id, 555] });
  const other = { id: 555, is_bot: true, first_name: 'Other bot' };
  const channel = { id: 136817688, is_bot: true, first_name: 'Channel' };
  const service = { id: 777000, is_bot: false, first_name: 'Telegram' };
  const posted = { sender_chat: { id: -100500, type: 'channel', title: 'News' } } as const;
  for (const [from, message] of [
    [other, {}],
    [channel, posted],
    [service, posted],
  ] as const) {
    expect(await chat.say(from, '/sms +79991234567 hi', { chat: GROUP, message })).toEqual([]);
  }
});
