import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { roomOf } from '../../src/store/chats/rooms.ts';
import { type ChatForTest, chatForTest, GROUP, NIKOLAI, OLGA, only } from '../support/chat.ts';

/** A Friday, 15:00 in Moscow, 18:00 in Omsk. */
const NOW = Date.UTC(2026, 10, 27, 12);
const ALWAYS = /^Always .+ here$/;
const HERE = /^Здесь всегда: /;

let chat: ChatForTest;
beforeEach(async () => {
  vi.useFakeTimers({ toFake: ['Date'], now: NOW });
  chat = await chatForTest();
  await chat.let(NIKOLAI, 'operator');
});
afterEach(() => {
  vi.useRealTimers();
});

let numbers = 0;
const send = async (person: typeof OLGA, at: string, chatId = person.id) =>
  only(await chat.say(person, `/sms +7999123${1_000 + ++numbers} at=${at} hi`, { chat: chatId }));
const labelOf = ({ buttons }: { readonly buttons: readonly string[] }, like = ALWAYS) =>
  buttons.find((one) => like.test(one)) ?? null;

test('who names the same zone beside a time three times in a row is offered once that it goes without saying', async () => {
  const cards = [];
  for (const at of ['"20:30 Omsk"', '"21:00 Омск"', '"22:00 Omsk"', '"23:00 Omsk"'])
    cards.push(await send(NIKOLAI, at));
  expect(cards.map((card) => labelOf(card) !== null)).toEqual([false, false, true, false]);
  const [, , third] = cards;
  if (!third) throw new Error('no card');
  expect(third.text).toContain('⏰ 27 Nov 19:00');
  expect((await chat.press(NIKOLAI, third, labelOf(third) ?? '')).toast).toContain('From now on times here');
  const shown = await chat.look(third);
  expect(labelOf(shown)).toBeNull();
  expect(shown.text).toContain('⏰ 27 Nov 22:00');
  expect(await roomOf(chat.store.db, NIKOLAI.id)).toEqual({ zone: 'Asia/Omsk' });
  expect((await send(NIKOLAI, '23:30')).text).toContain('⏰ 27 Nov 23:30');
});

test.each([
  ['another zone in between', ['"20:30 Omsk"', '"21:00 Dubai"', '"22:00 Omsk"']],
  ['none in between', ['"20:30 Omsk"', '21:00', '"22:00 Omsk"']],
  ['the zone of the chat', ['"20:30 Moscow"', '"21:00 msk"', '"22:00 UTC+3"']],
])('with %s nothing is offered', async (_, times) => {
  for (const at of times) expect(labelOf(await send(NIKOLAI, at))).toBeNull();
});

test('in a group it is the word of an admin, and others are told so', async () => {
  await send(OLGA, '"20:30 Омск"', GROUP);
  await send(OLGA, '"21:00 Омск"', GROUP);
  const third = await send(OLGA, '"22:00 Омск"', GROUP);
  const label = labelOf(third, HERE) ?? '';
  expect((await chat.press(NIKOLAI, third, label)).toast).toBe('Нужна роль «администратор».');
  expect((await chat.press(OLGA, third, label)).toast).toContain('Теперь время здесь');
  expect(await roomOf(chat.store.db, GROUP)).toEqual({ zone: 'Asia/Omsk' });
});

test('a zone named where the time is changed counts as well, and one of the times that are offered does not', async () => {
  await send(NIKOLAI, '"20:30 Omsk"');
  await send(NIKOLAI, '"21:00 Omsk"');
  const card = await send(NIKOLAI, '21:30');
  expect(labelOf(card)).toBeNull();
  await chat.say(NIKOLAI, '/scheduled 3 22:00 Omsk');
  const named = await chat.look(card);
  expect(named.text).toContain('⏰ 27 Nov 19:00');
  expect(labelOf(named)).not.toBeNull();
  await chat.press(NIKOLAI, named, 'Change');
  await chat.press(NIKOLAI, named, 'In 2 h');
  expect(labelOf(await chat.look(card))).toBeNull();
});
