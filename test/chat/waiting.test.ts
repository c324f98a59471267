import { beforeEach, expect, test } from 'vitest';
import { holdForTerms } from '../../src/store/orders/decisions.ts';
import { orderOfCard } from '../../src/store/orders/orders.ts';
import { type ChatForTest, chatForTest, NIKOLAI, OLGA, type Shown } from '../support/chat.ts';
import { accepted, submit } from '../support/fates.ts';
import { statesOf } from '../support/states.ts';

let chat: ChatForTest;
beforeEach(async () => {
  chat = await chatForTest();
  await chat.let(NIKOLAI, 'operator');
});

async function say(line: string, at?: number): Promise<Shown> {
  const [card] = await chat.say(NIKOLAI, line, at === undefined ? {} : { at });
  if (!card) throw new Error('no card');
  return card;
}

const states = () => statesOf(chat.store.db);

async function hold(
  card: Shown,
  offer: { alphabet: 'latin1' | 'gsm'; parts: number } | null,
): Promise<Shown> {
  const order = await orderOfCard(chat.store.db, card.card.id);
  await chat.store.write((tx) => holdForTerms(tx, new Map([[order?.id ?? '', offer]]), Date.now()));
  return chat.look(card);
}

test('a press on one question does not answer the one that stands there by now: the card is shown anew', async () => {
  const preview = await say('/sms +79991234567, +79991112233 hi');
  await chat.store.db.updateTable('orders').set({ waiting_for: 'stale' }).execute();
  const before = await chat.store.db.selectFrom('cards').select('revision').executeTakeFirstOrThrow();

  const { toast } = await chat.update({
    callback_query: {
      id: '1',
      from: NIKOLAI,
      chat_instance: '1',
      message: { ...chat.message(OLGA, '', { chat: NIKOLAI.id }), message_id: preview.card.telegram_id },
      data: `send:${preview.card.id}:confirmation`,
    },
  });

  expect(toast?.text).toBe('Already done.');
  expect(await states()).toEqual(['waiting', 'waiting']);
  const after = await chat.store.db.selectFrom('cards').select('revision').executeTakeFirstOrThrow();
  expect(after.revision).toBe(before.revision + 1);
});

test.each([
  [OLGA, ['Отправить 2', 'Отправить 2'], ['На карточке ещё один вопрос.', 'Отправляются 2 сообщения.']],
  [NIKOLAI, ['Send 2', 'Send 2'], ['The card has one more question.', '2 messages are on their way.']],
])(
  'what is said to [Send] is true: that there is another question, or that the messages go',
  async (person, labels, toasts) => {
    const [list] = await chat.say(person, '/sms +79991234567, +79991112233 hi', {
      at: Date.now() - 3_600_000,
    });
    if (!list) throw new Error('no card');
    const waiting_next = JSON.stringify(['confirmation', 'terms']);
    const set = { waiting_next, offered_alphabet: 'latin1' as const, offered_parts: 1 };
    await chat.store.db.updateTable('orders').set(set).execute();
    for (const [n, label] of labels.entries()) {
      expect((await chat.press(person, list, label)).toast).toBe(toasts[n]);
    }
    expect(await states()).toEqual(['queued', 'queued']);
  },
);

test('what is said to [Send] is not that it goes, where the same text keeps it back for a minute', async () => {
  await say('/sms +79991234567 hi');
  const list = await say('/sms +79991234567, +7999 hi');
  expect((await chat.press(NIKOLAI, list, 'Send 1')).toast).toBeNull();
  expect(await states()).toEqual(['queued', 'queued']);
});

test.each([
  ['stale', true],
  ['confirmation', true],
  ['guard', true],
  ['terms', false],
] as const)(
  'a button from before reasons were named, while the card asks about %s, sends: %s',
  async (reason, sends) => {
    const preview = await say('/sms +79991234567, +79991112233 hi');
    const set = { waiting_for: reason, offered_alphabet: 'latin1' as const, offered_parts: 1 };
    await chat.store.db.updateTable('orders').set(set).execute();

    await chat.update({
      callback_query: {
        id: '1',
        from: NIKOLAI,
        chat_instance: '1',
        message: { ...chat.message(OLGA, '', { chat: NIKOLAI.id }), message_id: preview.card.telegram_id },
        data: `send:${preview.card.id}`,
      },
    });

    expect(await states()).toEqual(Array(2).fill(sends ? 'queued' : 'waiting'));
  },
);

test('an old preview is asked about once: its card said all of it', async () => {
  const card = await say('/sms +79991234567, +79991112233 hi', Date.now() - 3_600_000);
  expect(card.text).toContain('waiting for 1 h');
  await chat.press(NIKOLAI, card, 'Send 2');
  expect(await states()).toEqual(['queued', 'queued']);
});

test('a draft says to how many the same text is on its way already', async () => {
  await say('/sms +79991234567 hi');
  const [incoming] = await chat.say(NIKOLAI, '/sms +79991234567, +79991112233 hi');
  expect(incoming?.text).toContain('Already on its way, or sent less than a minute ago (1)');
});

test.each([
  [NIKOLAI, 'The same text to this number is on its way already, or went less than a minute ago'],
  [OLGA, 'Такой же текст на этот номер уже отправляется или ушёл меньше минуты назад'],
] as const)('or that it is, where there is one recipient only (%#)', async (person, words) => {
  await say('/sms +79991234567 hi');
  const [incoming] = await chat.say(person, '/sms +79991234567, +7999 hi');
  expect(incoming?.text).toContain(`\n${words}: `);
});

test.each([
  [
    { alphabet: 'latin1', parts: 2 } as const,
    /Agreed: 1 part, GSM-7; it can only go as 2 parts, Latin-1/,
    ['Send', 'Cancel'],
  ],
  [{ alphabet: 'gsm', parts: 1 } as const, /the provider has some of its parts/, ['Send', 'Cancel']],
  [null, /Agreed: 1 part, GSM-7; this text cannot be sent any more/, ['Cancel']],
])(
  'a message that cannot go as agreed, with %j in its place, asks in words',
  async (offer, words, buttons) => {
    const card = await hold(await say('/sms +79991234567 hi'), offer);
    expect(card.text).toMatch(words);
    expect(card.buttons).toEqual(buttons);
    const list = await hold(await say('/sms +79991234567, +79991112233 hi there'), offer);
    expect(list.text).not.toMatch(words);
    await chat.press(NIKOLAI, list, 'Send 2');
    const held = await hold(list, offer);
    expect(held.text).toMatch(words);
    expect(held.buttons).toEqual(buttons.map((label) => (label === 'Send' ? 'Send 2' : label)));
  },
);

test('an order that names no chat is no card, and /status tells of it all the same', async () => {
  const { card } = await say('/sms +79991234567 hi');
  await submit(chat.store, card.id, [accepted('855469')]);
  await chat.store.db.updateTable('orders').set({ card_id: null }).execute();
  const status = await say('/status 855469');
  expect(status.text).toContain('📤 SMS → +7 999 123-45-67 · 1 part, GSM-7 · from SHOP');
  expect(status.text).toMatch(/Nikolai/);
});
