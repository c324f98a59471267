import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { answerWaiting } from '../../src/store/orders/decisions.ts';
import { orderOfCard } from '../../src/store/orders/orders.ts';
import { become } from '../support/become.ts';
import {
  type ChatForTest,
  chatForTest,
  GROUP,
  NIKOLAI,
  OLGA,
  only,
  SETTINGS,
  type Shown,
  STRANGER,
} from '../support/chat.ts';
import { statesOf } from '../support/states.ts';
import { fileOf, sendFile } from '../support/tables.ts';
import { ANN, askedFor, chatOfThree, forged, THREE } from '../support/team.ts';

const BEGAN = new Date('2026-11-23T11:00:00Z');
const HOUR_MS = 3_600_000;
const OFF = SETTINGS.approve;
const ABOVE_2 = { ...OFF, above: 2 };

let chat: ChatForTest;
beforeEach(async () => {
  vi.useFakeTimers({ toFake: ['Date'], now: BEGAN });
  await begin(ABOVE_2);
});
afterEach(() => {
  vi.useRealTimers();
});

/** The group's language is Russian. */
async function begin(approve: typeof OFF): Promise<void> {
  chat = await chatOfThree({ approve });
}

const states = () => statesOf(chat.store.db);
const EACH = (state: string, n = 3) => Array(n).fill(state);

const asked = (from = NIKOLAI, how: Parameters<typeof askedFor>[2] = {}) => askedFor(chat, from, how);

/** One part has cost this much. */
async function priced(money: number): Promise<void> {
  await chat.say(OLGA, '/sms +79991112233 priced');
  const fate = { state: 'delivered', cost: money, ready_at: null, ended_at: Date.now() } as const;
  await become(chat.store.db, fate, { to: '79991112233' });
}

test.each([
  {
    maker: NIKOLAI,
    language: 'en',
    toast: 'A second person has to approve it: those who may were told.',
    waits: '✋ waiting for a second person (until 24 Nov 14:00)',
    buttons: ['Approve', 'Reject', 'Cancel'],
    own: 'You asked for it, pressed [Send] or set its time: somebody else has to say.',
    toOlga: 'Nikolai: нужен второй человек · в группе «Alerts»',
    approve: 'Подтвердить',
    going: 'Отправляются 3 сообщения.',
    approved: '✔ approved by Olga, 14:00:00',
    told: '✔ подтверждено: Olga, 14:00:00',
  },
  {
    maker: OLGA,
    language: 'ru',
    toast: 'Теперь нужен второй человек: все, кто может подтвердить, уже знают.',
    waits: '✋ ждёт второго человека (до 24 нояб. 14:00)',
    buttons: ['Подтвердить', 'Отклонить', 'Отмена'],
    own: 'Это ваша рассылка, или вы нажали [Отправить] либо назначили время: решать должен кто-то другой.',
    toOlga: 'Olga asks for a second person · “Alerts”',
    approve: 'Approve',
    going: '3 messages are on their way.',
    approved: '✔ подтверждено: Nikolai, 14:00:00',
    told: '✔ approved by Nikolai, 14:00:00',
  },
])(
  'what $maker.first_name has sent to many waits for somebody else, who is told in private with the preview',
  async (words) => {
    const { maker } = words;
    const other = maker === OLGA ? NIKOLAI : OLGA;
    await chat.say(OLGA, `/lang ${words.language}`, { chat: GROUP });
    const { card, told, toast } = await asked(maker, { at: GROUP });
    expect(toast).toBe(words.toast);
    expect(card.text.split('\n').at(-1)).toBe(words.waits);
    expect(card.buttons).toEqual(words.buttons);
    expect(told.map(({ card: { chat_id } }) => chat_id).sort()).toEqual([other.id, ANN.id].sort());
    const mine = told.find((one) => one.card.chat_id === other.id);
    if (!mine) throw new Error('nobody was told');
    expect(mine.text.split('\n')[0]).toBe(words.toOlga);
    expect(mine.text).toContain('+7 999 123-45-71, +7 999 123-45-72, +7 999 123-45-73 · 1');
    expect(mine.text).toMatch(/[«“]hi[»”]/);

    expect((await chat.press(maker, card, words.buttons[0] ?? '')).toast).toBe(words.own);
    expect(await states()).toEqual(EACH('waiting'));

    expect((await chat.press(other, mine, words.approve)).toast).toBe(words.going);
    expect(await states()).toEqual(EACH('queued'));
    expect((await chat.look(card)).text).toContain(words.approved);
    const settled = await chat.look(mine);
    expect(settled.text.split('\n').at(-1)).toBe(words.told);
    expect(settled.buttons).toEqual([]);
    const anns = told.find((one) => one.card.chat_id === ANN.id);
    expect((await chat.press(ANN, anns as Shown, 'Approve')).toast).toBe('Already done.');
  },
);

