import { expect, test } from 'vitest';
import { messagesOfOrder } from '../../../src/store/orders/order-messages.ts';
import { type ChatForTest, chatForTest, NIKOLAI, OLGA, only } from '../../support/chat.ts';
import { incomingSms } from '../../support/incoming-sms.ts';
import { EN, RU } from '../../support/languages.ts';

/** All SMS that the bot had sent by itself, as "from → to: text". */
async function confirmations(chat: ChatForTest): Promise<string[]> {
  const orders = await chat.store.db.selectFrom('orders').selectAll().where('maker', '=', 'system').execute();
  const said = [];
  for (const order of orders) {
    for (const { recipient, request } of await messagesOfOrder(chat.store.db, order)) {
      if (request.channel === 'sms') said.push(`${request.from} → ${recipient}: ${request.text}`);
    }
  }
  return said;
}

test.each([
  {
    language: RU,
    text: 'Стоп!',
    line: '⛔ В стоп-листе: этим сообщением попросили не писать.',
    sms: 'Вы отписаны, сообщений больше не будет. Вернуть: СТАРТ',
  },
  {
    language: EN,
    text: 's t o p',
    line: '⛔ On the stop list: this message asked not to be written to.',
    sms: 'You are unsubscribed and will get no more messages. To undo: START',
  },
])('$text puts the number on the list, is confirmed once and shown on its card', async (wanted) => {
  const { language, text, line, sms } = wanted;
  const chat = await chatForTest({ language });
  const card = await incomingSms(chat, text, { chatId: OLGA.id, language });
  expect(card.text.split('\n').at(-1)).toBe(line);
  expect(card.buttons).toEqual([]);
  const once = [`79000000 → 79991234567: ${sms}`];
  expect(await confirmations(chat)).toEqual(once);
  await incomingSms(chat, 'stop', { chatId: OLGA.id, language });
  await incomingSms(chat, 'start', { chatId: OLGA.id, language });
  await incomingSms(chat, 'STOP.', { chatId: OLGA.id, language });
  expect(await confirmations(chat)).toEqual(once);
});

test('what confirms it is the bot’s own in the history, and by the bot', async () => {
  const chat = await chatForTest();
  await incomingSms(chat, 'СТОП', { chatId: OLGA.id });
  await chat.let(NIKOLAI, 'operator');
  expect(only(await chat.say(OLGA, '/history +79991234567')).text).toContain('📤 SMS · сам бот ·');
  expect(only(await chat.say(NIKOLAI, '/status +79991234567')).text).toContain('· the bot itself ·');
});

test('what had not left is cancelled, and says why; what is written to them then is refused with since when', async () => {
  const chat = await chatForTest();
  const card = only(await chat.say(OLGA, '/sms +79991234567 Ваш заказ готов'));
  await incomingSms(chat, 'СТОП', { chatId: OLGA.id });
  const shown = await chat.look(card);
  expect(shown.text).toMatch(/🚫 отменено, не отправлено\n⛔ Номер в стоп-листе\.$/);
  expect(shown.buttons).toEqual([]);

  const refused = only(await chat.say(OLGA, '/sms +79991234567 Ещё раз'));
  expect(refused.text).toMatch(
    /^⛔ \+7 999 123-45-67 в стоп-листе \(попросили не писать, .+\)\. Ничего не отправлено\. Снять номер из списка может администратор: \/stoplist remove и номер\.$/,
  );
  expect(only(await chat.say(OLGA, '/hlr +79991234567')).text).toContain('HLR');
});

test('an order of which all asked not to be written to says what became of it', async () => {
  const chat = await chatForTest();
  const card = only(await chat.say(OLGA, '/sms +79991234567, +79991234568 Скидка'));
  await chat.press(OLGA, card, 'Отправить 2');
  await chat.say(OLGA, '/stoplist add +79991234567, +79991234568');
  const shown = await chat.look(card);
  expect(shown.text).toContain('🚫 отменено 2');
  expect(shown.text).toContain('⛔ 2 в стоп-листе, им не уйдёт: +7 999 123-45-67, +7 999 123-45-68');
});

test('who is taken off by hand is heeded when they write the same at once once more', async () => {
  const chat = await chatForTest();
  await incomingSms(chat, 'СТОП', { chatId: OLGA.id, at: Date.now() - 2_000 });
  await chat.say(OLGA, '/stoplist remove +79991234567 по телефону');
  await incomingSms(chat, 'СТОП', { chatId: OLGA.id });
  expect(only(await chat.say(OLGA, '/sms +79991234567 Здравствуйте')).text).toContain('в стоп-листе');
});

test('START takes the number off again', async () => {
  const chat = await chatForTest();
  const stop = await incomingSms(chat, 'СТОП', { chatId: OLGA.id, language: RU });
  const card = await incomingSms(chat, 'Старт', { chatId: OLGA.id, language: RU });
  expect(card.text.split('\n').at(-1)).toBe('✅ В стоп-листе номера нет.');
  // What they have undone is offered to nobody.
  const undone = await chat.look(stop);
  expect(undone.text).toContain('✅ В стоп-листе номера нет.');
  expect(undone.buttons).toEqual([]);
  expect(only(await chat.say(OLGA, '/sms +79991234567 Здравствуйте')).text).toContain('Здравствуйте');
});

test.each([
  [
    RU,
    'стоп, везите!',
    '⚠️ Похоже, просят больше не писать.',
    'В стоп-лист',
    'Номер в стоп-листе, больше ему ничего не уйдёт.',
  ],
  [
    EN,
    'please do not text me',
    '⚠️ They seem to ask not to be written to.',
    'Add to stop list',
    'The number is on the stop list and gets nothing more.',
  ],
])('%s: what may be meant so has a button for a person', async (language, text, line, label, toast) => {
  const chat = await chatForTest();
  await chat.let(NIKOLAI, 'operator');
  const person = language === RU ? OLGA : NIKOLAI;
  const card = await incomingSms(chat, text, { chatId: person.id, language });
  expect(card.text.split('\n').at(-1)).toBe(line);
  expect(only(await chat.say(OLGA, '/sms +79991234567 Здравствуйте')).text).toContain('Здравствуйте');
  expect((await chat.press(person, card, label)).toast).toBe(toast);
  const shown = await chat.look(card);
  expect(shown.buttons).toEqual([]);
  const why =
    language === RU
      ? 'Номер в стоп-листе (добавлен: Olga'
      : 'The number is on the stop list (added by Nikolai';
  expect(shown.text).toContain(why);
  expect(await confirmations(chat)).toEqual([]);
});

test('words of the team’s own count as soon as an admin has set them, and a confirmation is not sent once it is off', async () => {
  const chat = await chatForTest();
  const said = only(await chat.say(OLGA, '/stoplist words Баста, стоп'));
  expect(said.text).toContain('и свои: баста.');
  await chat.say(OLGA, '/stoplist confirm off');
  const card = await incomingSms(chat, 'БАСТА', { chatId: OLGA.id, language: RU });
  expect(card.text).toContain('этим сообщением попросили не писать');
  expect(await confirmations(chat)).toEqual([]);
});
