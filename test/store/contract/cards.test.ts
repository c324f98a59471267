import { expect, test } from 'vitest';
import {
  type Card,
  cardAt,
  cardOutOfReach,
  cardShown,
  createCard,
  deferCard,
  dueChats,
  findCard,
  nextDueAt,
  outOfReach,
  reviveCards,
  touchCards,
  tryCardsAgain,
} from '../../../src/store/chats/cards.ts';
import { migrateChat } from '../../../src/store/chats/migrate-chat.ts';
import type { Store } from '../../../src/store/engine/database.ts';
import { due } from '../../support/due-cards.ts';
import { onEachStore } from '../../support/stores.ts';

async function newCard(store: Store, chatId = 101): Promise<Card> {
  const id = await store.write((tx) =>
    createCard(tx, {
      chatId,
      threadId: null,
      replyTo: null,
      kind: 'sending',
      body: { note: 'a' },
      language: 'en',
      personId: 1,
      now: 1000,
    }),
  );
  const card = await findCard(store.db, id);
  if (!card) throw new Error('no card');
  return card;
}

onEachStore(({ open }) => {
  test('a card is due until Telegram shows it, and again when something changes', async () => {
    const store = await open();
    const card = await newCard(store);
    expect(await due(store, 1000)).toHaveLength(1);

    await store.write((tx) => cardShown(tx, card, { telegramId: 55, text: 'shown', now: 2000 }));
    expect(await due(store, 9999)).toEqual([]);
    expect((await cardAt(store.db, 101, 55))?.id).toBe(card.id);

    await store.write((tx) => touchCards(tx, [card.id], 3000));
    expect(await due(store, 3000)).toMatchObject([{ id: card.id, telegram_id: 55 }]);
    await store.close();
  });

  test('a card that reads otherwise by a certain time is due again then', async () => {
    const store = await open();
    const card = await newCard(store);

    await store.write((tx) =>
      cardShown(tx, card, { telegramId: 55, text: 'shown', dueAt: 65_000, now: 2000 }),
    );

    expect(await due(store, 64_999)).toEqual([]);
    expect(await nextDueAt(store.db, 2000)).toBe(65_000);
    expect(await due(store, 65_000)).toHaveLength(1);
    await store.close();
  });

  test('a card that changed while it was being shown stays due', async () => {
    const store = await open();
    const card = await newCard(store);
    await store.write((tx) => touchCards(tx, [card.id], 1500));

    await store.write((tx) => cardShown(tx, card, { telegramId: 55, text: 'shown', now: 2000 }));

    expect(await due(store, 2000)).toMatchObject([{ id: card.id, shown_revision: card.revision }]);
    await store.close();
  });

  test('a card that cannot be shown stays aside through changes, until its chat is there again', async () => {
    const store = await open();
    const card = await newCard(store);
    await store.write((tx) => deferCard(tx, card.id, { due_at: null, failure: 'blocked' }));
    await store.write((tx) => touchCards(tx, [card.id], 2000));
    expect(await due(store, 9999)).toEqual([]);

    await store.write((tx) => reviveCards(tx, 101, 3000));

    expect(await due(store, 3000)).toHaveLength(1);
    await store.close();
  });

  test('cards go along with a group that becomes a supergroup', async () => {
    const store = await open();
    const moving = await newCard(store, -5);
    const staying = await newCard(store, -6);

    await store.write((tx) => migrateChat(tx, -5, -1005, 2000));

    expect((await findCard(store.db, moving.id))?.chat_id).toBe(-1005);
    expect((await findCard(store.db, staying.id))?.chat_id).toBe(-6);
    await store.close();
  });

  test('of the cards that were shown in the group those that are not finished are due in the supergroup', async () => {
    const store = await open();
    const shown = async (text: string) => {
      const card = await newCard(store, -5);
      await store.write((tx) => cardShown(tx, card, { telegramId: 55, text, now: 1100 }));
      return card.id;
    };
    const asking = await shown('digest asks');
    const moving = await shown('digest kept moves');
    const finished = await shown('digest');

    await store.write((tx) => migrateChat(tx, -5, -1005, 2000));

    expect((await due(store, 2000)).map(({ id }) => id).sort()).toEqual([asking, moving].sort());
    expect(await findCard(store.db, finished)).toMatchObject({ chat_id: -1005, telegram_id: null });
    await store.close();
  });

  test('a card whose message is out of reach is due when it changes, and not before', async () => {
    const store = await open();
    const card = await newCard(store);
    await store.write((tx) => cardOutOfReach(tx, card, 'uneditable', 2000));
    expect(await due(store, 9999)).toEqual([]);

    await store.write((tx) => touchCards(tx, [card.id], 3000));
    const [changed] = await due(store, 3000);
    expect(changed && outOfReach(changed)).toBe('uneditable');
    // It has changed once more since it was looked at.
    await store.write((tx) => cardOutOfReach(tx, card, 'uneditable', 4000));
    expect(await due(store, 4000)).toHaveLength(1);
    await store.close();
  });

  test("a chat's waiting cards are new to whoever has tried them, those of no other chat", async () => {
    const store = await open();
    const waiting = await newCard(store, -5);
    const elsewhere = await newCard(store, -6);
    const [before] = await dueChats(store.db, 2000);
    await store.write((tx) => tryCardsAgain(tx, -5, 2000));
    expect((await findCard(store.db, waiting.id))?.revision).toBe(waiting.revision + 1);
    expect((await findCard(store.db, elsewhere.id))?.revision).toBe(elsewhere.revision);
    const marks = await dueChats(store.db, 2000);
    expect(marks.filter(({ mark }) => mark === before?.mark).map(({ id }) => id)).toEqual([-6]);
    await store.close();
  });
});
