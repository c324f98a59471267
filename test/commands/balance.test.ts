import { afterEach, beforeEach, describe, expect, it, test, vi } from 'vitest';
import { PROFILES } from '../../src/messages/provider.ts';
import { BALANCE } from '../../src/store/provider/balance.ts';
import { dueQuestions, type Outcome, settleQuestion } from '../../src/store/provider/provider-questions.ts';
import { type ChatForTest, chatForTest, NIKOLAI, OLGA, only, SETTINGS } from '../support/chat.ts';

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['Date'], now: new Date('2026-11-23T09:00:00Z') });
});
afterEach(() => {
  vi.useRealTimers();
});

const later = (seconds: number) => vi.setSystemTime(Date.now() + seconds * 1000);

/** A chat whose bot may ask the provider; Olga's is in Russian, Nikolai's in English. */
async function asking(): Promise<ChatForTest> {
  const chat = await chatForTest({ asksProvider: true });
  await chat.let(NIKOLAI, 'operator');
  return chat;
}

/** The provider answers, or does not. */
const settle = ({ store }: ChatForTest, outcome: Outcome) =>
  store.write((tx) => settleQuestion(tx, BALANCE, outcome, Date.now()));
const told = (balance: number): Outcome => ({ answer: { balance }, dueAt: null });
const failed = (why: string): Outcome => ({ why, dueAt: null });

describe('/balance', () => {
  it.each([
    [
      NIKOLAI,
      '⏳ The provider is being asked what is left in the account…',
      '💰 Left in the account at the provider: 1,234,567.50 RUB. As of 12:00:00, 0 s ago',
      '💰 Left in the account at the provider: 1,234,567.50 RUB. As of 12:00:00, 2 min 5 s ago',
    ],
    [
      OLGA,
      '⏳ Спрашиваю у провайдера, сколько на счёте…',
      '💰 На счёте у провайдера 1\u00a0234\u00a0567,50 RUB. На 12:00:00, 0 с назад',
      '💰 На счёте у провайдера 1\u00a0234\u00a0567,50 RUB. На 12:00:00, 2 мин 5 с назад',
    ],
  ])('says what the provider says, and how old that is', async (person, asked, answered, old) => {
    const chat = await asking();
    const card = only(await chat.say(person, '/balance'));
    expect(card.text).toBe(asked);
    await settle(chat, told(12_345_675_000));
    expect((await chat.look(card)).text).toBe(answered);
    later(125);
    expect((await chat.look(card)).text).toBe(old);
  });

  it.each([
    [NIKOLAI, 0, '❗ Nothing is left in the account at the provider: 0.00 RUB. As of 12:00:00, 0 s ago'],
    [OLGA, -125_000, '❗ Деньги на счёте у провайдера кончились: -12,50 RUB. На 12:00:00, 0 с назад'],
  ])('says that nothing is left', async (person, balance, words) => {
    const chat = await asking();
    const card = only(await chat.say(person, '/balance'));
    await settle(chat, told(balance));
    expect((await chat.look(card)).text).toBe(words);
  });

  it.each([
    [NIKOLAI, 'timeout', '⚠️ It does not say since: no answer came in time.'],
    [
      OLGA,
      'certificate',
      '⚠️ С тех пор узнать не удалось: сертификат недействителен, поэтому туда ничего не отправлено: проверьте PROVIDER_URL, часы и кто стоит посередине.',
    ],
    [
      NIKOLAI,
      'error 2',
      '⚠️ It does not say since: Wrong login, password or key, or this address may not ask. Check PROVIDER_API_KEY, or PROVIDER_LOGIN and PROVIDER_PASSWORD, and the list of permitted addresses in the account.',
    ],
    [
      OLGA,
      'error 9',
      '⚠️ С тех пор узнать не удалось: Слишком много запросов, или тот же дважды за минуту. Подождите минуту.',
    ],
    [
      NIKOLAI,
      'error 17',
      "⚠️ It does not say since: the provider's HTTP API answers error 17, which it does not document: ask its support.",
    ],
  ])('says to %o why nothing newer is known: %s', async (person, why, words) => {
    const chat = await asking();
    const card = only(await chat.say(person, '/balance'));
    await settle(chat, failed(why));
    expect((await chat.look(card)).text).toBe(words);
    await settle(chat, told(50_000));
    await settle(chat, failed(why));
    expect((await chat.look(card)).text.split('\n')).toEqual([expect.stringMatching(/5[.,]00 RUB/), words]);
  });

  it('asks again at a press, but not what was told just now, nor who has just refused', async () => {
    const chat = await asking();
    const due = async () => (await dueQuestions(chat.store.db, 'balance', Date.now(), 9)).length;
    const card = only(await chat.say(NIKOLAI, '/balance'));
    expect(await due()).toBe(1);
    await settle(chat, told(1));
    later(2);
    await chat.press(NIKOLAI, card, 'Refresh');
    expect(await due()).toBe(0);
    later(3);
    expect(await due()).toBe(1);
    await settle(chat, failed('error 2'));
    later(50);
    await chat.press(NIKOLAI, card, 'Refresh');
    expect(await due()).toBe(0);
    later(10);
    expect(await due()).toBe(1);
  });

  it('is for operators', async () => {
    const chat = await asking();
    await chat.let(NIKOLAI, 'viewer');
    expect(only(await chat.say(NIKOLAI, '/balance')).text).toBe(
      '/balance takes the role operator. Ask an admin for it.',
    );
    expect(await dueQuestions(chat.store.db, 'balance', Date.now(), 9)).toEqual([]);
  });

  it.each([
    [
      NIKOLAI,
      "The balance is asked over the provider's HTTP API, which is not set up: whoever runs the bot puts PROVIDER_API_KEY (a key from the account) into .env.",
    ],
    [
      OLGA,
      'Баланс спрашивают по HTTP API провайдера, а он не настроен: тот, кто запускает бота, вписывает в .env PROVIDER_API_KEY (ключ из личного кабинета).',
    ],
  ])('says what has to be set where nothing may be asked', async (person, words) => {
    const chat = await chatForTest();
    await chat.let(NIKOLAI, 'operator');
    expect(only(await chat.say(person, '/balance')).text).toBe(words);
  });

  it('is not there at another provider', async () => {
    const chat = await chatForTest({ wire: { ...SETTINGS.wire, ...PROFILES.generic } });
    expect(only(await chat.say(OLGA, '/balance')).text).not.toContain('PROVIDER_API_KEY');
  });
});

test('/health says the balance where it is asked', async () => {
  const chat = await asking();
  const card = only(await chat.say(NIKOLAI, '/health'));
  expect(card.text).toContain('\n⏳ The provider is being asked what is left in the account…\n');
  await chat.say(NIKOLAI, '/balance');
  await settle(chat, told(50_000));
  expect((await chat.look(card)).text).toContain('\n💰 Left in the account at the provider: 5.00 RUB. As of');
  expect(only(await (await chatForTest()).say(OLGA, '/health')).text).not.toContain('провайдера 5');
});