describe('what needs a second person', () => {
  test.each([
    ['as many as may go unasked', ABOVE_2, `/sms +79991234571, +79991234572 hi`, false],
    ['one more', ABOVE_2, `/sms ${THREE} hi`, true],
    ['by a template', ABOVE_2, `/t ready ${THREE} n=1042`, true],
    ['look-ups', ABOVE_2, `/hlr ${THREE}`, false],
    ['any at all', { ...OFF, above: 0 }, '/sms +79991234571 hi', true],
    ['a sender of those', { ...OFF, senders: ['BANK'] }, '/sms +79991234571 from=Bank hi', true],
    ['SENDER, which is one of those', { ...OFF, senders: ['SHOP'] }, '/sms +79991234571 hi', true],
    ['another sender', { ...OFF, senders: ['BANK'] }, '/sms +79991234571 hi', false],
    ['what costs more', { ...OFF, cost: 49_999 }, '/sms +79991234571, +79991234572 hi', true],
    ['what costs no more', { ...OFF, cost: 50_000 }, '/sms +79991234571, +79991234572 hi', false],
  ])('%s', async (_, approve, line, isAsked) => {
    await begin(approve);
    await chat.say(OLGA, '/template add ready Your order {n} is ready');
    await priced(25_000);
    const [card] = await chat.say(NIKOLAI, line);
    if (!card) throw new Error('no card');
    const send = card.buttons.find((label) => /^(Send|Look|Ask)/.test(label));
    if (send) await chat.press(NIKOLAI, card, send);
    const order = await orderOfCard(chat.store.db, card.card.id);
    expect(order?.waiting_for).toBe(isAsked ? 'approval' : null);
  });

  test.each([
    ['no more than that', 1_711, false],
    ['more', 1_710, true],
  ])('a file, once it is written in pieces and all of it costs %s', async (_, most, isAsked) => {
    await begin({ ...OFF, cost: most * 10_000 });
    await priced(10_000);
    // Those that are written at once take a part each, 706 of the others two.
    const rows = Array.from(
      { length: 1_005 },
      (_row, n) => `7999${1_000_000 + n};${'a'.repeat(n < 299 ? 1 : 161)}`,
    );
    const file = fileOf('a.csv', `number;text\n${rows.join('\n')}`);
    const card = only(await sendFile(chat, NIKOLAI, '/bulk {text}', file));
    const send = card.buttons.find((label) => label.startsWith('Send 1')) ?? '';
    const { cards } = await chat.press(NIKOLAI, card, send);
    expect((await chat.look(card)).text.includes('second person')).toBe(isAsked);
    expect(cards.map(({ card: { kind } }) => kind)).toEqual(isAsked ? ['approval', 'approval'] : []);
  });
});

