import type { User } from 'grammy/types';
import { beforeEach, expect, test } from 'vitest';
import { type Inbox, inboxes } from '../../src/store/talks/inboxes.ts';
import { type ChatForTest, chatForTest, GROUP, NIKOLAI, OLGA, type Shown } from '../support/chat.ts';

/*
 * What the owners are told of the places that show incoming messages, and what they can do about it.
 */

let chat: ChatForTest;
beforeEach(async () => {
  chat = await chatForTest();
  await chat.let(NIKOLAI, 'operator');
  await chat.say(OLGA, '/start');
});

const toldTo = (cards: readonly Shown[], chatId: number): Shown[] =>
  cards.filter(({ card }) => card.kind === 'inbox-change' && card.chat_id === chatId);

async function told(cards: Promise<readonly Shown[]>): Promise<Shown> {
  const [card, another] = toldTo(await cards, OLGA.id);
  if (!card || another) throw new Error('the owner was not told once');
  return card;
}

const suspensions = async () =>
  (await inboxes(chat.store.db)).map((one: Inbox) => [one.chat_id, one.suspended_why]);

const GROUP_CHAT = { id: GROUP, type: 'supergroup', title: 'Alerts' };
const privateWith = (person: User) => ({ id: person.id, type: 'private', first_name: person.first_name });

/** Somebody lets the bot into a chat, or out of it. */
async function change(from: User, where: object, before: string, after: string): Promise<Shown[]> {
  const members = { old_chat_member: { status: before }, new_chat_member: { status: after } };
  return (await chat.update({ my_chat_member: { chat: where, from, date: 0, ...members } })).cards;
}

test('owners are told when an operator has incoming SMS sent to a private chat, and can undo it', async () => {
  const card = await told(chat.say(NIKOLAI, '/inbox on'));
  expect(card.text).toBe('✉️ Nikolai теперь тоже получает входящие SMS.\nВам они приходят по-прежнему.');
  expect(card.buttons).toEqual(['Отменить', 'Владельцам не слать']);
  await chat.press(OLGA, card, 'Отменить');
  expect(await inboxes(chat.store.db)).toEqual([]);
  const after = await chat.look(card);
  expect(after.text).toBe('✉️ Nikolai больше не получает входящие SMS.');
  expect(after.buttons).toEqual([]);
});

test.each([
  ['ru', '✉️ Входящие SMS больше не показываются в группе «Alerts».'],
  ['en', '✉️ Incoming SMS are no longer shown in “Alerts”.'],
])('once they have undone it, they are told how it is now, not how it was (%s)', async (language, line) => {
  await chat.say(OLGA, `/lang ${language}`);
  const card = await told(chat.say(NIKOLAI, '/inbox on', { chat: GROUP }));
  await chat.press(OLGA, card, card.buttons[0] ?? '');
  expect((await chat.look(card)).text).toBe(line);
});

test('or find it enough', async () => {
  await chat.say(OLGA, '/lang en');
  const card = await told(chat.say(NIKOLAI, '/inbox on', { chat: GROUP }));
  expect(card.text).toBe('✉️ Nikolai has turned incoming SMS on in “Alerts”.\nYou keep getting them.');
  await chat.press(OLGA, card, 'Not to owners');
  const after = await chat.look(card);
  expect(after.text).toContain('They come here no more.');
  expect(after.buttons).toEqual(['Undo']);
});

test('an owner who turns them on is not told, and the other owners are', async () => {
  const other: User = { ...NIKOLAI, id: 103 };
  chat = await chatForTest({ ownerIds: [OLGA.id, other.id] });
  const cards = await chat.say(OLGA, '/inbox on', { chat: GROUP });
  expect(toldTo(cards, OLGA.id)).toEqual([]);
  expect(toldTo(cards, other.id)).toHaveLength(1);
  expect(toldTo(cards, other.id)[0]?.text).toContain('Сюда они больше не приходят.');
});

test('to say /inbox on where they are on already tells nobody anything', async () => {
  await chat.say(NIKOLAI, '/inbox on', { chat: GROUP });
  expect(toldTo(await chat.say(NIKOLAI, '/inbox on', { chat: GROUP }), OLGA.id)).toEqual([]);
});

test('a group goes on when whoever turned it on has left, if an owner had found it enough', async () => {
  const card = await told(chat.say(NIKOLAI, '/inbox on', { chat: GROUP }));
  await chat.press(OLGA, card, 'Владельцам не слать');
  const cards = await chat.say(OLGA, '/revoke 102');
  expect(toldTo(cards, OLGA.id)).toEqual([]);
  expect(await suspensions()).toEqual([[GROUP, null]]);
});

