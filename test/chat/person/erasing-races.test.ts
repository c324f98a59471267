import type { User } from 'grammy/types';
import { expect, test } from 'vitest';
import { erasureCard } from '../../../src/chat/cards/erasure/body.ts';
import { readBody } from '../../../src/chat/cards/kind.ts';
import { eraseWork } from '../../../src/chat/person/erase-job.ts';
import type { Store } from '../../../src/store/engine/database.ts';
import { lockPeople } from '../../../src/store/people/people.ts';
import { storeIncoming } from '../../../src/store/talks/incoming.ts';
import { type ChatForTest, chatOver, NIKOLAI, OLGA, SETTINGS, type Shown } from '../../support/chat.ts';
import { shortestPiece } from '../../support/shortest-piece.ts';
import { statesOf } from '../../support/states.ts';
import { onEachStore, untilBlocked } from '../../support/stores.ts';

const ANN: User = { id: 103, is_bot: false, first_name: 'Ann', language_code: 'en' };
const CUSTOMER = '79991234567';

/** Three admins, who have written to the bot. Nothing goes on beside what they say. */
async function team(store: Store): Promise<ChatForTest> {
  const chat = chatOver(store, { settings: SETTINGS, meanwhile: async () => {} });
  for (const person of [NIKOLAI, ANN]) await chat.let(person, 'admin');
  for (const person of [OLGA, NIKOLAI, ANN]) await chat.say(person, '/help');
  return chat;
}

/** Olga wants somebody's data erased: the card of each of the three. */
async function asked(chat: ChatForTest): Promise<(person: User) => Shown> {
  const cards = await chat.say(OLGA, `/forget +${CUSTOMER}`);
  return ({ id }) => {
    const own = cards.find(({ card }) => card.chat_id === id);
    if (!own) throw new Error(`${id} was not told`);
    return own;
  };
}

onEachStore(({ kind, open, migratedUrl }) => {
  test('of two admins who confirm and cancel an erasing at once the first alone is heard', async () => {
    const url = kind === 'postgres' ? await migratedUrl() : undefined;
    const store = await open(url);
    const chat = await team(store);
    const cardOf = await asked(chat);
    const held = Promise.withResolvers<void>();
    const free = Promise.withResolvers<void>();
    const holding = store.write(async (tx) => {
      await lockPeople(tx, [OLGA.id]);
      held.resolve();
      await free.promise;
    });
    await held.promise;
    const presses = Promise.all([
      chat.press(NIKOLAI, cardOf(NIKOLAI), 'Erase'),
      chat.press(ANN, cardOf(ANN), 'Cancel'),
    ]);
    if (url !== undefined) expect(await untilBlocked(url, presses, 2)).toBe('blocked');
    free.resolve();
    await holding;
    const [confirmed, cancelled] = await presses;
    expect([confirmed.toast, cancelled.toast].toSorted()).toEqual(['Already done.', null]);
    const { card } = await chat.look(cardOf(OLGA));
    const isHeard = confirmed.toast === null;
    expect(readBody(erasureCard, card)?.state.is).toBe(isHeard ? 'running' : 'withdrawn');
    const jobs = await store.db.selectFrom('jobs').select('id').where('kind', '=', 'erase-person').execute();
    expect(jobs).toHaveLength(isHeard ? 1 : 0);
    await store.close();
  });

  test('what comes, and is asked for, while somebody is erased is left alone, and said at the end', async () => {
    const store = await open();
    const chat = await team(store);
    await chat.say(OLGA, `/contact add ivan +${CUSTOMER}`);
    const cardOf = await asked(chat);
    await chat.press(NIKOLAI, cardOf(NIKOLAI), 'Erase');
    expect(await shortestPiece(store, [eraseWork()])).toBe(true);
    await chat.say(OLGA, `/sms +${CUSTOMER} Ваш заказ готов`);
    const part = { sender: CUSTOMER, recipient: '79000000', text: 'Где мой заказ?', concatenation: null };
    await store.write((tx) => storeIncoming(tx, 'demo', part, Date.now()));
    while (await shortestPiece(store, [eraseWork()]));
    expect((await chat.look(cardOf(OLGA))).text).toContain(
      'Остальное стёрто, но пока стиралось, появилось новое и ещё не закончено: в очереди 1, не показано входящих 1.',
    );
    expect((await chat.look(cardOf(ANN))).text).toContain(
      'All else is erased, but this has come meanwhile and is not over: 1 queued, 1 incoming not shown yet.',
    );
    expect(await statesOf(store.db)).toEqual(['queued']);
    const [came] = await store.db.selectFrom('incoming').select('body').execute();
    expect(came?.body).toContain('Где мой заказ?');
    expect(await store.db.selectFrom('contacts').select('id').execute()).toEqual([]);
    await store.close();
  });
});
