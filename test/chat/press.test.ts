import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { become } from '../support/become.ts';
import { type ChatForTest, chatForTest, GROUP, NIKOLAI, OLGA, type Shown } from '../support/chat.ts';
import { statesOf } from '../support/states.ts';

afterEach(() => {
  vi.useRealTimers();
});

let chat: ChatForTest;
beforeEach(async () => {
  chat = await chatForTest();
});

async function first(cards: Promise<Shown[]>): Promise<Shown> {
  const [card] = await cards;
  if (!card) throw new Error('no card');
  return card;
}

/** A message that failed, on its card. */
async function failed(chatId?: number): Promise<Shown> {
  const card = await first(chat.say(OLGA, '/sms +79991234567 hi', chatId ? { chat: chatId } : {}));
  const failure = { state: 'undelivered', error: 6, ready_at: null } as const;
  await become(chat.store.db, failure, { card: card.card.id });
  return chat.look(card);
}

test('a button acts once, however often it is pressed', async () => {
  const preview = await first(chat.say(OLGA, '/sms +79991234567, +79991112233 hi'));
  expect((await chat.press(OLGA, preview, 'Отправить 2')).toast).toBe('Отправляются 2 сообщения.');
  expect((await chat.press(OLGA, preview, 'Отправить 2')).toast).toBe('Уже сделано.');
});

test('what was cancelled cannot be sent', async () => {
  const preview = await first(chat.say(OLGA, '/sms +79991234567, +79991112233 hi'));
  await chat.press(OLGA, preview, 'Отмена');
  expect((await chat.press(OLGA, preview, 'Отправить 2')).toast).toBe('Уже сделано.');
  expect(await statesOf(chat.store.db)).toEqual(['cancelled', 'cancelled']);
});

test('a viewer cannot send by a button', async () => {
  await chat.let(NIKOLAI, 'viewer');
  const preview = await first(chat.say(OLGA, '/sms +79991234567, +79991112233 hi', { chat: GROUP }));
  expect((await chat.press(NIKOLAI, preview, 'Отправить 2')).toast).toBe('Нужна роль «оператор».');
  expect((await chat.look(preview)).buttons).toEqual(['Отправить 2', 'Позже…', 'Отмена', 'От кого…']);
});

test('a button of another chat, of no card and of no action is out of date', async () => {
  const preview = await first(chat.say(OLGA, '/sms +79991234567, +79991112233 hi'));
  expect((await chat.press(OLGA, preview, 'Отмена', GROUP)).toast).toBe('Эта кнопка устарела.');
  const message = chat.message(OLGA, '');
  for (const data of ['send:nothing', `constructor:${preview.card.id}`, 'send', '']) {
    const { toast } = await chat.update({ callback_query: { id: '1', from: OLGA, message, data } });
    expect(toast?.text).toBe('Эта кнопка устарела.');
  }
});

test('a button with an id that no card has is one of the card that the message is, in its chat alone', async () => {
  const preview = await first(chat.say(OLGA, '/sms +79991234567, +79991112233 hi'));
  const press = async (chatId: number) => {
    const message = { ...chat.message(OLGA, '', { chat: chatId }), message_id: preview.card.telegram_id };
    const query = { id: '1', from: OLGA, message, data: 'cancel:of-another-store' };
    return (await chat.update({ callback_query: query })).toast?.text;
  };
  expect(await press(GROUP)).toBe('Эта кнопка устарела.');
  expect(await press(OLGA.id)).toBe('Отменены 2 сообщения, они не отправлены.');
});

test('a press on a message that Telegram no longer has is out of date', async () => {
  const { toast } = await chat.update({ callback_query: { id: '1', from: OLGA, data: 'send:x' } });
  expect(toast?.text).toBe('Эта кнопка устарела.');
});

test('[Send again] on a failed message writes one more, on a card of its own', async () => {
  const card = await failed();
  expect(card.buttons).toEqual(['Отправить ещё раз', 'Ping', 'HLR']);
  const { cards } = await chat.press(OLGA, card, 'Отправить ещё раз');
  expect(cards).toHaveLength(1);
  expect(cards[0]?.text).toContain('⏳ в очереди');
  const again = await chat.press(OLGA, card, 'Отправить ещё раз');
  expect(again).toMatchObject({ toast: 'Уже сделано.', cards: [] });
  expect((await chat.look(card)).buttons).toEqual(['Ping', 'HLR']);
});

test('[HLR] looks the recipient up once a minute, in the topic of the card', async () => {
  await chat.let(NIKOLAI, 'viewer');
  const card = await failed(GROUP);
  const { cards } = await chat.press(NIKOLAI, card, 'HLR');
  expect(cards[0]?.card).toMatchObject({ kind: 'lookup', chat_id: GROUP });
  expect(await chat.press(NIKOLAI, card, 'HLR')).toMatchObject({ toast: 'Уже сделано.', cards: [] });
  expect((await chat.press(NIKOLAI, card, 'Ping')).cards).toHaveLength(1);
  vi.setSystemTime(Date.now() + 60_000);
  expect((await chat.press(NIKOLAI, card, 'HLR')).cards).toHaveLength(1);
});
