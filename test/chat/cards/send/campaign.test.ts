import type { User } from 'grammy/types';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { addJob } from '../../../../src/store/chats/jobs.ts';
import { deciding } from '../../../../src/store/orders/deciding.ts';
import { CAMPAIGN } from '../../../../src/store/tables/coded.ts';
import { idsOf } from '../../../../src/store/tables/message-id.ts';
import { become } from '../../../support/become.ts';
import { campaignsIn, positionsOf, typedNumbers } from '../../../support/campaigns.ts';
import { type ChatForTest, chatForTest, GROUP, NIKOLAI, OLGA } from '../../../support/chat.ts';

let chat: ChatForTest;
beforeEach(async () => {
  chat = await chatForTest();
});
afterEach(() => chat.store.close());

const MANY = 60;
const { previewOf, fail, submit } = campaignsIn(() => chat);

const PETR: User = { id: 103, is_bot: false, first_name: 'Petr', language_code: 'ru' };

const EN_WORDS = {
  person: NIKOLAI,
  send: `Send ${MANY}`,
  pause: 'Pause',
  resume: 'Resume',
  cancel: 'Cancel the rest',
  sending: `${MANY - 10} messages are on their way.`,
  paused: `Paused, ${MANY - 10} left.`,
  line: '⏸ paused: Nikolai, ',
  cancelled: `${MANY - 15} messages cancelled, not sent.`,
  count: `cancelled ${MANY - 15}`,
};
const RU_WORDS: typeof EN_WORDS = {
  person: OLGA,
  send: `Отправить ${MANY}`,
  pause: 'Пауза',
  resume: 'Продолжить',
  cancel: 'Отменить остальные',
  sending: `Отправляется ${MANY - 10} сообщений.`,
  paused: `На паузе, осталось ${MANY - 10}.`,
  line: '⏸ пауза: Olga, ',
  cancelled: `Отменено ${MANY - 15} сообщений, они не отправлены.`,
  count: `отменено ${MANY - 15}`,
};

test.each([
  ['English', EN_WORDS],
  ['Russian', RU_WORDS],
])(
  'in %s a campaign is paused, says by whom, is resumed, and what has not left is cancelled',
  async (_, words) => {
    const { person } = words;
    if (person !== OLGA) await chat.let(person, 'operator');
    const card = await previewOf(person, `/sms ${typedNumbers(MANY)} sale`);
    await chat.press(person, card, words.send);
    await submit(10);
    expect((await chat.look(card)).buttons.slice(0, 2)).toEqual([words.pause, words.cancel]);

    expect(await chat.press(person, card, words.pause)).toMatchObject({ toast: words.paused });
    const paused = await chat.look(card);
    expect(paused.buttons.slice(0, 2)).toEqual([words.resume, words.cancel]);
    expect(paused.text).toContain(words.line);
    expect(await submit(10)).toBe(0);

    expect(await chat.press(person, card, words.resume)).toMatchObject({ toast: words.sending });
    expect((await chat.look(card)).text).not.toContain(words.line);
    expect(await submit(5)).toBe(5);

    expect(await chat.press(person, card, words.cancel)).toMatchObject({ toast: words.cancelled });
    const cancelled = await chat.look(card);
    expect(cancelled.text).toContain(words.count);
    expect(cancelled.buttons).not.toContain(words.pause);
    expect(await submit(10)).toBe(0);
  },
);

test.each([
  { person: NIKOLAI, resume: 'Продолжить', refusal: 'It is resumed by who started it, or an admin.' },
  { person: PETR, resume: 'Продолжить', refusal: 'Продолжить может тот, кто её начал, или администратор.' },
])(
  'a paused campaign is resumed on its card by who started it or an admin, and an operator reads so who is neither',
  async ({ person, resume, refusal }) => {
    await chat.let(person, 'operator');
    const card = await previewOf(OLGA, `/sms ${typedNumbers(MANY)} sale`);
    await chat.press(OLGA, card, `Отправить ${MANY}`);
    await chat.press(person, await chat.look(card), 'Пауза');

    expect(await chat.press(person, await chat.look(card), resume)).toMatchObject({ toast: refusal });
    expect(await submit(10)).toBe(0);

    await chat.let(person, 'admin');
    await chat.press(person, await chat.look(card), resume);
    expect(await submit(10)).toBe(10);
    await chat.press(person, await chat.look(card), 'Пауза');
    await chat.press(OLGA, await chat.look(card), resume);
    expect(await submit(10)).toBe(10);
  },
);