test('else it waits for the owners, who are asked once', async () => {
  await chat.say(NIKOLAI, '/inbox on', { chat: GROUP });
  const card = await told(chat.say(OLGA, '/revoke 102'));
  expect(card.text).toBe(
    [
      '⚠️ Входящие SMS больше не показываются в группе «Alerts».',
      'У того, кто их включил, больше нет роли.',
      'Что не показано больше нигде, приходит сюда.',
    ].join('\n'),
  );
  expect(await suspensions()).toEqual([[GROUP, 'role']]);
  expect(toldTo(await chat.say(OLGA, '/grant 102 viewer'), OLGA.id)).toEqual([]);

  await chat.press(OLGA, card, 'Показывать там');
  expect(await suspensions()).toEqual([[GROUP, null]]);
  expect((await chat.look(card)).buttons).toEqual([]);
});

test('a group that removes the bot is suspended at once, and works again with it, both of which is said', async () => {
  await chat.say(OLGA, '/inbox on', { chat: GROUP, thread: 7 });
  const card = await told(change(NIKOLAI, GROUP_CHAT, 'member', 'kicked'));
  expect(card.text).toBe(
    [
      '⚠️ Входящие SMS больше не показываются в группе «Alerts», тема 7.',
      'Бота там больше нет. Добавьте его снова, и они опять будут там.',
      'Что не показано больше нигде, приходит сюда.',
    ].join('\n'),
  );
  expect(await suspensions()).toEqual([[GROUP, 'chat']]);
  expect((await chat.say(OLGA, '/inbox'))[0]?.text).toContain('в группе «Alerts», тема 7 (приостановлено)');

  const back = await change(NIKOLAI, GROUP_CHAT, 'kicked', 'member');
  expect(toldTo(back, OLGA.id).map(({ text }) => text)).toEqual([
    '✅ Входящие SMS снова показываются в группе «Alerts», тема 7.',
  ]);
  const [here] = back.filter(({ card }) => card.chat_id === GROUP);
  expect(here?.card.thread_id).toBe(7);
  expect(here?.text).toContain('Входящие SMS показываются здесь');
  expect(await suspensions()).toEqual([[GROUP, null]]);
});

test('somebody without a role who adds the bot again brings nothing back', async () => {
  await chat.say(OLGA, '/inbox on', { chat: GROUP });
  await change(OLGA, GROUP_CHAT, 'member', 'left');
  expect(await change({ ...NIKOLAI, id: 109 }, GROUP_CHAT, 'left', 'member')).toEqual([]);
  expect(await suspensions()).toEqual([[GROUP, 'chat']]);
});

test('a group that a bot may not write in any more has not been left', async () => {
  await chat.say(OLGA, '/inbox on', { chat: GROUP });
  const restricted = { status: 'restricted', is_member: true, can_send_messages: false };
  const members = { old_chat_member: { status: 'member' }, new_chat_member: restricted };
  await chat.update({ my_chat_member: { chat: GROUP_CHAT, from: OLGA, date: 0, ...members } });
  expect(await suspensions()).toEqual([[GROUP, null]]);
});

test('an operator who blocks the bot, loses the role and unblocks it finds nothing there', async () => {
  await chat.say(NIKOLAI, '/inbox on');
  const [waiting] = await chat.say(NIKOLAI, '/help');
  const card = await told(change(NIKOLAI, privateWith(NIKOLAI), 'member', 'kicked'));
  expect(card.text).toContain('в личном чате Nikolai.\nБот там заблокирован.');
  await chat.store.db
    .updateTable('cards')
    .set({ failure: 'blocked', due_at: null })
    .where('chat_id', '=', NIKOLAI.id)
    .execute();
  await chat.say(OLGA, '/revoke 102');
  expect(await inboxes(chat.store.db)).toEqual([]);

  expect(await change(NIKOLAI, privateWith(NIKOLAI), 'kicked', 'member')).toEqual([]);
  if (!waiting) throw new Error('no card');
  expect((await chat.look(waiting)).card).toMatchObject({ failure: 'blocked', due_at: null });
});

test('one who still has it works again, and the owners are told', async () => {
  await chat.say(NIKOLAI, '/inbox on');
  await change(NIKOLAI, privateWith(NIKOLAI), 'member', 'kicked');
  const card = await told(change(NIKOLAI, privateWith(NIKOLAI), 'kicked', 'member'));
  expect(card.text).toBe('✅ Входящие SMS снова показываются в личном чате Nikolai.');
});

test('in English the suspension is said too', async () => {
  await chat.say(OLGA, '/lang en');
  await chat.say(OLGA, '/inbox on', { chat: GROUP });
  const card = await told(change(NIKOLAI, GROUP_CHAT, 'member', 'kicked'));
  expect(card.text).toBe(
    [
      '⚠️ Incoming SMS are no longer shown in “Alerts”.',
      'The bot is not there any more. Add it again, and they will be shown there again.',
      'What is shown nowhere else comes here.',
    ].join('\n'),
  );
  await chat.press(OLGA, card, 'Do not show there');
  expect(await inboxes(chat.store.db)).toEqual([]);
});
