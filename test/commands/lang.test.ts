import { expect, test } from 'vitest';
import { chatForTest, GROUP, NIKOLAI, OLGA } from '../support/chat.ts';

test('without a choice the language is that of the Telegram of the person', async () => {
  const chat = await chatForTest();
  await chat.let(NIKOLAI, 'viewer');
  expect((await chat.say(OLGA, '/lang'))[0]?.text).toContain('Язык: русский\nКак в вашем Telegram.');
  expect((await chat.say(NIKOLAI, '/lang'))[0]?.text).toContain('Language: English\nAs in your Telegram.');
});

test('/lang changes the next answers and the menu, and auto changes them back', async () => {
  const chat = await chatForTest();
  const [changed] = await chat.say(OLGA, '/lang en');
  expect(changed?.text).toContain('Language: English\nChosen in this chat.');
  expect(chat.menus.at(-1)).toBe('101 owner en');
  expect((await chat.say(OLGA, '/sms +79991234567 hi'))[0]?.text).toContain('⏳ queued');
  await chat.say(OLGA, '/lang auto');
  expect(chat.menus.at(-1)).toBe('101 owner ru');
  expect((await chat.say(OLGA, '/sms +79991234567 bye'))[0]?.text).toContain('⏳ в очереди');
});

test('a button chooses as the command does, and the card speaks the language at once', async () => {
  const chat = await chatForTest();
  const [card] = await chat.say(OLGA, '/lang');
  if (!card) throw new Error('no card');
  expect(card.buttons).toEqual(['English']);
  await chat.press(OLGA, card, 'English');
  expect(chat.menus.at(-1)).toBe('101 owner en');
  const english = await chat.look(card);
  expect(english.text).toContain('Language: English');
  expect(english.buttons).toEqual(['Русский', 'Automatic']);
  await chat.press(OLGA, english, 'Automatic');
  expect((await chat.look(card)).text).toContain('Язык: русский');
});

test('in a group it is the language of the group, which an admin chooses', async () => {
  const chat = await chatForTest();
  await chat.let(NIKOLAI, 'operator');
  const [refusal] = await chat.say(NIKOLAI, '/lang en', { chat: GROUP });
  expect(refusal?.text).toBe(
    'Команда /lang доступна с ролью «администратор». Попросите её у администратора.',
  );
  const [card] = await chat.say(OLGA, '/lang', { chat: GROUP });
  if (!card) throw new Error('no card');
  expect(card.text).toContain('Как в настройках бота.');
  expect((await chat.press(NIKOLAI, card, 'English')).toast).toBe('Нужна роль «администратор».');
  await chat.press(OLGA, card, 'English');
  expect((await chat.say(NIKOLAI, '/inbox', { chat: GROUP }))[0]?.text).toContain('Incoming SMS');
  expect((await chat.say(OLGA, '/inbox'))[0]?.text).toContain('Входящие SMS');
});

test('a language that is not there is answered with those that are', async () => {
  const chat = await chatForTest();
  expect((await chat.say(OLGA, '/lang en-GB'))[0]?.text).toContain('Language: English');
  expect((await chat.say(OLGA, '/lang de'))[0]?.copied).toEqual(['/lang en', '/lang ru', '/lang auto']);
});