test.each([
  { person: NIKOLAI, said: '🏃 120 a minute · about 1 min 14 s left', paused: 'Pause' },
  { person: OLGA, said: '🏃 120 в минуту · осталось около 1 мин 14 с', paused: 'Пауза' },
])('$person.first_name reads how fast a campaign goes, and how long it takes yet', async (words) => {
  const { person, said, paused } = words;
  if (person !== OLGA) await chat.let(person, 'operator');
  const card = await previewOf(person, `/sms ${typedNumbers(180)} sale`);
  await chat.press(person, card, card.buttons[0] ?? '');
  const { id } = card.card;
  vi.setSystemTime(Date.now());
  try {
    const began = Date.now();
    for (let second = 0; second < 16; second++) {
      vi.setSystemTime(began + second * 1_000);
      await submit(2);
    }
    vi.setSystemTime(began + 16_000);
    await become(chat.store.db, { state: 'delivered' }, { card: id, positions: positionsOf(0, 5) });
    expect((await chat.look(card)).text).toContain(said);

    await chat.press(person, await chat.look(card), paused);
    expect((await chat.look(card)).text).not.toContain('🏃');
  } finally {
    vi.useRealTimers();
  }
});

test.each([
  { person: NIKOLAI, chatId: NIKOLAI.id, count: MANY, shown: '+7 999 123-40-00', duplicate: '+79991234000' },
  { person: OLGA, chatId: GROUP, count: 50, shown: '+7 999 123-40-00', duplicate: '+79991234000' },
  { person: OLGA, chatId: GROUP, count: MANY, shown: '+7 999 ***-40-00', duplicate: '+7 999 ***-40-00' },
])(
  '$count numbers of $person.first_name in the chat $chatId are read there as $shown, in the preview and of those that failed',
  async ({ person, chatId, count, shown, duplicate }) => {
    if (person !== OLGA) await chat.let(person, 'operator');
    const line = `/sms ${typedNumbers(count)}, +79991234000 sale`;
    const [card] = await chat.say(person, line, { chat: chatId });
    if (!card) throw new Error('no card');
    expect(card.text).toContain(`: ${shown}`);
    expect(card.text).toContain(duplicate);
    if (shown !== '+7 999 123-40-00') expect(card.text).not.toContain('123');
    await chat.press(person, card, card.buttons[0] ?? '');
    await submit(10);
    await fail(card, 6, [0]);

    const { text, buttons } = await chat.look(card);
    expect(text).toMatch(/❌ 1 × .*: \+7 999 (?:123|\*\*\*)-40-00/);
    expect(text).toContain(shown);
    const file = buttons.find((label) => label === 'Файлом' || label === 'As file') ?? '';
    const { cards } = await chat.press(person, await chat.look(card), file);
    expect(cards.map(({ card }) => card.chat_id)).toEqual([person.id]);
  },
);

test.each([
  [50, '+79991234000'],
  [MANY, '+7 999 ***-40-00'],
])(
  'of %i numbers that are looked up in a group, one that was typed twice is read there as %s',
  async (count, shown) => {
    const [card] = await chat.say(OLGA, `/hlr ${typedNumbers(count)}, +79991234000`, { chat: GROUP });
    expect(card?.text).toContain(`: ${shown}`);
    if (count === MANY) expect(card?.text).not.toContain('123');
  },
);

test('whoever may cancel a campaign of look-ups may pause it', async () => {
  await chat.let(NIKOLAI, 'viewer');
  const card = await previewOf(NIKOLAI, `/hlr ${typedNumbers(MANY)}`);
  await chat.press(NIKOLAI, card, `Look up ${MANY}`);
  expect((await chat.look(card)).buttons).toContain('Pause');

  await chat.press(NIKOLAI, card, 'Pause');

  const paused = await chat.look(card);
  expect(paused.buttons).toContain('Resume');
  expect(paused.text).toContain('⏸ paused: Nikolai, ');
  expect(await submit(1)).toBe(0);
});

test('who may not send may not pause either', async () => {
  await chat.let(NIKOLAI, 'viewer');
  const card = await previewOf(OLGA, `/sms ${typedNumbers(MANY)} sale`);
  await chat.press(OLGA, card, `Отправить ${MANY}`);

  const { toast } = await chat.press(NIKOLAI, await chat.look(card), 'Пауза', OLGA.id);

  expect(toast).toContain('operator');
  expect(await submit(1)).toBe(1);
});

