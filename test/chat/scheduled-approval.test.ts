import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { orderOfCard } from '../../src/store/orders/orders.ts';
import { type ChatForTest, chatForTest, NIKOLAI, OLGA, only, SETTINGS, type Shown } from '../support/chat.ts';
import { statesOf } from '../support/states.ts';

/* What has a time and waits for a second person before it. */

/** A Friday, 19:30 in Moscow. */
const NOW = Date.UTC(2026, 10, 27, 16, 30);

let chat: ChatForTest;
beforeEach(async () => {
  vi.useFakeTimers({ toFake: ['Date'], now: NOW });
  chat = await chatForTest({ approve: { ...SETTINGS.approve, above: 1 } });
  await chat.let(NIKOLAI, 'operator');
  for (const person of [OLGA, NIKOLAI]) await chat.say(person, '/help');
});
afterEach(() => {
  vi.useRealTimers();
});

/** Somebody sets something for tomorrow, and agrees to it; returns its card, and the one by which the other is told. */
async function asked(person: typeof OLGA): Promise<{ card: Shown; told: Shown; number: string }> {
  const card = only(await chat.say(person, '/sms +79991234571, +79991234572 at=завтра 9:00 -- Скидка'));
  const told = only((await chat.press(person, card, card.buttons[0] ?? '')).cards);
  const { number } = (await orderOfCard(chat.store.db, card.card.id)) ?? {};
  return { card, told, number: String(number) };
}

test.each([
  {
    maker: NIKOLAI,
    other: OLGA,
    waits: '✋ waiting for a second person, set for 28 Nov 09:00 (in 13 h 30 min), Moscow Time',
    approved: '1. 28 Nov 09:00 (in 13 h 30 min)',
    change: 'Change 1',
    cancel: 'Cancel 1',
    sendNow: 'Send now 1',
    press: 'Подтвердить',
  },
  {
    maker: OLGA,
    other: NIKOLAI,
    waits: '✋ ждёт второго человека, назначено на 28 нояб. 09:00 (через 13 ч 30 мин), Москва',
    approved: '1. 28 нояб. 09:00 (через 13 ч 30 мин)',
    change: 'Изменить 1',
    cancel: 'Отменить 1',
    sendNow: 'Отправить сейчас 1',
    press: 'Approve',
  },
])(
  '/scheduled of $maker.first_name lists it with what it waits for, and how it goes once approved',
  async (words) => {
    const { maker, other } = words;
    const { told } = await asked(maker);
    const list = only(await chat.say(maker, '/scheduled'));
    expect(list.text).toContain(words.waits);
    expect(list.buttons).toEqual([words.change, words.cancel]);

    await chat.press(other, told, words.press);
    const after = await chat.look(list);
    expect(after.text).toContain(words.approved);
    expect(after.buttons).toEqual([words.change, words.sendNow, words.cancel]);
  },
);

test('another time is read by whoever is to approve it, by themselves as it comes nearer', async () => {
  const { told, number } = await asked(NIKOLAI);
  expect(told.text).toContain('⏰ Уйдёт 28 нояб. 09:00');
  expect(told.view.changesAt).toBeGreaterThan(NOW);
  const { revision } = (await chat.look(told)).card;
  await chat.say(NIKOLAI, `/scheduled ${number} mon 9:00`);
  const shown = await chat.look(told);
  expect(shown.text).toContain('⏰ Уйдёт 30 нояб. 09:00');
  expect(shown.card.revision).toBeGreaterThan(revision);
});

test('it can be called off there, and nobody can approve it then', async () => {
  const { told } = await asked(NIKOLAI);
  const list = only(await chat.say(NIKOLAI, '/scheduled'));
  await chat.press(NIKOLAI, list, 'Cancel 1');
  expect(await statesOf(chat.store.db)).toEqual(['cancelled', 'cancelled']);
  expect((await chat.look(list)).text).toContain('Nothing is scheduled');
  expect((await chat.look(told)).buttons).toEqual([]);
});
