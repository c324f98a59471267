import { expect, test } from 'vitest';
import { createCard } from '../../../src/store/chats/cards.ts';
import type { Store } from '../../../src/store/engine/database.ts';
import { ITS_ORDER } from '../../../src/store/tables/message-id.ts';
import { conversationWith } from '../../../src/store/talks/conversations.ts';
import { storeIncoming, unplacedIncoming } from '../../../src/store/talks/incoming.ts';
import {
  chatsOfIncoming,
  keepIncomingCard,
  markChatUnshown,
  markSeen,
  markUnshown,
  reopenUnseen,
  takeUnplaced,
} from '../../../src/store/talks/incoming-cards.ts';
import { become } from '../../support/become.ts';
import { order, sms } from '../../support/outbox.ts';
import { onEachStore } from '../../support/stores.ts';
import { unseenIncoming } from '../../support/unseen.ts';

const NUMBER = '79991234567';
const DAY_MS = 24 * 3600 * 1000;

async function received(store: Store, text = 'Спасибо'): Promise<string> {
  const part = { sender: NUMBER, recipient: '79000000', text, concatenation: null };
  const message = await store.write((tx) => storeIncoming(tx, 'demo', part, 1000));
  if (!message) throw new Error('not whole');
  return message.id;
}

/** Gives a message a card in each of these chats. */
async function placed(store: Store, incomingId: string, chats: readonly number[]): Promise<string[]> {
  return store.write(async (tx) => {
    await takeUnplaced(tx, incomingId);
    const cards: string[] = [];
    for (const chatId of chats) {
      const place = { chatId, threadId: null, replyTo: null };
      const rest = { kind: 'incoming', body: {}, language: 'en', personId: null, now: 1000 };
      const cardId = await createCard(tx, { ...place, ...rest });
      await keepIncomingCard(tx, { cardId, incomingId, threadId: 7 });
      cards.push(cardId);
    }
    return cards;
  });
}

const unshown = (store: Store, incomingId: string, cardId: string | undefined) =>
  store.write((tx) => markUnshown(tx, { cardId: cardId ?? '', incomingId }, 2000));
const seen = (store: Store, incomingId: string, cardId = '') =>
  store.write((tx) => markSeen(tx, { cardId, incomingId }));
const ids = async (found: Promise<readonly { id: string }[]>) => (await found).map(({ id }) => id);

/** An SMS left for the number so many days ago. */
async function sent(
  store: Store,
  { ago = 0, account = 'demo', channel = 'sms', to = [NUMBER], left = true } = {},
): Promise<string> {
  const requests = to.map((number) => ({ ...sms(number, 'Готово'), code: '4821', channel }));
  const card = await order(store, requests, { account });
  const at = Date.now() - ago * DAY_MS;
  await store.db.updateTable('orders').set({ created_at: at }).where('card_id', '=', card).execute();
  await become(store.db, { attempted_at: left ? at : null }, { card });
  await store.db.updateTable('cards').set({ telegram_id: 12 }).where('id', '=', card).execute();
  return card;
}

const talk = (store: Store) =>
  conversationWith(store.db, { account: 'demo', number: NUMBER, at: Date.now() });

