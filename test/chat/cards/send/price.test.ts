import type { User } from 'grammy/types';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { orderOfCard } from '../../../../src/store/orders/orders.ts';
import { priceOf } from '../../../../src/store/provider/asked-price.ts';
import {
  dueQuestions,
  type Outcome,
  settleQuestion,
} from '../../../../src/store/provider/provider-questions.ts';
import { type ChatForTest, chatForTest, NIKOLAI, OLGA, only, type Shown } from '../../../support/chat.ts';

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['Date'], now: new Date('2026-11-23T09:00:00Z') });
});
afterEach(() => {
  vi.useRealTimers();
});

const TWO = '/sms +79991234567, +79231112233 Ваш заказ готов';
const LONG = `/sms +79991234567 ${'Ждём'.repeat(150)}`;

async function asking(changes: Parameters<typeof chatForTest>[0] = {}): Promise<ChatForTest> {
  const chat = await chatForTest({ asksProvider: true, ...changes });
  await chat.let(NIKOLAI, 'operator');
  return chat;
}

const asked = async ({ store }: ChatForTest) => (await dueQuestions(store.db, 'price', Date.now(), 9)).length;

/** The provider answers about a card's order, or does not. */
const settle = ({ store }: ChatForTest, { card }: Shown, outcome: Outcome) =>
  store.write(async (tx) => {
    const order = await orderOfCard(tx.db, card.id);
    await settleQuestion(tx, priceOf(order?.id ?? ''), outcome, Date.now());
  });

const WORDS: [person: User, words: Record<'ask' | 'send' | 'asked' | 'price' | 'untold', string>][] = [
  [
    NIKOLAI,
    {
      ask: 'Ask the price',
      send: 'Send 2',
      asked: '⏳ The provider is being asked for the exact price…',
      price: 'Costs 5.25 RUB: that is what the provider says',
      untold: 'The provider does not say the exact price: no answer came in time.',
    },
  ],
  [
    OLGA,
    {
      ask: 'Узнать цену',
      send: 'Отправить 2',
      asked: '⏳ Спрашиваю у провайдера точную цену…',
      price: 'Стоит 5,25 RUB: так говорит провайдер',
      untold: 'Точную цену узнать не удалось: провайдер не ответил вовремя.',
    },
  ],
];

describe.each(WORDS)('[Ask the price], to %o', (person, words) => {
  test('has the provider asked, and the preview says what it says', async () => {
    const chat = await asking();
    const card = only(await chat.say(person, TWO));
    expect(card.buttons).toContain(words.ask);
    expect(await asked(chat)).toBe(0);
    await chat.press(person, card, words.ask);
    const waiting = await chat.look(card);
    expect(waiting.text).toContain(words.asked);
    expect(waiting.buttons).not.toContain(words.ask);
    expect(await asked(chat)).toBe(1);
    await settle(chat, card, { answer: { cost: 52_500, parts: 2 }, dueAt: null });
    const priced = await chat.look(card);
    expect(priced.text).toContain(words.price);
    expect(priced.text).not.toContain(words.asked);
    expect(priced.buttons).not.toContain(words.ask);
    expect(priced.buttons).toContain(words.send);
  });

  test('can be pressed again where nothing was told, and [Send] waits for none of it', async () => {
    const chat = await asking();
    const card = only(await chat.say(person, TWO));
    await chat.press(person, card, words.ask);
    await settle(chat, card, { why: 'timeout', dueAt: null });
    const untold = await chat.look(card);
    expect(untold.text).toContain(words.untold);
    await chat.press(person, untold, words.ask);
    expect(await asked(chat)).toBe(0);
    vi.setSystemTime(Date.now() + 15_000);
    expect(await asked(chat)).toBe(1);
    await chat.press(person, card, words.send);
    expect((await chat.look(card)).text).not.toContain(words.asked);
  });
});

test('the price is asked by itself above ASK_ABOVE_COST, whether one message costs so much or all together', async () => {
  const dear = await asking({ askAbove: { parts: 4, cost: 100_000 } });
  expect(only(await dear.say(NIKOLAI, LONG)).text).toContain('⏳ The provider is being asked');
  expect(await asked(dear)).toBe(1);
  await dear.say(NIKOLAI, TWO);
  expect(await asked(dear)).toBe(1);
  const cheap = await asking();
  expect(only(await cheap.say(NIKOLAI, LONG)).buttons).toContain('Ask the price');
  expect(await asked(cheap)).toBe(0);
});

test.each<[string, string, Parameters<typeof chatForTest>[0]]>([
  ['the provider is not asked at all', TWO, { asksProvider: false }],
  [
    'there are more numbers than one question takes',
    `/sms ${Array.from({ length: 101 }, (_, n) => `+7999123${1000 + n}`).join(', ')} hi`,
    {},
  ],
])('is not offered where %s', async (_, line, changes) => {
  const chat = await asking(changes);
  const cards = await chat.say(NIKOLAI, line);
  expect(cards.flatMap(({ buttons }) => buttons)).not.toContain('Ask the price');
});

test('is not offered of what is on its way', async () => {
  const chat = await asking();
  const card = only(await chat.say(NIKOLAI, '/sms +79991234567 hi'));
  expect(card.buttons).toEqual(['Cancel']);
});
