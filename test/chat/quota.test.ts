import type { User } from 'grammy/types';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { settleCharges } from '../../src/store/attempts/charges.ts';
import { become } from '../support/become.ts';
import { type ChatForTest, GROUP, NIKOLAI, OLGA, only } from '../support/chat.ts';
import { statesOf } from '../support/states.ts';
import { fileOf, sendFile } from '../support/tables.ts';
import { ANN, chatOfThree } from '../support/team.ts';

const BEGAN = new Date('2026-11-23T11:00:00Z');
const HOUR_MS = 3_600_000;
const TO = Array.from({ length: 2_000 }, (_, n) => `+7999${1_234_000 + n}`);

let chat: ChatForTest;
let said = 0;
beforeEach(async () => {
  vi.useFakeTimers({ toFake: ['Date'], now: BEGAN });
  chat = await chatOfThree();
});
afterEach(() => {
  vi.useRealTimers();
});

/** Has so many messages typed, each text once. */
const send = (person: User, n: number) => {
  said += 1;
  return chat.say(person, `/sms ${TO.slice(0, n).join(', ')} text ${said}`);
};
const textsOf = (cards: Awaited<ReturnType<ChatForTest['say']>>) => cards.map(({ text }) => text);
const quota = async (person: User, line = '') => only(await chat.say(person, `/quota ${line}`)).text;

/** One part has cost this much. */
async function priced(money: number): Promise<void> {
  await chat.say(OLGA, '/sms +79991112233 priced');
  const fate = { state: 'delivered', cost: money, ready_at: null, ended_at: Date.now() } as const;
  await become(chat.store.db, fate, { to: '79991112233' });
}

test('off behind a name takes back all that is set for them', async () => {
  await quota(OLGA, 'Nikolai day=10 spend-month=100');
  expect(await quota(OLGA, 'Nikolai выкл')).toBe('📊 Квота: Nikolai\nсегодня 0 · за месяц 0');
});

test.each([
  ['Nikolai day=60 spend month 200', '60', '200,00 RUB'],
  ['Nikolai 60 a day and 200 a month', '60', '200'],
  ['Nikolai day=60, month=200', '60', '200'],
  ['Nikolai spend 200 per month, day=60,', '60', '200,00 RUB'],
  ['Nikolai 60 в день и 200 в месяц', '60', '200'],
  ['Nikolai день=60 и деньги месяц 200', '60', '200,00 RUB'],
])('the bounds of “%s” are read however they are joined', async (line, ofDay, ofMonth) => {
  const set = await quota(OLGA, line);
  expect(set).toContain(`из ${ofDay}`);
  expect(set).toContain(`из ${ofMonth}`);
});

test.each(['unlimited', 'без лимита'])('“%s” behind a name takes back all, too', async (words) => {
  await quota(OLGA, 'Nikolai day=10 spend-month=100');
  expect(await quota(OLGA, `Nikolai ${words}`)).toBe('📊 Квота: Nikolai\nсегодня 0 · за месяц 0');
});

test('what somebody may send in a day is said at 80 %, and refused above it with what is left and who raises it', async () => {
  expect(await quota(OLGA, 'Nikolai day=10')).toBe('📊 Квота: Nikolai\nсегодня 0 из 10 · за месяц 0');
  expect(textsOf(await send(NIKOLAI, 7))[0]).not.toContain('Quota');
  const [eighth, near] = await send(NIKOLAI, 1);
  expect(eighth?.text).toContain('⏳ queued');
  expect(near?.text).toBe('⚠️ Quota: 8 of 10 messages today');
  expect(near?.card.chat_id).toBe(NIKOLAI.id);
  const before = await statesOf(chat.store.db);
  expect(textsOf(await send(NIKOLAI, 3))).toEqual([
    '🚫 Not sent, it would go over the quota: 8 of 10 messages today, 2 left, and this takes 3. It can be raised with /quota by: Olga.',
  ]);
  expect(await statesOf(chat.store.db)).toEqual(before);
  const preview = only(await send(NIKOLAI, 2));
  expect(preview.text).toContain('⚠️ Quota: 10 of 10 messages today');
  expect(await quota(NIKOLAI)).toBe('📊 Quota of Nikolai\ntoday 10 of 10 · this month 10');

  await chat.press(NIKOLAI, preview, 'Cancel');
  expect(await quota(NIKOLAI)).toBe('📊 Quota of Nikolai\ntoday 8 of 10 · this month 8');
  vi.setSystemTime(BEGAN.getTime() + 10 * HOUR_MS);
  expect(await quota(NIKOLAI)).toBe('📊 Quota of Nikolai\ntoday 0 of 10 · this month 8');
  expect(await send(NIKOLAI, 3)).toHaveLength(1);
});