test.each([
  ['send', 'approval'],
  ['send', 'stale'],
  ['send', 'confirmation'],
  ['send', 'guard'],
  ['send', undefined],
  ['plain', 'approval'],
  ['resume', undefined],
  ['repeat', undefined],
])('a forged [%s:%s] of whoever it is passes no approval', async (action, arg) => {
  await chat.say(OLGA, '/lang en', { chat: GROUP });
  const { card } = await asked(NIKOLAI, { at: GROUP });
  for (const person of [NIKOLAI, ANN, OLGA]) await forged(chat, person, card, action, arg);
  expect(await states()).toEqual(EACH('waiting'));
});

test('an order that was held back for other reasons waits for those first, and nothing that answers them approves it', async () => {
  const card = only(await chat.say(NIKOLAI, `/sms ${THREE}, +74951234567 hi`, { at: Date.now() - HOUR_MS }));
  await chat.press(NIKOLAI, card, 'Send 4');
  expect((await chat.look(card)).buttons).toEqual(['Cancel']);
  const order = await orderOfCard(chat.store.db, card.card.id);
  for (const reason of ['stale', 'confirmation', 'price', 'landline', 'guard', 'terms'] as const) {
    const { count } = await chat.store.write((tx) => answerWaiting(tx, order?.id ?? '', reason, Date.now()));
    expect(count).toBe(0);
  }
  expect(await states()).toEqual(EACH('waiting', 4));
});

test('who pressed [Send] for another is no second person either, nor is who typed it', async () => {
  await chat.say(OLGA, '/lang en', { chat: GROUP });
  const { card, told } = await asked(NIKOLAI, { at: GROUP, presser: ANN });
  expect(told.map(({ card: { chat_id } }) => chat_id)).toEqual([OLGA.id]);
  for (const person of [NIKOLAI, ANN]) {
    expect((await chat.press(person, card, 'Approve')).toast).toContain('somebody else');
  }
  await chat.press(OLGA, card, 'Approve');
  expect(await states()).toEqual(EACH('queued'));
});

test.each(['As 1 part', 'Always so here'])(
  'who pressed [%s] for another is no second person either',
  async (button) => {
    await chat.say(OLGA, '/lang en', { chat: GROUP });
    await chat.let(ANN, 'admin');
    const line = `/sms ${THREE} Your order is ready — ${'come by today. '.repeat(5)}`;
    const card = only(await chat.say(NIKOLAI, line, { chat: GROUP }));
    await chat.press(ANN, card, button);
    expect((await chat.press(ANN, await chat.look(card), 'Approve')).toast).toContain('somebody else');
    expect(await states()).toEqual(EACH('waiting'));
  },
);

test('whoever was let in and has not written since is asked in the language that they were told in', async () => {
  await chat.say(STRANGER, 'hello');
  const [, told] = await chat.say(OLGA, `/grant ${STRANGER.id} operator`);
  expect(told?.text).toContain('Your role is now: operator.');
  await asked();
  const cards = await chat.store.db.selectFrom('cards').selectAll().where('kind', '=', 'approval').execute();
  expect(cards.map(({ chat_id, language }) => [chat_id, language])).toContainEqual([STRANGER.id, 'en']);
});

