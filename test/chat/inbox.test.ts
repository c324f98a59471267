import type { User } from 'grammy/types';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { startInbox } from '../../src/chat/talks/inbox.ts';
import { createLog } from '../../src/log.ts';
import { inboxes } from '../../src/store/talks/inboxes.ts';
import { storeIncoming } from '../../src/store/talks/incoming.ts';
import {
  type ChatForTest,
  chatForTest,
  GROUP,
  NIKOLAI,
  OLGA,
  type Saying,
  SETTINGS,
  type Shown,
} from '../support/chat.ts';
import { accepted, submit } from '../support/fates.ts';

const TOPIC = 7;
const SUBSCRIBER = '79991234567';
let ids = 0;

let chat: ChatForTest;
let inbox: { stop(): Promise<void> };
beforeEach(async () => {
  chat = await chatForTest();
  await chat.let(NIKOLAI, 'operator');
  inbox = startInbox(chat.store, SETTINGS, createLog('silent'));
});
afterEach(() => inbox.stop());

/** A subscriber writes; resolves with the cards once the message has been given its own. */
async function receive(text: string): Promise<Shown[]> {
  const seen = new Promise<void>((resolve) => {
    const stop = chat.store.changes.on('cards', () => {
      stop();
      resolve();
    });
  });
  const part = { sender: SUBSCRIBER, recipient: '79000000', text, concatenation: null };
  await chat.store.write((tx) => storeIncoming(tx, 'demo', part, Date.now()));
  await seen;
  return (await chat.update({})).cards;
}

const places = (cards: readonly Shown[]) => cards.map(({ card }) => [card.chat_id, card.thread_id]);

/** Somebody wrote to the subscriber from there, and it left. */
async function wrote(person: User, saying: Saying = {}, line = `/sms +${SUBSCRIBER} Готово`): Promise<Shown> {
  const [card] = await chat.say(person, line, saying);
  if (!card) throw new Error('no card');
  await submit(chat.store, card.card.id, [accepted(String(++ids))]);
  return card;
}

const only = (cards: readonly Shown[], chatId: number): Shown => {
  const [card, another] = cards.filter((one) => one.card.chat_id === chatId);
  if (!card || another) throw new Error(`not one card in ${chatId}`);
  return card;
};

test('an incoming SMS goes to the owners until anybody has said /inbox on', async () => {
  const cards = await receive('Спасибо');
  expect(places(cards)).toEqual([[OLGA.id, null]]);
  expect(cards[0]?.text).toMatch(/^✉️ \+7 999 123-45-67: «Спасибо»\nна 79000000 · \d\d:\d\d:\d\d$/);
});

test('it goes to every chat and topic where /inbox on was said, and nowhere else once an owner has said it', async () => {
  await chat.say(NIKOLAI, '/inbox on');
  await chat.say(OLGA, '/inbox on', { chat: GROUP, thread: TOPIC });
  expect(places(await receive('Спасибо'))).toEqual([
    [NIKOLAI.id, null],
    [GROUP, TOPIC],
  ]);
  await chat.say(NIKOLAI, '/inbox off');
  expect(places(await receive('Ещё раз'))).toEqual([[GROUP, TOPIC]]);
});

test.each([
  ['in private', {}],
  ['in a group', { chat: GROUP }],
])('an operator who says /inbox on %s takes nothing from the owners', async (_, saying) => {
  await chat.say(NIKOLAI, '/inbox on', saying);
  const cards = await receive('Спасибо');
  expect(places(cards)).toContainEqual([OLGA.id, null]);
  expect(cards).toHaveLength(2);
});

test('a place that an admin turned on is enough, and is no more once they are no admin', async () => {
  await chat.let(NIKOLAI, 'admin');
  await chat.say(NIKOLAI, '/inbox on', { chat: GROUP });
  expect(places(await receive('Спасибо'))).toEqual([[GROUP, null]]);
  await chat.let(NIKOLAI, 'operator');
  expect(places(await receive('Ещё раз'))).toEqual([
    [GROUP, null],
    [OLGA.id, null],
  ]);
});

test('who lost the role that it takes gets no more of them, whatever took it', async () => {
  await chat.say(NIKOLAI, '/inbox on');
  await chat.store.db.updateTable('people').set({ role: 'viewer' }).where('id', '=', NIKOLAI.id).execute();
  expect(places(await receive('Спасибо'))).toEqual([[OLGA.id, null]]);
  expect(await inboxes(chat.store.db)).toEqual([]);
});

