import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { digestOf, draftOf } from '../../../src/chat/show/draft.ts';
import { shownAs } from '../../../src/chat/show/sequel.ts';
import { type ChatForTest, chatForTest, NIKOLAI, OLGA, only, type Shown } from '../../support/chat.ts';
import { accepted, receipt, submit } from '../../support/fates.ts';
import { incomingIn } from '../../support/incoming.ts';

let chat: ChatForTest;
beforeEach(async () => {
  vi.useFakeTimers({ toFake: ['Date'], now: Date.UTC(2026, 10, 27, 12) });
  chat = await chatForTest({ undoSend: 5_000 });
  await chat.let(NIKOLAI, 'operator');
});
afterEach(() => void vi.useRealTimers());

/** Telegram shows a card as it is now. */
async function stand(shown: Shown): Promise<Shown> {
  const { card, view, ...now } = await chat.look(shown);
  const digest = digestOf(draftOf(card.id, view));
  await chat.store.write(shownAs(card, view, digest, card.telegram_id));
  return { card, view, ...now };
}

const isDue = async ({ card }: Shown): Promise<boolean> =>
  (await chat.look({ card } as Shown)).card.due_at !== null;

test.each([
  [OLGA, 'не туда', 'Отправить', 'Это уже решено'],
  [NIKOLAI, 'wrong chat', 'Send', 'That has been decided'],
])(
  '%o: a card that asks about another says what became of that, whichever is pressed',
  async (person, words, send, over) => {
    const asked = await incomingIn(chat, person.id, { text: 'Какой адрес?' });
    const going = only(await chat.say(person, 'Свободы 46', { replyTo: asked }));
    const asks = only(await chat.say(person, words));
    expect(asks.buttons).toContain(send);
    for (const one of [going, asks]) await stand(one);
    await chat.press(person, going, send);
    await stand(going);
    expect(await isDue(asks)).toBe(true);
    await stand(asks);
    await submit(chat.store, going.card.id, [accepted('855469')]);
    await receipt(chat.store, 'id:855469 stat:DELIVRD err:0');
    expect(await isDue(asks)).toBe(false);
    await stand(going);
    expect(await isDue(asks)).toBe(true);
    const last = await stand(asks);
    expect(last.text).toContain(over);
    expect(last.buttons).toEqual([]);
  },
);
