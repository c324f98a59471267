import { expect, test } from 'vitest';
import { messagesOfCard } from '../../src/store/attempts/outbox.ts';
import { roomOf } from '../../src/store/chats/rooms.ts';
import { api } from '../support/api.ts';
import { type ChatForTest, chatForTest, GROUP, NIKOLAI, OLGA, only, type Shown } from '../support/chat.ts';
import { fileOf } from '../support/tables.ts';

/** One dash of print, which makes two parts of one. */
const TYPED = `Your order is ready — ${'come by today. '.repeat(5)}`.trim();
const PLAIN = TYPED.replace('—', '-');

async function chatOf(role: 'operator' | 'admin' = 'admin'): Promise<ChatForTest> {
  const chat = await chatForTest();
  await chat.let(NIKOLAI, role);
  return chat;
}

const textsOf = async (chat: ChatForTest, { card }: Shown) =>
  (await messagesOfCard(chat.store.db, card.id, 5)).map(
    ({ request, state }) => `${state}: ${'text' in request ? request.text : ''}`,
  );

test('[Always so here] sends the plain text, and the next one goes plain without a question', async () => {
  const chat = await chatOf();
  const asked = only(await chat.say(NIKOLAI, `/sms +79991234567 ${TYPED}`));
  expect((await chat.press(NIKOLAI, asked, 'Always so here')).toast).toBe('On its way.');
  expect(await textsOf(chat, asked)).toEqual([`queued: ${PLAIN}`]);
  const next = only(await chat.say(NIKOLAI, `/sms +79991234568 ${TYPED}`));
  expect(await textsOf(chat, next)).toEqual([`queued: ${PLAIN}`]);
  expect(next.text).toContain('1 part, GSM-7');
  expect(next.text).toContain('✂️ In plain characters, as is set here: “—”. That saves a part.');
});

test('a text of which it saves no part stays as it was typed, and so does one whose alphabet was asked for', async () => {
  const chat = await chatOf();
  await chat.say(NIKOLAI, '/settings plain always');
  for (const line of ['Ready — come by', `alphabet=ucs2 ${TYPED}`, `Готово — ${'приходите. '.repeat(8)}`]) {
    const card = only(await chat.say(NIKOLAI, `/sms +79991234567 ${line}`));
    expect((await textsOf(chat, card))[0]).toContain('—');
    expect(card.text).not.toContain('✂️');
  }
});

test('a list goes plain too, a table is asked about', async () => {
  const chat = await chatOf();
  await chat.say(NIKOLAI, '/settings plain always');
  const list = only(await chat.say(NIKOLAI, `/sms +79991234567, +79991234568 ${TYPED}`));
  expect(list.text).toContain('✂️');
  expect(await textsOf(chat, list)).toEqual([`waiting: ${PLAIN}`, `waiting: ${PLAIN}`]);
  const table = only(
    await chat.say(NIKOLAI, `/bulk ${TYPED}`, { message: fileOf('a.csv', 'Phone\n+79991234569\n') }),
  );
  expect((await chat.look(table)).text).not.toContain('✂️');
});

test('in a group it is the word of an admin, and holds for that group alone', async () => {
  const chat = await chatOf('operator');
  const group = { chat: GROUP };
  const asked = only(await chat.say(NIKOLAI, `/sms +79991234567 ${TYPED}`, group));
  expect((await chat.press(NIKOLAI, asked, 'Здесь всегда так')).toast).toBe('Нужна роль «администратор».');
  expect(await roomOf(chat.store.db, GROUP)).toEqual({});
  await chat.press(OLGA, asked, 'Здесь всегда так');
  expect(await roomOf(chat.store.db, GROUP)).toEqual({ plain: 'always' });
  const next = only(await chat.say(NIKOLAI, `/sms +79991234568 ${TYPED}`, group));
  expect(await textsOf(chat, next)).toEqual([`queued: ${PLAIN}`]);
  const elsewhere = only(await chat.say(NIKOLAI, `/sms +79991234569 ${TYPED}`));
  expect(await textsOf(chat, elsewhere)).toEqual([`waiting: ${TYPED}`]);
});

test('what a program sends there goes plain too, and its card says so', async () => {
  const chat = await chatOf();
  await chat.say(OLGA, '/settings plain always', { chat: GROUP });
  const { call } = await api(chat.store);
  const { status } = await call('POST /api/messages', { to: '+79991234567', text: TYPED, chat: GROUP });
  expect(status).toBe(202);
  const card = await chat.store.db
    .selectFrom('cards')
    .selectAll()
    .where('kind', '=', 'send')
    .executeTakeFirstOrThrow();
  const shown = await chat.look({ card } as Shown);
  expect(shown.text).toContain('✂️ Обычными знаками, как задано здесь: «—».');
  expect(await textsOf(chat, shown)).toEqual([`queued: ${PLAIN}`]);
});