test('the card speaks the language that was chosen there', async () => {
  await chat.say(OLGA, '/lang en', { chat: GROUP });
  await chat.say(OLGA, '/inbox on', { chat: GROUP });
  expect((await receive('Спасибо'))[0]?.card.language).toBe('en');
});

test('an answer goes to the chat and topic of the last message to that number, as a reply, with whose that was', async () => {
  await chat.say(OLGA, '/inbox on');
  const card = await wrote(NIKOLAI, { chat: GROUP, thread: TOPIC });
  const cards = await receive('Можно завтра?');
  expect(places(cards)).toEqual([
    [GROUP, TOPIC],
    [OLGA.id, null],
  ]);
  const answer = only(cards, GROUP);
  expect(answer.card.reply_to).toBe(card.card.telegram_id);
  expect(answer.text).toMatch(
    /^✉️ \+7 999 123-45-67: «Можно завтра\?»\n↩ на «Готово» · Nikolai, \d\d:\d\d:\d\d\nна 79000000/,
  );
  expect(only(cards, OLGA.id).card.reply_to).toBeNull();
  expect(only(cards, OLGA.id).text).toContain('↩ на «Готово» · Nikolai');
});

test('in English the answered message is named too', async () => {
  await chat.say(OLGA, '/lang en');
  await wrote(OLGA);
  expect(only(await receive('Tomorrow?'), OLGA.id).text).toMatch(/“Tomorrow\?”\n↩ to “Готово” · Olga, \d\d:/);
});

test('a group whose inbox it is reads what was written elsewhere only from the person who answers it', async () => {
  await chat.say(OLGA, '/inbox on', { chat: GROUP });
  await wrote(NIKOLAI);
  const cards = await receive('Можно завтра?');
  expect(only(cards, GROUP).text).toMatch(/↩ на сообщение · Nikolai, \d/);
  expect(only(cards, GROUP).text).not.toContain('Готово');
  expect(only(cards, NIKOLAI.id).text).toContain('Готово');
});

test.each([
  ['topic', { chat: GROUP, thread: TOPIC }, TOPIC],
  ['group', { chat: GROUP }, null],
])(
  'where a %s has both the conversation and an inbox, the answer stands once, in the conversation',
  async (_, place, thread) => {
    await chat.say(OLGA, '/inbox on', place);
    const card = await wrote(NIKOLAI, place);
    const cards = await receive('Можно завтра?');
    expect(places(cards)).toEqual([[GROUP, thread]]);
    expect(cards[0]?.card.reply_to).toBe(card.card.telegram_id);
  },
);

test('where a topic has the inbox and another the conversation, the answer stands once in each', async () => {
  await chat.say(OLGA, '/inbox on', { chat: GROUP, thread: TOPIC });
  const card = await wrote(NIKOLAI, { chat: GROUP, thread: TOPIC + 1 });
  const cards = await receive('Можно завтра?');
  expect(places(cards)).toEqual([
    [GROUP, TOPIC + 1],
    [GROUP, TOPIC],
  ]);
  expect(cards.map(({ card: { reply_to } }) => reply_to)).toEqual([card.card.telegram_id, null]);
});

test('an owner who wrote gets the answer once', async () => {
  await wrote(OLGA);
  expect(places(await receive('Можно завтра?'))).toEqual([[OLGA.id, null]]);
});

test('whoever wrote and has no role any more gets no answer, the owners do', async () => {
  await chat.say(OLGA, '/inbox on', { chat: GROUP });
  await wrote(NIKOLAI);
  await chat.say(OLGA, '/revoke 102');
  const cards = await receive('Можно завтра?');
  expect(places(cards)).toEqual([
    [GROUP, null],
    [OLGA.id, null],
  ]);
});

test('answers to a list of more than 20 go to the inboxes alone', async () => {
  await chat.say(OLGA, '/inbox on', { chat: GROUP });
  const others = Array.from({ length: 20 }, (_, index) => `+${79_990_000_000 + index}`);
  const line = `/sms +${SUBSCRIBER}, ${others.join(', ')} Распродажа`;
  const [card] = await chat.say(NIKOLAI, line);
  if (!card) throw new Error('no card');
  await chat.press(NIKOLAI, card, 'Send 21');
  await submit(
    chat.store,
    card.card.id,
    others.map((_, index) => accepted(`list ${index}`)),
  );
  expect(places(await receive('Можно завтра?'))).toEqual([[GROUP, null]]);
});
