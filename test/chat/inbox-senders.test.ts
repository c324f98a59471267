import { expect, test } from 'vitest';
import { chatForTest, GROUP, NIKOLAI, OLGA, only, SETTINGS } from '../support/chat.ts';
import { incomingSms } from '../support/incoming-sms.ts';
import { EN, RU } from '../support/languages.ts';

const from = (sender: string) => chatForTest({ wire: { ...SETTINGS.wire, sender } });

test.each([
  [OLGA, '⚠️ SMS уходят от SHOP, а на имя ответить нельзя.'],
  [NIKOLAI, '⚠️ SMS go from SHOP, and nobody can answer a name.'],
])('/inbox says that answers cannot come where the sender is a name', async (person, words) => {
  const chat = await from('SHOP');
  await chat.let(NIKOLAI, 'operator');
  expect(only(await chat.say(person, '/inbox')).text).toContain(words);
});

test.each(['79000000', ''])('it does not where the sender is “%s”', async (sender) => {
  const chat = await from(sender);
  await chat.say(OLGA, '/sms +79991234567 from=79000001 Готово');
  expect(only(await chat.say(OLGA, '/inbox')).text).not.toContain('⚠️');
});

test('it does where a name was sent from of late', async () => {
  const chat = await from('79000000');
  await chat.say(OLGA, '/sms +79991234567 from=CAFE Готово');
  await chat.say(OLGA, '/viber +79991234567 from=SHOP Готово');
  expect(only(await chat.say(OLGA, '/inbox')).text).toContain('⚠️ Недавно SMS уходили и от CAFE, а на имя');
});

test.each([
  [RU, '✉️ номер отправителя провайдер не сообщил: «Привет»', '✉️ +7 999 123-45-67: (пустое SMS)'],
  [EN, '✉️ from a number that the provider does not name: “Привет”', '✉️ +7 999 123-45-67: (an empty SMS)'],
])('who wrote, and what, is said where there is neither (%s)', async (language, unnamed, empty) => {
  const chat = await chatForTest();
  const place = { chatId: OLGA.id, language };
  expect((await incomingSms(chat, 'Привет', { ...place, sender: '' })).text.split('\n')[0]).toBe(unnamed);
  expect((await incomingSms(chat, ' ', place)).text.split('\n')[0]).toBe(empty);
});

test.each([
  [OLGA, '900', 'Это SMS пришло от 900. Ответить можно только на номер телефона.'],
  [NIKOLAI, 'AB-CD0', 'This SMS came from AB-CD0. Only a phone number can be answered.'],
])('who replies in a group to an SMS that nobody can answer is told so', async (person, sender, told) => {
  const chat = await chatForTest();
  await chat.let(NIKOLAI, 'operator');
  if (person === NIKOLAI) await chat.say(OLGA, '/lang en', { chat: GROUP });
  const card = await incomingSms(chat, 'Код 1042', { chatId: GROUP, language: RU, sender });
  expect(only(await chat.say(person, 'спасибо', { chat: GROUP, replyTo: card })).text).toBe(told);
  // A viewer's words are for the others.
  await chat.let(NIKOLAI, 'viewer');
  expect(await chat.say(NIKOLAI, 'ok', { chat: GROUP, replyTo: card })).toEqual([]);
});

test.each([
  [RU, 'BANK', 'Ответить нельзя: SMS доходят только на номер телефона'],
  [EN, 'BANK', 'It cannot be answered: only a phone’s number takes SMS'],
  [EN, '', 'It cannot be answered: only a phone’s number takes SMS'],
])('the card of an SMS that nobody can answer says so (%s, from “%s”)', async (language, sender, line) => {
  const chat = await chatForTest();
  const place = { chatId: OLGA.id, language };
  expect((await incomingSms(chat, 'Code 1042', { ...place, sender })).text).toContain(line);
  expect((await incomingSms(chat, 'Hello', place)).text).not.toContain(line);
});