test('in Russian as well', async () => {
  await chat.let(OLGA, 'operator');
  const other: User = { id: 104, is_bot: false, first_name: 'Пётр', language_code: 'ru' };
  await chat.let(other, 'operator');
  await chat.say(other, '/help');
  await chat.say(OLGA, '/quota Пётр month=4');
  expect(textsOf(await send(other, 5))).toEqual([
    '🚫 Не отправлено, квоты не хватает: за месяц 0 из 4 сообщений, осталось 4, а здесь 5. Увеличить её командой /quota могут: Olga.',
  ]);
  expect(textsOf(await send(other, 4))[1]).toBe('⚠️ Квота: за месяц 4 из 4 сообщений');
});

describe('whose quota it is', () => {
  test.each([
    ['of each with a role', 'operators day=2', ['Nikolai', 'Ann']],
    ['of each with a role, in Russian', 'операторам day=2', ['Nikolai', 'Ann']],
    ['of a person by name', 'ann day=2', ['Ann']],
    ['of a person by id', '103 day=2', ['Ann']],
  ])('%s', async (_, line, refused) => {
    await chat.say(OLGA, `/quota ${line}`);
    for (const person of [NIKOLAI, ANN, OLGA]) {
      const [card] = await send(person, 3);
      expect(/over the quota|квоты не хватает/.test(card?.text ?? '')).toBe(
        refused.includes(person.first_name),
      );
    }
    // What one has used is none of the other's.
    expect(only((await send(ANN, 1)).slice(0, 1)).text).not.toContain('over the quota');
  });

  test('an own bound goes before that of the role, until it is taken back', async () => {
    await chat.say(OLGA, '/quota operators day=2');
    await chat.say(OLGA, '/quota Ann day=5');
    expect((await send(ANN, 5))[0]?.text).not.toContain('over the quota');
    await chat.say(OLGA, '/quota Ann day=off');
    expect((await send(ANN, 1))[0]?.text).toContain('5 of 2 messages today, 0 left');
  });

  test('an admin has none but an own one, which only an owner sets; an owner has none at all', async () => {
    await chat.let(ANN, 'admin');
    await chat.say(OLGA, '/quota operators day=1');
    expect((await send(ANN, 3))[0]?.text).not.toContain('quota');
    expect(await quota(ANN, 'Ann day=100')).toBe('Only owners set the quota of an admin.');
    expect(await quota(ANN, 'Olga day=100')).toBe('Olga is an owner, and owners have no quota.');
    expect(await quota(ANN, 'Nikolai day=100')).toContain('today 0 of 100');
    await chat.say(OLGA, '/quota Ann day=2');
    expect((await send(ANN, 3))[0]?.text).toMatch(/3 of 2 messages today.* by: Olga\.$/);
  });
});

