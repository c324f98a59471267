import { afterEach, beforeEach, expect, test } from 'vitest';
import { startInbox } from '../../src/chat/inbox.ts';
import { createLog } from '../../src/log.ts';
import { storeIncoming } from '../../src/store/incoming.ts';
import {
  type ChatForTest,
  chatForTest,
  GROUP,
  NIKOLAI,
  OLGA,
  SETTINGS,
  type Shown,
} from '../support/chat.ts';

const TOPIC = 7;

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
  const part = { sender: '79991234567', recipient: '79000000', text, concatenation: null };
  await chat.store.write((tx) => storeIncoming(tx, 'demo', part, Date.now()));
  await seen;
  return (await chat.update({})).cards;
}

const places = (cards: readonly Shown[]) => cards.map(({ card }) => [card.chat_id, card.thread_id]);

test('an incoming SMS goes to the owners until anybody has said /inbox on', async () => {
  const cards = await receive('Спасибо');
  expect(places(cards)).toEqual([[OLGA.id, null]]);
  expect(cards[0]?.text).toMatch(/^✉️ \+7 999 123-45-67 → 79000000: “Спасибо”\n\d\d:\d\d:\d\d$/);
});

test('it goes to every chat and topic where /inbox on was said, and nowhere else', async () => {
  await chat.say(NIKOLAI, '/inbox on');
  await chat.say(OLGA, '/inbox on', { chat: GROUP, thread: TOPIC });
  expect(places(await receive('Спасибо'))).toEqual([
    [NIKOLAI.id, null],
    [GROUP, TOPIC],
  ]);
  await chat.say(NIKOLAI, '/inbox off');
  expect(places(await receive('Ещё раз'))).toEqual([[GROUP, TOPIC]]);
});

test('who lost the role that it takes gets no more of them, whatever took it', async () => {
  await chat.say(NIKOLAI, '/inbox on');
  await chat.store.db.updateTable('people').set({ role: 'viewer' }).where('id', '=', NIKOLAI.id).execute();
  expect(places(await receive('Спасибо'))).toEqual([[OLGA.id, null]]);
});

test('the card speaks the language that was chosen there', async () => {
  await chat.say(OLGA, '/lang en', { chat: GROUP });
  await chat.say(OLGA, '/inbox on', { chat: GROUP });
  expect((await receive('Спасибо'))[0]?.card.language).toBe('en');
});