test('a short list has no pause: it is over before anybody could press it', async () => {
  const card = await previewOf(OLGA, `/sms ${typedNumbers(50)} sale`);
  await chat.press(OLGA, card, 'Отправить 50');

  expect((await chat.look(card)).buttons[0]).toBe('Отменить остальные');
});

test.each([
  [NIKOLAI, 'getting ready', 'Cancel'],
  [OLGA, 'готовлю', 'Отмена'],
])('while a campaign is prepared its card says so, and it can be cancelled', async (person, said, cancel) => {
  if (person !== OLGA) await chat.let(person, 'operator');
  const card = await previewOf(person, `/sms ${typedNumbers(MANY)} sale`);
  const preparing = { campaign: CAMPAIGN.of.preparing, total: 4 * MANY };
  await chat.store.db.updateTable('orders').set(preparing).execute();

  const shown = await chat.look(card);
  expect(shown.text).toContain(String(4 * MANY));
  expect(shown.text).toContain('25 %');
  expect(shown.text).toContain(said);
  expect(shown.buttons).toEqual([cancel]);

  await chat.press(person, card, cancel);
  expect((await chat.look(card)).text).toContain(String(MANY));
  expect(await submit(1)).toBe(0);
});

test('what is found of the last of many is said once all are prepared', async () => {
  const landline = '+74951234567';
  const card = await previewOf(OLGA, `/sms ${typedNumbers(1_200)}, ${landline} sale`);

  expect(card.buttons).toContainEqual(expect.stringMatching(/^Отправить 1.201$/u));
  expect((await chat.look(card)).text).toMatch(/1.201/u);
  expect((await chat.look(card)).text).toContain('+7 495 123-45-67');
});

test('of very many that failed, each is written to once more, and nobody twice, whoever presses when', async () => {
  const many = 1_300;
  const card = await previewOf(OLGA, `/sms ${typedNumbers(many)} sale`);
  await chat.press(OLGA, card, (await chat.look(card)).buttons[0] ?? '');
  const failed = { state: 'undelivered', error: 6, attempted_at: 1 } as const;
  await chat.store.write((tx) => become(tx.db, failed));
  await chat.store.write((tx) =>
    become(tx.db, { state: 'delivered', error: null }, { positions: [3, 1_200], card: card.card.id }),
  );
  const [again = ''] = (await chat.look(card)).buttons.filter((label) =>
    label.startsWith('Отправить ещё раз'),
  );
  expect(again).toMatch(/1.298$/);

  const { cards } = await chat.press(OLGA, card, again);

  const orders = await chat.store.db
    .selectFrom('orders')
    .select(['number', 'total'])
    .orderBy('number')
    .execute();
  expect(orders.map(({ total }) => total)).toEqual([many, many - 2]);
  const { first, last } = idsOf(orders[1]?.number ?? 0);
  const rows = await chat.store.db
    .selectFrom('messages')
    .select('recipient')
    .where('id', '>=', first)
    .where('id', '<=', last)
    .orderBy('id')
    .execute();
  const expected = Array.from({ length: many }, (_, n) => `7999${1_234_000 + n}`).filter(
    (_, n) => n !== 3 && n !== 1_200,
  );
  expect(rows.map(({ recipient }) => recipient)).toEqual(expected);
  expect(cards[0] && (await chat.look(cards[0])).buttons[0]).toMatch(/^Отправить 1.298$/);
  expect((await chat.look(card)).buttons).not.toContain(again);
});

test.each([
  [NIKOLAI, 'Send again', 'What was decided about those in doubt'],
  [OLGA, 'Отправить ещё раз', 'Решение по сообщениям под вопросом'],
])(
  'a word on very many in doubt is said to be carried out, and nobody is asked meanwhile',
  async (person, again, said) => {
    if (person !== OLGA) await chat.let(person, 'operator');
    const card = await previewOf(person, `/sms ${typedNumbers(MANY)} sale`);
    const { number } = await chat.store.db.selectFrom('orders').select('number').executeTakeFirstOrThrow();
    await become(chat.store.db, { state: 'in_doubt', doubt_until: null });
    await chat.store.db.updateTable('orders').set({ campaign: CAMPAIGN.of.running }).execute();
    expect((await chat.look(card)).buttons).toContain(again);

    const key = `${deciding.name} ${number}`;
    await chat.store.write((tx) => addJob(tx, { kind: 'none', body: {}, key, now: Date.now() }));

    const shown = await chat.look(card);
    expect(shown.text).toContain(said);
    expect(shown.buttons).not.toContain(again);
  },
);
