import { expect, test } from 'vitest';
import { chatForTest, NIKOLAI, OLGA } from '../../support/chat.ts';
import { statesOf } from '../../support/states.ts';

test.each([
  [OLGA, '/sms курьеры Сбор в 9', 'похожие: #курьеры', '/sms #курьеры Сбор в 9'],
  [NIKOLAI, '/sms Курьеры -- Meet at 9', 'nearly so: #курьеры', '/sms #курьеры -- Meet at 9'],
  [OLGA, '/sms anna, курьеры Сбор', 'похожие: #курьеры', '/sms anna, #курьеры Сбор'],
])('a group that was typed without its # is offered with it: %#', async (person, line, words, copied) => {
  const chat = await chatForTest();
  await chat.let(NIKOLAI, 'operator');
  await chat.say(OLGA, '/contact add anna 89991234567');
  await chat.say(OLGA, '/contact add ivan 89991234568');
  await chat.say(OLGA, '/group add курьеры ivan');
  const [card] = await chat.say(person, line);
  expect(card?.text).toContain(words);
  expect(card?.copied).toContain(copied);
  expect(await statesOf(chat.store.db)).toEqual([]);
});
