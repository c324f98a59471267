import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { type ChatForTest, GROUP, NIKOLAI, OLGA, only, SETTINGS, type Shown } from '../support/chat.ts';
import { statesOf } from '../support/states.ts';
import { ANN, askedFor, chatOfThree } from '../support/team.ts';

const BEGAN = new Date('2026-11-23T11:00:00Z');

let chat: ChatForTest;
beforeEach(async () => {
  vi.useFakeTimers({ toFake: ['Date'], now: BEGAN });
  chat = await chatOfThree({ approve: { ...SETTINGS.approve, above: 2 } });
});
afterEach(() => {
  vi.useRealTimers();
});

const SLIPS = [
  [
    OLGA,
    'Отклонить',
    'Ничего не отклонено, решение всё ещё за вами.',
    [
      'ой я не ту нажала',
      'ой, не та кнопка!',
      'Нет, я хотела подтвердить',
      'передумала',
      'ой подожди',
      'не отклоняй',
      'а кто это просит?',
    ],
  ],
  [
    ANN,
    'Reject',
    'Nothing was rejected: it still waits.',
    [
      'oops wrong button',
      'I pressed the wrong one, sorry',
      'no wait',
      "don't reject it",
      'by mistake',
      'who is asking for this?',
      'ok, approve it',
    ],
  ],
] as const;

const states = () => statesOf(chat.store.db);
const EACH = (state: string) => Array(3).fill(state);
const asked = (from = NIKOLAI, how: Parameters<typeof askedFor>[2] = {}) => askedFor(chat, from, how);

test.each([
  [
    'by a ready reason, in English',
    NIKOLAI,
    OLGA,
    'Отклонить',
    'Цена',
    '✖ rejected by Olga, 14:00:00: the price',
  ],
  [
    'by a ready reason, in Russian',
    OLGA,
    NIKOLAI,
    'Reject',
    'Not now',
    '✖ отклонено: Nikolai, 14:00:00: не сейчас',
  ],
])('a rejection %s', async (_, maker, second, reject, ready, line) => {
  const { card, told } = await asked(maker);
  const mine = told.find((one) => one.card.chat_id === second.id) as Shown;
  const why = only((await chat.press(second, mine, reject)).cards);
  expect(await states()).toEqual(EACH('waiting'));
  await chat.press(second, why, ready);
  expect(await states()).toEqual(EACH('cancelled'));
  expect((await chat.look(card)).text).toContain(line);
  for (const one of [mine, why]) expect((await chat.look(one)).buttons).toEqual([]);
  const onRecord = only(await chat.say(OLGA, '/audit'));
  expect(onRecord.text).toMatch(/\[Отклонить\]: (цена|не сейчас) · 📤 SMS, 3/);
});

test('a rejection by a reply, which says why in their own words, until it is called off', async () => {
  const { card, told } = await asked(NIKOLAI);
  const mine = told.find((one) => one.card.chat_id === ANN.id) as Shown;
  const why = only((await chat.press(ANN, mine, 'Reject')).cards);
  expect(only(await chat.say(ANN, 'cancel', { replyTo: why })).text).toBe(
    'Nothing was rejected: it still waits.',
  );
  expect(await states()).toEqual(EACH('waiting'));
  expect(await chat.say(ANN, 'too dear, ask on Monday', { replyTo: why })).toEqual([]);
  expect(await states()).toEqual(EACH('cancelled'));
  expect((await chat.look(card)).text).toContain('✖ rejected by Ann, 14:00:00: too dear, ask on Monday');
  expect(only(await chat.say(ANN, 'twice', { replyTo: why })).text).toBe('Already done.');
  expect(only(await chat.say(OLGA, '/audit')).text).toContain('Ann: ответ: отклонено · 📤 SMS, 3');
});

test.each([
  [ANN, 'Reject', 'too dear', '✖ rejected by Ann, 14:00:00: too dear'],
  [
    ANN,
    'Reject',
    'wrong one, send it on Monday',
    '✖ rejected by Ann, 14:00:00: wrong one, send it on Monday',
  ],
  [OLGA, 'Отклонить', 'подожди до понедельника', '✖ rejected by Olga, 14:00:00: подожди до понедельника'],
  [ANN, 'Reject', 'wrong text', '✖ rejected by Ann, 14:00:00: wrong text'],
  [OLGA, 'Отклонить', 'слишком дорого', '✖ rejected by Olga, 14:00:00: слишком дорого'],
])('a rejection by what %o says next in private, once', async (second, reject, words, line) => {
  const { card, told } = await asked(NIKOLAI);
  const mine = told.find((one) => one.card.chat_id === second.id) as Shown;
  only((await chat.press(second, mine, reject)).cards);
  await chat.say(second, second === ANN ? 'cancel' : 'отмена');
  expect(await states()).toEqual(EACH('waiting'));
  only((await chat.press(second, mine, reject)).cards);
  expect(await chat.say(second, words)).toEqual([]);
  expect(await states()).toEqual(EACH('cancelled'));
  expect((await chat.look(card)).text).toContain(line);
  await chat.say(second, words);
  expect((await chat.look(card)).text).toContain(line);
});

test('whoever pressed the wrong button or changed their mind rejects nothing', async () => {
  const { told } = await asked(NIKOLAI);
  for (const [second, reject, says, texts] of SLIPS) {
    const mine = told.find((one) => one.card.chat_id === second.id) as Shown;
    for (const [nth, words] of texts.entries()) {
      const why = only((await chat.press(second, mine, reject)).cards);
      const said = only(await chat.say(second, words, nth % 2 === 0 ? {} : { replyTo: why }));
      expect([words, said.text]).toEqual([words, says]);
    }
  }
  expect(await states()).toEqual(EACH('waiting'));
});

test('a rejection takes its button: words in reply to what is asked decide nothing, and it is said how', async () => {
  const { told } = await asked(NIKOLAI);
  const mine = told.find((one) => one.card.chat_id === ANN.id) as Shown;
  const said = only(await chat.say(ANN, 'too dear', { replyTo: mine }));
  expect(said.text).toBe('The buttons decide: [Approve] or [Reject]. Behind [Reject] you can say why.');
  expect(await states()).toEqual(EACH('waiting'));
});

test('a rejection is nothing that who asked for it can do by a reply, where it was asked in a group', async () => {
  await chat.say(OLGA, '/lang en', { chat: GROUP });
  const { card } = await asked(NIKOLAI, { at: GROUP });
  const why = only((await chat.press(ANN, card, 'Reject')).cards);
  const said = only(await chat.say(NIKOLAI, 'no', { chat: GROUP, replyTo: why }));
  expect(said.text).toContain('somebody else has to say');
  expect(await states()).toEqual(EACH('waiting'));
});