onEachStore(({ open }) => {
  test('a message is unseen until one of its cards stands in a chat, and is placed once', async () => {
    const store = await open();
    const id = await received(store);
    expect(await ids(unplacedIncoming(store.db, 10))).toEqual([id]);
    expect(await store.write((tx) => takeUnplaced(tx, id))).toBe(true);
    expect(await store.write((tx) => takeUnplaced(tx, id))).toBe(false);
    expect(await unplacedIncoming(store.db, 10)).toEqual([]);
    expect(await ids(unseenIncoming(store.db, 10))).toEqual([id]);
    const [card = ''] = await placed(store, id, [-1]);
    expect(await seen(store, id, card)).toBe(7);
    expect(await unseenIncoming(store.db, 10)).toEqual([]);
    await store.close();
  });

  test('it wants other cards when Telegram has taken none of those it has, and not before', async () => {
    const store = await open();
    const id = await received(store);
    const [first, second] = await placed(store, id, [-1, -2]);
    expect(await chatsOfIncoming(store.db, id)).toHaveLength(2);
    expect(await unshown(store, id, first)).toBe(7);
    expect(await unplacedIncoming(store.db, 10)).toEqual([]);
    await unshown(store, id, second);
    expect(await ids(unplacedIncoming(store.db, 10))).toEqual([id]);
    await store.close();
  });

  test('one that stands in a chat wants no other card, whatever becomes of the rest', async () => {
    const store = await open();
    const id = await received(store);
    const [first] = await placed(store, id, [-1]);
    await seen(store, id, first);
    await unshown(store, id, first);
    expect(await unplacedIncoming(store.db, 10)).toEqual([]);
    await store.close();
  });

  test('in a chat that takes no card, what waits for its turn there wants other cards too', async () => {
    const store = await open();
    const [there, elsewhere] = [await received(store), await received(store, 'Можно завтра?')];
    await placed(store, there, [-1]);
    await placed(store, elsewhere, [-1, -2]);
    await store.write((tx) => markChatUnshown(tx, -1, 2000));
    expect(await ids(unplacedIncoming(store.db, 10))).toEqual([there]);
    await store.write((tx) => markChatUnshown(tx, -2, 2000));
    expect((await ids(unplacedIncoming(store.db, 10))).sort()).toEqual([there, elsewhere].sort());
    await store.close();
  });

  test('at a start, unseen messages whose cards were all refused want others; those with one under way do not', async () => {
    const store = await open();
    const [refused, underWay] = [await received(store), await received(store, 'Можно завтра?')];
    const [card] = await placed(store, refused, [-1]);
    await placed(store, underWay, [-1]);
    await unshown(store, refused, card);
    await store.write((tx) => takeUnplaced(tx, refused));
    await store.write((tx) => reopenUnseen(tx, 3000));
    expect(await ids(unplacedIncoming(store.db, 10))).toEqual([refused]);
    await store.close();
  });

  test('a conversation is where the last message to a number was sent from', async () => {
    const store = await open();
    await sent(store, { ago: 3 });
    const last = await sent(store, { ago: 1 });
    await sent(store, { ago: 0, left: false });
    await sent(store, { ago: 0, to: ['79990000000'] });
    expect(await talk(store)).toMatchObject({ chatId: 101, threadId: null, telegramId: 12 });
    const found = await store.db
      .selectFrom('messages')
      .innerJoin('orders', (join) => join.on(ITS_ORDER))
      .select('orders.card_id')
      .where('messages.id', '=', (await talk(store))?.messageId ?? 0)
      .executeTakeFirst();
    expect(found?.card_id).toBe(last);
    await store.close();
  });

  test('a message of the same account goes before a later one of another', async () => {
    const store = await open();
    const own = await sent(store, { ago: 2 });
    await sent(store, { ago: 1, account: 'other' });
    await store.db.updateTable('cards').set({ chat_id: -5 }).where('id', '=', own).execute();
    expect(await talk(store)).toMatchObject({ chatId: -5 });
    await store.close();
  });

  test.each([
    ['a look-up', { channel: 'hlr' }],
    ['a code', { channel: 'tgm' }],
    ['what left 31 days ago', { ago: 31 }],
    ['what never left', { left: false }],
  ])('%s is no conversation', async (_, message) => {
    const store = await open();
    await sent(store, message);
    expect(await talk(store)).toBeNull();
    await store.close();
  });

  test('a list of 20 is a conversation with each, one of 21 is none, and hides what was before it', async () => {
    const store = await open();
    const list = (count: number) =>
      Array.from({ length: count }, (_, index) => (index === 0 ? NUMBER : String(79_990_000_000 + index)));
    await sent(store, { ago: 2, to: list(20) });
    expect(await talk(store)).not.toBeNull();
    await sent(store, { ago: 1, to: list(21) });
    expect(await talk(store)).toBeNull();
    await store.close();
  });
});
