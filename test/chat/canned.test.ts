import { beforeEach, describe, expect, test } from 'vitest';
import { messagesFrom, ordered } from '../../src/store/attempts/outbox.ts';
import { type ChatForTest, chatForTest, GROUP, NIKOLAI, OLGA, only, type Shown } from '../support/chat.ts';
import { type Desk, deskFor, SUBSCRIBER } from '../support/desk.ts';

let chat: ChatForTest;
let desk: Desk;
beforeEach(async () => {
  chat = await chatForTest();
  desk = deskFor(chat);
  await chat.let(NIKOLAI, 'operator');
  await chat.say(OLGA, '/inbox on', { chat: GROUP });
});

async function sent(): Promise<unknown[]> {
  const rows = await ordered(chat.store.db).orderBy('messages.id').execute();
  return messagesFrom(rows).map(({ request, state }) => ({ ...request, state }));
}

const offered = async (): Promise<{ card: Shown; list: Shown }> => {
  const card = only(await desk.receive('До скольких вы?'));
  return { card, list: only((await chat.press(NIKOLAI, card, 'Шаблоны')).cards) };
};

test('[Templates] offers the team’s answers with their texts', async () => {
  await chat.say(OLGA, '/template add hours Мы до 21:00');
  await chat.say(OLGA, '/template add mail channel=email Здравствуйте');
  await chat.say(OLGA, '/template add hours language=en We are open until 21:00');
  const { list } = await offered();
  expect(list.text).toBe('📝 Ответить +7 999 123-45-67:\nhours: «Мы до 21:00»');
  expect(list.buttons).toEqual(['hours']);
});

test('where there are none it says how to make one', async () => {
  expect((await offered()).list.text).toContain('/template add');
});

test('one tap of whoever has taken the conversation sends it at once, from the number that was written to', async () => {
  await chat.say(OLGA, '/template add hours Мы до 21:00');
  const { card, list } = await offered();
  await chat.press(NIKOLAI, card, 'Беру');
  await chat.press(NIKOLAI, list, 'hours');
  expect(await sent()).toEqual([
    { channel: 'sms', to: SUBSCRIBER, text: 'Мы до 21:00', from: '79000000', state: 'queued' },
  ]);
  expect((await chat.look(list)).card.kind).toBe('send');
});

test('of anybody else it is a draft in the place of the list', async () => {
  await chat.say(OLGA, '/template add hours Мы до 21:00');
  const { list } = await offered();
  await chat.press(NIKOLAI, list, 'hours');
  expect(await sent()).toMatchObject([{ text: 'Мы до 21:00', state: 'waiting' }]);
  expect((await chat.look(list)).buttons).toEqual(['Отправить', 'Позже…', 'Отмена', 'От кого…']);
});

test('what a text lacks is asked for first', async () => {
  await chat.say(OLGA, '/template add order Ваш заказ {n} готов');
  const { list } = await offered();
  const { cards } = await chat.press(NIKOLAI, list, 'order');
  expect(await sent()).toEqual([]);
  expect(only(cards).card.kind).toBe('question');
});

describe('what is asked for in between changes nothing of that', () => {
  const answered = async (words: string, asked: Shown) =>
    only(await chat.say(NIKOLAI, words, { chat: GROUP, replyTo: asked }));

  test.each([true, false])('a template’s values: taken %s', async (isTaken) => {
    await chat.say(OLGA, '/template add order Ваш заказ {n} готов');
    const { card, list } = await offered();
    if (isTaken) await chat.press(NIKOLAI, card, 'Беру');
    await answered('7', only((await chat.press(NIKOLAI, list, 'order')).cards));
    expect(await sent()).toMatchObject([
      { text: 'Ваш заказ 7 готов', from: '79000000', state: isTaken ? 'queued' : 'waiting' },
    ]);
  });

  test('the text of a command in reply', async () => {
    const asked = await answered('/sms', only(await desk.receive('До скольких вы?')));
    await answered('До 21:00', asked);
    expect(await sent()).toMatchObject([{ text: 'До 21:00', from: '79000000' }]);
  });
});
