import { expect, test } from 'vitest';
import { messagesOfCard } from '../../src/store/attempts/outbox.ts';
import { roomOf } from '../../src/store/chats/rooms.ts';
import { type ChatForTest, chatForTest, GROUP, NIKOLAI, OLGA, only } from '../support/chat.ts';

const ALWAYS = 'Always from OFFICE here';
let numbers = 0;

async function chatOf(role: 'operator' | 'admin'): Promise<ChatForTest> {
  const chat = await chatForTest();
  await chat.let(NIKOLAI, role);
  return chat;
}

const send = async (chat: ChatForTest, options = 'from=OFFICE', chatId = NIKOLAI.id) =>
  only(await chat.say(NIKOLAI, `/sms +7999123${1_000 + ++numbers} ${options} hi`, { chat: chatId }));

test('who names the same sender three times in a row is offered once that it goes without saying', async () => {
  const chat = await chatOf('admin');
  const cards = [];
  for (const options of ['from=OFFICE', 'from=OFFICE', 'from=OFFICE', 'from=OFFICE'])
    cards.push(await send(chat, options));
  expect(cards.map(({ buttons }) => buttons.includes(ALWAYS))).toEqual([false, false, true, false]);
  const [, , third] = cards;
  if (!third) throw new Error('no card');
  expect((await chat.press(NIKOLAI, third, ALWAYS)).toast).toContain('go from OFFICE here');
  expect((await chat.look(third)).buttons).not.toContain(ALWAYS);
  const next = await send(chat, '');
  const [message] = await messagesOfCard(chat.store.db, next.card.id, 1);
  expect(message?.agreed.sender).toBe('OFFICE');
});

test.each([
  ['another sender in between', ['from=OFFICE', 'from=SHOP', 'from=OFFICE']],
  ['none in between', ['from=OFFICE', '', 'from=OFFICE']],
  ['the same number with another sign before it', ['from=+79000000', 'from=SHOP', 'from=79000000']],
  ['none at last', ['from=OFFICE', 'from=OFFICE', '']],
])('with %s nothing is offered', async (_, options) => {
  const chat = await chatOf('admin');
  for (const one of options) expect((await send(chat, one)).buttons).not.toContain(ALWAYS);
});

test('it is the word of an admin: others are not offered it in private, and are told so in a group', async () => {
  const chat = await chatOf('operator');
  for (const _ of [1, 2, 3]) expect((await send(chat)).buttons).not.toContain(ALWAYS);
  await send(chat, 'from=OFFICE', GROUP);
  await send(chat, 'from=OFFICE', GROUP);
  const third = await send(chat, 'from=OFFICE', GROUP);
  const label = 'Здесь всегда от OFFICE';
  expect((await chat.press(NIKOLAI, third, label)).toast).toBe('Нужна роль «администратор».');
  await chat.press(OLGA, third, label);
  expect(await roomOf(chat.store.db, GROUP)).toEqual({ sender: 'OFFICE' });
  expect(await roomOf(chat.store.db, NIKOLAI.id)).toEqual({});
});
