import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { BALANCE } from '../../src/store/provider/balance.ts';
import { stopUnpaid } from '../../src/store/provider/no-money.ts';
import { askProvider, settleQuestion } from '../../src/store/provider/provider-questions.ts';
import { told } from '../support/alerts.ts';
import { type ChatForTest, chatForTest, NIKOLAI, OLGA, only } from '../support/chat.ts';

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['Date'], now: new Date('2026-11-23T09:00:00Z') });
});
afterEach(() => {
  vi.useRealTimers();
});

const later = (seconds: number) => vi.setSystemTime(Date.now() + seconds * 1000);

/** The provider says what is left. */
async function left({ store }: ChatForTest, balance: number, paysForAll = true): Promise<void> {
  await store.write(async (tx) => {
    await askProvider(tx, BALANCE, { cardId: null, dueAt: Date.now() });
    await settleQuestion(tx, BALANCE, { answer: { balance, paysForAll }, dueAt: null }, Date.now());
  });
}

async function asking(): Promise<ChatForTest> {
  const chat = await chatForTest({ asksProvider: true });
  await chat.let(NIKOLAI, 'operator');
  return chat;
}

test.each([
  [
    NIKOLAI,
    '/watch balance 500',
    '💰 Less than 500.00 RUB is left at the provider: 475.00 RUB, since 12:00:20\nTop the account up: campaigns stop by themselves when nothing is left. More: /balance',
    '✅ At least 500.00 RUB is left at the provider again since 12:00:50, it was less for 30 s',
  ],
  [
    OLGA,
    '/watch balance 500р',
    '💰 На счёте у провайдера меньше 500,00 RUB: осталось 475,00 RUB, с 12:00:20\nПополните счёт: когда деньги кончатся, рассылки остановятся сами. Подробнее: /balance',
    '✅ На счёте у провайдера снова не меньше 500,00 RUB с 12:00:50, меньше было 30 с',
  ],
])(
  'who watches the balance (%o, %s) is told once that it is low, and in the same message that it is not',
  async (person, line, low, over) => {
    const chat = await asking();
    expect(only(await chat.say(person, line)).text).toContain('/watch balance 500');
    await left(chat, 5_000_000);
    expect(await told(chat)).toEqual([]);
    later(20);
    await left(chat, 4_999_999);
    const alert = only(await told(chat));
    expect(alert.text).toBe(low);
    later(15);
    await left(chat, 4_800_000);
    expect(await told(chat)).toEqual([]);
    expect((await chat.look(alert)).text).toBe(low);
    later(15);
    await left(chat, 90_000_000);
    expect(await told(chat)).toEqual([]);
    expect((await chat.look(alert)).text).toBe(over);
    later(3600);
    await left(chat, -5_000);
    expect(only(await told(chat)).text).toContain(person === OLGA ? 'осталось -0,50' : 'provider: -0.50 RUB');
  },
);

test.each([true, false])(
  'a campaign that is sent while nothing is left (%s: all messages are paid by that) stops before its first message',
  async (paysForAll) => {
    const chat = await asking();
    await left(chat, 0, paysForAll);
    const numbers = Array.from({ length: 60 }, (_, n) => `+7999123${1000 + n}`).join(', ');
    const card = only(await chat.say(NIKOLAI, `/sms ${numbers} Sale`));
    const { toast } = await chat.press(NIKOLAI, card, 'Send 60');
    expect(toast).toBe(paysForAll ? null : '60 messages are on their way.');
    expect((await chat.look(card)).text.includes('⏸ stopped: 0.00 RUB is left')).toBe(paysForAll);
    if (!paysForAll) return;
    await chat.press(NIKOLAI, card, 'Resume');
    expect((await chat.look(card)).buttons).toContain('Pause');
  },
);

test('nobody can watch a balance that nobody asks', async () => {
  const chat = await chatForTest();
  expect(only(await chat.say(OLGA, '/watch balance 500')).text).toContain('PROVIDER_API_KEY');
});

test.each([
  [
    NIKOLAI,
    ['Send 60', 'Resume'],
    '⏸ stopped: -1.50 RUB is left in the account at the provider, 12:00:00. 60 wait. Top it up, then press [Resume].',
  ],
  [
    OLGA,
    ['Отправить 60', 'Продолжить'],
    '⏸ остановлено: на счёте у провайдера -1,50 RUB, 12:00:00. Ждут 60. Пополните счёт и нажмите [Продолжить].',
  ],
])(
  'the card of a campaign that nobody pays for says so to %o, and it is resumed there',
  async (person, [send = '', resume = ''], words) => {
    const chat = await asking();
    const numbers = Array.from({ length: 60 }, (_, n) => `+7999123${1000 + n}`).join(', ');
    const card = only(await chat.say(person, `/sms ${numbers} Ваш заказ готов`));
    await chat.press(person, card, send);
    expect(await chat.store.write((tx) => stopUnpaid(tx, -15_000, Date.now()))).toBe(1);
    const stopped = await chat.look(card);
    expect(stopped.text).toContain(words);
    expect(stopped.buttons).toContain(resume);
    expect(await chat.store.write((tx) => stopUnpaid(tx, -15_000, Date.now()))).toBe(0);
    await chat.press(person, card, resume);
    expect((await chat.look(card)).text).not.toContain(words);
  },
);
