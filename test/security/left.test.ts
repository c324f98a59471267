import type { User } from 'grammy/types';
import { beforeEach, expect, test } from 'vitest';
import { viewOf } from '../../src/chat/cards/index.ts';
import { startInbox } from '../../src/chat/talks/inbox.ts';
import { createLog } from '../../src/log.ts';
import { type Card, deferCard, touchCards } from '../../src/store/chats/cards.ts';
import { storeIncoming } from '../../src/store/talks/incoming.ts';
import { type ChatForTest, chatForTest, NIKOLAI, OLGA, SETTINGS, type Shown } from '../support/chat.ts';
import { give } from '../support/effects.ts';
import { EN, RU } from '../support/languages.ts';

/* Whoever has lost a role is shown nothing more, whatever was on its way to them. */

const WORDS = 'Where is my parcel?';

let chat: ChatForTest;
beforeEach(async () => {
  chat = await chatForTest();
  await chat.let(NIKOLAI, 'operator');
});

/** A customer writes; the card of it in that private chat, as it is before Telegram has it. */
async function incoming(chatId: number): Promise<Card> {
  const part = { sender: '79991234567', recipient: '79000000', text: WORDS, concatenation: null };
  await chat.store.write((tx) => storeIncoming(tx, 'demo', part, Date.now()));
  const inbox = startInbox(chat.store, SETTINGS, createLog('silent'));
  const cardThere = () =>
    chat.store.db
      .selectFrom('cards')
      .selectAll()
      .where('kind', '=', 'incoming')
      .where('chat_id', '=', chatId)
      .executeTakeFirst();
  let card = await cardThere();
  while (!card) {
    await new Promise((resolve) => setImmediate(resolve));
    card = await cardThere();
  }
  await inbox.stop();
  return card;
}

const look = (card: Card): Promise<Shown> => chat.look({ card } as Shown);

/** The private chat is opened again after a block. */
const unblock = (person: User) => {
  const member = (status: string) => ({ status, user: { id: 1, is_bot: true, first_name: 'Demo' } });
  return chat.update({
    my_chat_member: {
      chat: { id: person.id, type: 'private', first_name: person.first_name },
      from: person,
      date: Math.floor(Date.now() / 1000),
      old_chat_member: member('kicked'),
      new_chat_member: member('member'),
    },
  });
};

test('an operator who blocked the bot, lost the role and comes back finds no word of a customer', async () => {
  await chat.say(NIKOLAI, '/inbox on');
  const card = await incoming(NIKOLAI.id);
  await chat.store.write((tx) => deferCard(tx, card.id, { due_at: null, failure: 'blocked' }));
  await give(chat, NIKOLAI, null);

  const { cards } = await unblock(NIKOLAI);
  expect(cards.filter(({ card: { chat_id } }) => chat_id === NIKOLAI.id)).toEqual([]);
  const answers = await chat.say(NIKOLAI, 'hello?');
  expect(answers.map(({ card: { kind } }) => kind)).toEqual(['notice']);
});

test('who comes back with the role finds what was set aside', async () => {
  await chat.say(NIKOLAI, '/inbox on');
  const card = await incoming(NIKOLAI.id);
  await chat.store.write((tx) => deferCard(tx, card.id, { due_at: null, failure: 'blocked' }));

  const [shown] = (await unblock(NIKOLAI)).cards;

  expect(shown?.text).toContain(WORDS);
});

test('who comes back with a smaller role is not shown what that role does not read', async () => {
  await chat.say(NIKOLAI, '/inbox on');
  const card = await incoming(NIKOLAI.id);
  await chat.let(NIKOLAI, 'viewer');
  const { view, text } = await look(card);
  expect(view.withheld).toBe(true);
  expect(text).not.toContain(WORDS);
});

test.each([
  [EN, NIKOLAI, 'You can no longer see what stood here: your role has changed.'],
  [RU, { ...NIKOLAI, language_code: 'ru' }, 'Вам больше не видно, что здесь было: ваша роль изменилась.'],
])('a card that changes after its reader has lost the role says only that (%s)', async (_, person, words) => {
  const lines = [
    '/sms +79991234567 Your parcel waits',
    '/hlr +79231112233',
    '/status',
    '/health',
    '/inbox',
    '/lang',
  ];
  const cards: Shown[] = [];
  for (const line of lines) cards.push(...(await chat.say(person, line)));
  await give(chat, person, null);
  await chat.store.write((tx) =>
    touchCards(
      tx,
      cards.map(({ card }) => card.id),
      Date.now(),
    ),
  );
  const shown: Record<string, string> = {};
  for (const card of cards) {
    const { text, buttons, view } = await chat.look(card);
    if (card.card.kind === 'notice') continue;
    shown[card.card.kind] = text;
    expect({ buttons, withheld: view.withheld }).toEqual({ buttons: [], withheld: true });
  }
  expect(shown).toEqual(
    Object.fromEntries(['send', 'lookup', 'health', 'inbox', 'language'].map((kind) => [kind, words])),
  );
});

test('an id that was taken out of OWNER_IDS is shown nothing more', async () => {
  const card = await incoming(OLGA.id);
  expect((await look(card)).text).toContain(WORDS);
  const { store } = chat;
  const view = await viewOf({ db: store.db, settings: { ...SETTINGS, ownerIds: [] }, now: Date.now() }, card);
  expect(view).toMatchObject({ withheld: true, text: expect.not.stringContaining(WORDS) });
});
