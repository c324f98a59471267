import { expect, test } from 'vitest';
import { messagesOfCard } from '../../../src/store/attempts/outbox.ts';
import { type ChatForTest, chatForTest, OLGA } from '../../support/chat.ts';

async function chatWithPeople(): Promise<ChatForTest> {
  const chat = await chatForTest();
  await chat.say(OLGA, '/contact add мария 89991234567');
  await chat.say(OLGA, '/contact add ivan 89991234568');
  await chat.say(OLGA, '/group add курьеры ivan');
  return chat;
}

test.each([
  ['/sms Мария: заказ готов', ['79991234567 заказ готов']],
  ['/sms мария, ivan: в 9', ['79991234567 в 9', '79991234568 в 9']],
  ['/sms #курьеры: в 9', ['79991234568 в 9']],
  ['/sms мария: ivan придёт', ['79991234567 ivan придёт']],
])('whoever stands before a colon is addressed: %s', async (line, sent) => {
  const chat = await chatWithPeople();
  const [card] = await chat.say(OLGA, line);
  const messages = await messagesOfCard(chat.store.db, card?.card.id ?? '', 10);
  expect(
    messages.map(({ recipient, request }) => `${recipient} ${'text' in request && request.text}`),
  ).toEqual(sent);
});

test('a slip before a colon is offered as who was meant, and a word that is nobody begins the text', async () => {
  const chat = await chatWithPeople();
  const [slip] = await chat.say(OLGA, '/sms мариа: заказ готов');
  expect(slip?.copied).toContain('/sms мария: заказ готов');
  const [text] = await chat.say(OLGA, '/sms Внимание: заказ готов');
  expect(text?.text).toContain('«Внимание: заказ готов»');
});
