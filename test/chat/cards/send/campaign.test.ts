import type { User } from 'grammy/types';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { MessageState } from '../../../../src/messages/status.ts';
import { breakCampaign } from '../../../../src/store/breaker.ts';
import { judgeCanary } from '../../../../src/store/canary.ts';
import { CAMPAIGN } from '../../../../src/store/coded.ts';
import { deciding } from '../../../../src/store/deciding.ts';
import { addJob } from '../../../../src/store/jobs.ts';
import { idsOf } from '../../../../src/store/message-id.ts';
import { orderOfCard } from '../../../../src/store/orders.ts';
import { become } from '../../../support/become.ts';
import { type ChatForTest, chatForTest, NIKOLAI, OLGA, type Shown } from '../../../support/chat.ts';
import { claimNext } from '../../../support/claim.ts';

let chat: ChatForTest;
beforeEach(async () => {
  chat = await chatForTest();
});
afterEach(() => chat.store.close());

const MANY = 60;
const numbers = (count: number) =>
  Array.from({ length: count }, (_, n) => `+7999${String(1_234_000 + n)}`).join(', ');

async function previewOf(person: User, line: string): Promise<Shown> {
  const [card] = await chat.say(person, line);
  if (!card) throw new Error('no card');
  return card;
}

/** Submits the next ones. */
const submit = (count: number) => chat.store.write((tx) => claimNext(tx, 'demo', count, Date.now()));

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
    const card = await previewOf(person, `/sms ${numbers(MANY)} sale`);
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
  {
    person: NIKOLAI,
    send: 'Send 180',
    line: '⏸ stopped: 50 of the first 50 were not accepted, sender not registered (254). 130 wait.',
    buttons: ['Resume', 'Cancel the rest'],
  },
  {
    person: OLGA,
    send: 'Отправить 180',
    line: /⏸ остановлено: 50 из первых 50 не приняты, имя отправителя не зарегистрировано \(254\)\. Ждут 130\./u,
    buttons: ['Продолжить', 'Отменить остальные'],
  },
])(
  '$person.first_name reads why a campaign has stopped by itself, and can go on with it or cancel it',
  async (words) => {
    const { person } = words;
    if (person !== OLGA) await chat.let(person, 'operator');
    const card = await previewOf(person, `/sms ${numbers(180)} sale`);
    const {
      card: { id },
    } = card;
    await chat.press(person, card, words.send);
    await submit(50);
    const failed = { state: 'rejected', error: 254, ended_at: Date.now() } as const;
    await become(chat.store.db, failed, { card: id, positions: Array.from({ length: 50 }, (_, n) => n) });
    await chat.store.write(async (tx) =>
      breakCampaign(tx, (await orderOfCard(tx.db, id))?.id ?? '', Date.now()),
    );

    const stopped = await chat.look(card);
    expect(stopped.text).toMatch(words.line);
    expect(stopped.buttons.slice(0, 2)).toEqual(words.buttons);
  },
);

test.each([
  {
    person: NIKOLAI,
    buttons: ['Pause', 'Cancel the rest'],
    going: '🐤 the first 20 go ahead: the other 190 follow once 10 of them are delivered',
    out: /🐤 the first 20 are out, 3 delivered\. The other 190 follow as soon as 10 are\. If fewer than 10 fail, they follow all the same: \d/,
    stopped:
      '⏸ stopped: 12 of the first 20 failed: 9 × sender not registered (254), 3 × subscriber does not exist (1). 190 wait.',
    resume: 'Resume',
  },
  {
    person: OLGA,
    buttons: ['Пауза', 'Отменить остальные'],
    going: '🐤 сначала уходят первые 20: остальные 190 пойдут, когда из этих доставят 10',
    out: /🐤 первые 20 ушли, доставлено 3\. Остальные 190 пойдут, как только доставят 10\. Если неудач меньше 10, пойдут всё равно: \d/,
    stopped:
      '⏸ остановлено: из первых 20 не дошли 12: 9 × имя отправителя не зарегистрировано (254), 3 × абонент не существует (1). Ждут 190.',
    resume: 'Продолжить',
  },
])(
  '$person.first_name reads what the rest of a campaign waits for while its first 20 are tried',
  async (words) => {
    const { person } = words;
    if (person !== OLGA) await chat.let(person, 'operator');
    const card = await previewOf(person, `/sms ${numbers(210)} sale`);
    const { id } = card.card;
    const fate = (state: MessageState, error: number | null, from: number, count: number) =>
      become(
        chat.store.db,
        { state, error },
        { card: id, positions: Array.from({ length: count }, (_, n) => from + n) },
      );
    await chat.press(person, card, card.buttons[0] ?? '');

    const going = await chat.look(card);
    expect(going.text).toContain(words.going);
    expect(going.buttons.slice(0, 2)).toEqual(words.buttons);

    await submit(100);
    await fate('accepted', null, 0, 20);
    await fate('delivered', null, 0, 3);
    const out = await chat.look(card);
    expect(out.text).toMatch(words.out);
    expect(out.buttons.slice(0, 2)).toEqual(words.buttons);

    await fate('undelivered', 1, 3, 3);
    await fate('rejected', 254, 6, 9);
    await chat.store.write(async (tx) =>
      judgeCanary(tx, (await orderOfCard(tx.db, id))?.id ?? '', Date.now()),
    );
    const stopped = await chat.look(card);
    expect(stopped.text).toContain(words.stopped);
    expect(stopped.text).not.toContain('🐤');
    expect(stopped.buttons[0]).toBe(words.resume);
  },
);

test('whoever may cancel a campaign of look-ups may pause it', async () => {
  await chat.let(NIKOLAI, 'viewer');
  const card = await previewOf(NIKOLAI, `/hlr ${numbers(MANY)}`);
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
  const card = await previewOf(OLGA, `/sms ${numbers(MANY)} sale`);
  await chat.press(OLGA, card, `Отправить ${MANY}`);

  const { toast } = await chat.press(NIKOLAI, await chat.look(card), 'Пауза', OLGA.id);

  expect(toast).toContain('operator');
  expect(await submit(1)).toBe(1);
});

test('a short list has no pause: it is over before anybody could press it', async () => {
  const card = await previewOf(OLGA, `/sms ${numbers(50)} sale`);
  await chat.press(OLGA, card, 'Отправить 50');

  expect((await chat.look(card)).buttons[0]).toBe('Отменить остальные');
});

test.each([
  [NIKOLAI, 'getting ready', 'Cancel'],
  [OLGA, 'готовлю', 'Отмена'],
])('while a campaign is prepared its card says so, and it can be cancelled', async (person, said, cancel) => {
  if (person !== OLGA) await chat.let(person, 'operator');
  const card = await previewOf(person, `/sms ${numbers(MANY)} sale`);
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
  const card = await previewOf(OLGA, `/sms ${numbers(1_200)}, ${landline} sale`);

  expect(card.buttons).toContainEqual(expect.stringMatching(/^Отправить 1.201$/u));
  expect((await chat.look(card)).text).toMatch(/1.201/u);
  expect((await chat.look(card)).text).toContain('+7 495 123-45-67');
});

test('of very many that failed, each is written to once more, and nobody twice, whoever presses when', async () => {
  const many = 1_300;
  const card = await previewOf(OLGA, `/sms ${numbers(many)} sale`);
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
    const card = await previewOf(person, `/sms ${numbers(MANY)} sale`);
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