describe('when it goes is a part of what is approved', () => {
  test('who pressed a time for another is no second person either', async () => {
    await chat.say(OLGA, '/lang en', { chat: GROUP });
    const card = only(await chat.say(NIKOLAI, `/sms ${THREE} hi`, { chat: GROUP }));
    await chat.press(ANN, card, 'Later…');
    await chat.press(ANN, await chat.look(card), 'Tomorrow 9:00');
    const { cards } = await chat.press(NIKOLAI, await chat.look(card), 'Schedule 3');
    expect(cards.map(({ card: { chat_id } }) => chat_id)).toEqual([OLGA.id]);
    expect((await chat.press(ANN, await chat.look(card), 'Approve')).toast).toContain('somebody else');
    await chat.press(OLGA, await chat.look(card), 'Approve');
    expect((await orderOfCard(chat.store.db, card.card.id))?.waiting_for).toBe('schedule');
  });

  test('who asked for another time, and set none, is one', async () => {
    await chat.say(OLGA, '/lang en', { chat: GROUP });
    const card = only(await chat.say(NIKOLAI, `/sms ${THREE} hi`, { chat: GROUP }));
    await chat.press(ANN, card, 'Later…');
    await chat.press(ANN, await chat.look(card), 'Another time…');
    await chat.press(NIKOLAI, await chat.look(card), 'Send 3');
    await chat.press(ANN, await chat.look(card), 'Approve');
    expect(await states()).toEqual(EACH('queued'));
  });

  test('/scheduled lists it, and whoever changes it there is no second person; those who are read the new time', async () => {
    await chat.say(OLGA, '/lang en', { chat: GROUP });
    const { card, told } = await asked(NIKOLAI, { at: GROUP, line: `/sms ${THREE} at=18:30 hi` });
    const olgas = told.find(({ card: { chat_id } }) => chat_id === OLGA.id) as Shown;
    expect(olgas.text).toContain('18:30');
    const list = only(await chat.say(ANN, '/scheduled', { chat: GROUP }));
    expect(list.text).toContain('1. ✋ waiting for a second person, set for 23 Nov 18:30');
    expect(list.buttons).toEqual(['Change 1', 'Cancel 1']);
    const own = only(await chat.say(OLGA, '/scheduled'));
    expect(own.text).toContain('1. ✋ ждёт второго человека, назначено на 23 нояб. 18:30');

    await chat.store.db.updateTable('cards').set({ due_at: null }).execute();
    await chat.say(ANN, '/scheduled 1 20:15', { chat: GROUP });
    const due = await chat.store.db
      .selectFrom('cards')
      .select('id')
      .where('due_at', 'is not', null)
      .execute();
    expect(due).toEqual(expect.arrayContaining([{ id: olgas.card.id }, { id: card.card.id }]));
    expect((await chat.look(olgas)).text).toContain('20:15');
    expect((await chat.press(ANN, await chat.look(card), 'Approve')).toast).toContain('somebody else');
    await chat.press(OLGA, olgas, 'Подтвердить');
    expect(only(await chat.say(ANN, '/scheduled', { chat: GROUP })).buttons).toEqual([
      'Change 1',
      'Send now 1',
      'Cancel 1',
    ]);
  });
});

test.each([
  [
    'fewer',
    OFF,
    1,
    '/sms +79991234571, +79991234572 hi',
    'Second person: 1 (where recipients are more) · set here',
    true,
  ],
  [
    'more, which loosens nothing',
    ABOVE_2,
    500,
    `/sms ${THREE} hi`,
    "Second person: 2 (where recipients are more) · the bot's own",
    true,
  ],
  ['as many', OFF, 3, `/sms ${THREE} hi`, 'Second person: 3 (where recipients are more) · set here', false],
])('a chat may want a second person above %s', async (_, approve, own, line, shown, isAsked) => {
  await begin(approve);
  await chat.say(OLGA, '/lang en', { chat: GROUP });
  expect(only(await chat.say(OLGA, `/settings approve ${own}`, { chat: GROUP })).text).toContain(shown);
  const { told } = await asked(NIKOLAI, { at: GROUP, line });
  expect(told.length > 0).toBe(isAsked);
  // Elsewhere the bot's own is in force.
  expect((await asked(NIKOLAI, { line: `${line}!` })).told.length > 0).toBe(approve === ABOVE_2);
});

test('where nobody else may send, the card says how somebody can', async () => {
  const alone = await chatForTest({ approve: ABOVE_2 });
  const card = only(await alone.say(OLGA, `/sms ${THREE} hi`));
  expect((await alone.press(OLGA, card, 'Отправить 3')).cards).toEqual([]);
  expect((await alone.look(card)).text).toContain('роль даёт владелец или администратор командой /grant');
  await alone.let(NIKOLAI, 'operator');
  expect((await alone.look(card)).text).not.toContain('/grant');
});
