import { setImmediate as turn } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { isLookMarked, markLook } from '../../../src/store/chats/card-looks.ts';
import { type Card, cardShown, createCard, findCard, touchCards } from '../../../src/store/chats/cards.ts';
import { nameChat } from '../../../src/store/chats/chat-names.ts';
import type { Topic } from '../../../src/store/engine/changes.ts';
import type { Store } from '../../../src/store/engine/database.ts';
import { due } from '../../support/due-cards.ts';
import { Random } from '../../support/random.ts';
import { onEachStore, untilBlocked } from '../../support/stores.ts';

const CHAT = 101;

const newCard = (store: Store): Promise<string> =>
  store.write((tx) =>
    createCard(tx, {
      chatId: CHAT,
      threadId: null,
      replyTo: null,
      kind: 'sending',
      body: {},
      language: 'en',
      personId: null,
      now: 1000,
    }),
  );

async function cardOf({ db }: Store, id: string): Promise<Card> {
  const card = await findCard(db, id);
  if (!card) throw new Error('no card');
  return card;
}

/** Changes it so often. Returns the topics that were named. */
async function change(store: Store, id: string, times: number, now = 2000): Promise<Topic[]> {
  const named: Topic[] = [];
  const deaf = store.changes.on('cards', () => void named.push('cards'));
  for (let n = 0; n < times; n++) await store.write((tx) => touchCards(tx, [id, null, id], now));
  deaf();
  return named;
}

/** Begins a look at it. */
async function look(store: Store, id: string): Promise<Card> {
  const card = await store.write((tx) => markLook(tx, { id, chat_id: CHAT }));
  if (!card) throw new Error('no card');
  return card;
}

const show = (store: Store, card: Card, text = 'shown') =>
  store.write((tx) => cardShown(tx, card, { telegramId: 55, text, now: 3000 }));

onEachStore(({ open, migratedUrl, kind }) => {
  test('of the changes between two looks the first alone is written, and wakes', async () => {
    const store = await open();
    const id = await newCard(store);
    const { revision } = await look(store, id);

    expect(await change(store, id, 10)).toEqual(['cards']);

    expect((await cardOf(store, id)).revision).toBe(revision + 1);
    await look(store, id);
    expect(await change(store, id, 10)).toEqual(['cards']);
    expect((await cardOf(store, id)).revision).toBe(revision + 2);
    await store.close();
  });

  test('what changes between a look and its being kept stays due, however often it had changed before', async () => {
    const store = await open();
    const id = await newCard(store);
    await look(store, id);
    await change(store, id, 3);
    const looked = await look(store, id);

    await change(store, id, 3);
    await show(store, looked);
    expect(await due(store, 3000)).toMatchObject([{ id }]);

    await show(store, await look(store, id));
    expect(await due(store, 3000)).toEqual([]);
    await change(store, id, 1);
    expect(await due(store, 3000)).toMatchObject([{ id }]);
    await store.close();
  });

  test('a card that was given up while it had changed, or is due later, is due again at the next change', async () => {
    const store = await open();
    const id = await newCard(store);
    await look(store, id);
    await change(store, id, 2);

    for (const due_at of [null, 9000]) {
      await store.db.updateTable('cards').set({ due_at }).execute();
      await change(store, id, 1);
      expect(await due(store, 2000)).toMatchObject([{ id }]);
    }
    await store.close();
  });

  test('looks are marked at a card that changes faster than it is shown, and from then on', async () => {
    const store = await open();
    const id = await newCard(store);
    await show(store, await cardOf(store, id));
    await change(store, id, 3);
    expect(isLookMarked(await cardOf(store, id))).toBe(false);

    await change(store, id, 3);
    expect(isLookMarked(await cardOf(store, id))).toBe(true);

    await show(store, await look(store, id));
    await change(store, id, 1);
    expect(isLookMarked(await cardOf(store, id))).toBe(true);
    await store.close();
  });

  test('a card that left its chat is not looked at there', async () => {
    const store = await open();
    const id = await newCard(store);
    expect(await store.write((tx) => markLook(tx, { id, chat_id: -5 }))).toBeUndefined();
    expect((await cardOf(store, id)).looked_revision).toBeNull();
    await store.close();
  });

  test.each([1, 2])('what changes and looks end with is shown, however they meet (%i)', async (seed) => {
    const url = await migratedUrl();
    const store = await open(url);
    const others = kind === 'postgres' ? [await open(url), await open(url)] : [store, store];
    const random = new Random(seed);
    const wait = async () => {
      for (let turns = random.between(0, 5); turns > 0; turns--) await turn();
    };
    const id = await newCard(store);
    await change(store, id, 6);
    const content = async () => {
      const rows = await store.db.selectFrom('chats').select('title').orderBy('id').execute();
      return rows.map(({ title }) => title).join();
    };
    let changing = true;
    const changers = others.map(async (other, index) => {
      for (let n = 1; n <= 25; n++) {
        await other.write(async (tx) => {
          await nameChat(tx, index, String(n));
          await wait();
          await touchCards(tx, [id], 2000);
          await wait();
        });
        await wait();
      }
    });

    async function lookOn(): Promise<void> {
      for (;;) {
        await turn();
        const isLast = !changing;
        const [card] = await due(store, 3000);
        if (!card && isLast) return;
        const looked = card && (isLookMarked(card) ? await look(store, id) : card);
        if (!looked) continue;
        const text = await content();
        await wait();
        await show(store, looked, text);
      }
    }
    const looking = lookOn();
    await Promise.all(changers);
    changing = false;
    await looking;

    const shown = await cardOf(store, id);
    expect(shown.shown).toBe('25,25');
    expect(shown.looked_revision).not.toBeNull();
    for (const one of new Set([store, ...others])) await one.close();
  });

  if (kind === 'sqlite') return;

  test('a look waits for a change under way that writes nothing', async () => {
    const url = await migratedUrl();
    const [one, other, looker] = [await open(url), await open(url), await open(url)];
    const [first, second] = [await newCard(one), await newCard(one)];
    await look(one, first);
    await change(one, first, 1);
    const { revision } = await cardOf(one, first);

    const waiting = await one.write(async (tx) => {
      await markLook(tx, { id: second, chat_id: CHAT });
      const changing = other.write((theirs) => touchCards(theirs, [first, second], 2000));
      expect(await untilBlocked(url, changing)).toBe('blocked');
      const looking = look(looker, first);
      expect(await untilBlocked(url, looking, 2)).toBe('blocked');
      return { changing, looking };
    });
    await waiting.changing;

    await show(looker, await waiting.looking);
    expect(await cardOf(one, first)).toMatchObject({ revision, due_at: null });
    for (const store of [one, other, looker]) await store.close();
  });

  test('a change that waits for a look to begin is written', async () => {
    const url = await migratedUrl();
    const [one, other] = [await open(url), await open(url)];
    const id = await newCard(one);
    await look(one, id);
    await change(one, id, 1);
    let changing: Promise<unknown> = Promise.resolve();

    const looked = await one.write(async (tx) => {
      const card = await markLook(tx, { id, chat_id: CHAT });
      changing = change(other, id, 1);
      expect(await untilBlocked(url, changing)).toBe('blocked');
      return card;
    });
    await changing;

    expect((await cardOf(one, id)).revision).toBe((looked?.revision ?? 0) + 1);
    await one.close();
    await other.close();
  });
});