test.each([
  ['', '📊 Quota of Nikolai\ntoday 0 · this month 0\nThere are no bounds to it.'],
  ['Ann day=5', 'Only admins set quotas'],
  ['Ann day=many', 'day= takes a whole number from 0 to'],
  ['Ann spend-day=1,000', '“spend-day” takes an amount such as 1000 or 99.90, not “1,000”.'],
  ['Ann spend-day=many', '“spend-day” takes an amount such as 1000 or 99.90, not “many”.'],
  ['Ann hour=5', '/quota knows no “hour=”, only day, month, spend-day, spend-month.'],
])('an operator sees what they may send by /quota %s, and sets nothing', async (line, says) => {
  expect(await quota(NIKOLAI, line)).toContain(says);
});

test.each([
  ['day=5', 'Кому?'],
  ['Nobody day=5', 'Никого с ролью по имени «Nobody» здесь нет, и роли такой нет.'],
  [
    'приёмщики day=50',
    'Квоту задают человеку: Ann, Nikolai, или каждому с ролью: операторы, наблюдатели, админы. Например: /quota операторы day=50',
  ],
  ['Николай day=5', 'Никого с ролью по имени «Николай» здесь нет. Может быть, это: /quota Nikolai day=5'],
  ['Nikolai 500', 'Прочитано так: /quota Nikolai 500\n'],
  ['Nikolai 500', '«500» чего? day= и month= — сообщения за день и за месяц'],
  ['Nikolai 500 в день', 'сегодня 0 из 500'],
  ['Nikolai 50/day 2 000 руб в месяц', 'за месяц 0,00 RUB из 2\u00a0000,00 RUB'],
  [
    'Nikolai 500',
    'Нажмите на нужную строку, чтобы скопировать:\n/quota Nikolai day=500\n/quota Nikolai month=500',
  ],
  ['Nikolai 1 000 в день', 'сегодня 0 из 1\u00a0000'],
  ['Nikolai 1 000', 'чтобы скопировать:\n/quota Nikolai day=1000\n/quota Nikolai month=1000'],
  ['николай', '📊 Квота: Nikolai'],
  ['nikolai to 200 texts a day', 'сегодня 0 из 200'],
  ['Nikolai', '📊 Квота: Nikolai\nсегодня 0 · за месяц 0\nОграничений нет.'],
])('a line that sets nothing, /quota %s, is answered', async (line, says) => {
  expect(await quota(OLGA, line)).toMatch(new RegExp(says.replace('?', '\\?').replace('.', '\\.')));
});

test('who there is and which roles are said to an English reader as well', async () => {
  await chat.let(NIKOLAI, 'admin');
  expect(await quota(NIKOLAI, 'receivers day=50')).toMatch(
    /A quota is for a person: .*Nikolai.*, or for everybody of a role: operators, viewers, admins\. Such as: \/quota operators day=50$/,
  );
});

test('bounds are understood as a Russian calls them, and are on record as they are typed', async () => {
  expect(await quota(OLGA, 'Nikolai день=1 000 месяц=20 000')).toContain(
    'сегодня 0 из 1\u00a0000 · за месяц 0 из 20\u00a0000',
  );
  expect(await quota(OLGA, 'Nikolai день=5 месяц=70')).toContain('сегодня 0 из 5');
  await quota(OLGA, 'операторы день=9');
  const [audit] = await chat.say(OLGA, '/audit');
  expect(audit?.text).toContain(`/quota ${NIKOLAI.id} day=5 month=70 ·`);
  expect(audit?.text).toContain('/quota operators day=9 ·');
});

test('admins see what everybody may send and has sent, in private alone', async () => {
  await chat.say(OLGA, '/quota operators day=50 spend-month=2000');
  await send(NIKOLAI, 3);
  const [there, here] = await chat.say(OLGA, '/quota', { chat: GROUP });
  expect(here?.text ?? there?.text).toBeDefined();
  const shown = [there, here].find((one) => one?.card.chat_id === OLGA.id);
  expect(shown?.text.split('\n')).toEqual([
    '📊 Квоты',
    'Каждому оператору: сообщений в день — 50 · в месяц — 2\u00a0000,00 RUB',
    'Olga: сегодня 0 · за месяц 0',
    'Ann: сегодня 0 из 50 · за месяц 0 · за месяц 0,00 RUB из 2\u00a0000,00 RUB',
    'Nikolai: сегодня 3 из 50 · за месяц 3 · за месяц 0,00 RUB из 2\u00a0000,00 RUB',
  ]);
});

test('money is bounded by the last prices, and what it cost in the end counts in its place', async () => {
  await priced(25_000);
  await chat.say(OLGA, '/quota Nikolai spend-day=10');
  const [card] = await send(NIKOLAI, 3);
  expect(await quota(NIKOLAI)).toContain('today 7.50 RUB of 10.00 RUB');
  expect((await send(NIKOLAI, 2))[0]?.text).toContain(
    '7.50 RUB of 10.00 RUB today, 2.50 RUB left, and this costs about 5.00 RUB',
  );
  const fate = { state: 'delivered', cost: 10_000, ready_at: null, ended_at: Date.now() } as const;
  await become(chat.store.db, fate, { card: card?.card.id ?? '' });
  await chat.store.write((tx) => settleCharges(tx, 0, 50));
  expect(await quota(NIKOLAI)).toContain('today 3.00 RUB of 10.00 RUB');
});

describe('of what is cancelled', () => {
  const rows = (count: number) => `number\n${TO.slice(0, count).join('\n')}`;

  test.each([
    ['a short list', 30],
    ['a campaign', 60],
    ['a campaign that was written in pieces', 1_500],
  ])('%s gives back all that has not left', async (_, count) => {
    await chat.say(OLGA, '/quota Nikolai day=1500');
    const [preview] = await sendFile(chat, NIKOLAI, '/bulk hi', fileOf('a.csv', rows(count)));
    if (!preview) throw new Error('no card');
    const { card } = preview;
    expect(await quota(NIKOLAI)).toContain(`today ${count.toLocaleString('en')} of 1,500`);
    await chat.press(NIKOLAI, preview, preview.buttons.find((label) => label.startsWith('Send')) ?? '');
    const gone = { state: 'accepted', ready_at: null, accepted_at: Date.now() } as const;
    await become(chat.store.db, gone, { card: card.id, positions: [0, 1, 2] });
    await chat.press(NIKOLAI, preview, 'Cancel the rest');
    expect(await quota(NIKOLAI)).toContain('today 3 of 1,500');
  });

  test('a file of more than may be sent is refused whole, in the place of its card', async () => {
    await chat.say(OLGA, '/quota Nikolai day=1499');
    const card = only(await sendFile(chat, NIKOLAI, '/bulk hi', fileOf('a.csv', rows(1_500))));
    expect(card.text).toContain('0 of 1,499 messages today, 1,499 left, and this takes 1,500');
    expect(await statesOf(chat.store.db)).toEqual([]);
    expect(await quota(NIKOLAI)).toContain('today 0 of 1,499');
  });
});

test('look-ups count, and a ping until the phone is on is refused before it begins', async () => {
  await chat.say(OLGA, '/quota Nikolai day=1');
  expect((await chat.say(NIKOLAI, '/hlr +79991234567'))[0]?.text).toContain('HLR');
  expect(textsOf(await chat.say(NIKOLAI, '/ping +79991234567 until on'))[0]).toContain(
    '1 of 1 messages today',
  );
  expect(await statesOf(chat.store.db)).toEqual(['queued']);
});

test('by [Again] what the quota does not have is refused, and said', async () => {
  await chat.say(OLGA, '/quota Nikolai day=4');
  const card = (await send(NIKOLAI, 3))[0];
  if (!card) throw new Error('no card');
  await chat.press(NIKOLAI, card, 'Send 3');
  await become(chat.store.db, { state: 'undelivered', error: 6, ready_at: null, ended_at: Date.now() });
  const { toast, cards } = await chat.press(NIKOLAI, card, 'Again to the 3 failed');
  expect(toast).toBeNull();
  expect(only(cards).text).toContain('3 of 4 messages today, 1 left, and this takes 3');
});
