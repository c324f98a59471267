import { expect, test } from 'vitest';
import { nextMessages } from '../../src/store/attempts/next-messages.ts';
import { judgeCanary } from '../../src/store/campaigns/canary.ts';
import { orderOfCard } from '../../src/store/orders/orders.ts';
import { type ChatForTest, chatForTest, NIKOLAI, OLGA, only, type Shown } from '../support/chat.ts';
import { accepted, cost, receipt, submit, submitMessages } from '../support/fates.ts';
import { numbers } from '../support/outbox.ts';
import { fileOf, sendFile } from '../support/tables.ts';

/** The TLV 0x2001 of what matched an advertising template. */
const ADVERTISING = Buffer.from([0x05, 0x00]);
const SERVICE = Buffer.from([0x01, 0x00]);

async function billedChat(): Promise<ChatForTest> {
  const chat = await chatForTest();
  await chat.let(NIKOLAI, 'operator');
  return chat;
}

test.each([
  [NIKOLAI, 'Billed as: advertising'],
  [OLGA, 'Оплачено как рекламное'],
] as const)('the card says as what kind the provider has billed a message', async (person, words) => {
  const chat = await billedChat();
  const card = only(await chat.say(person, '/sms +79991234567 Sale'));
  await submit(chat.store, card.card.id, [accepted('855')]);
  await receipt(chat.store, 'id:855 stat:DELIVRD err:000', { ...cost('5.0000'), flags: ADVERTISING });
  expect((await chat.look(card)).text.split('\n')).toContain(words);
});

/** The first of a campaign are delivered, at this price, as this kind; it is looked at what that says of the rest. */
async function tried(chat: ChatForTest, price: string, flags: Buffer): Promise<Shown> {
  const table = `number\n${numbers(210).join('\n')}\n`;
  const card = only(await sendFile(chat, NIKOLAI, '/bulk News', fileOf('list.csv', table)));
  await chat.press(NIKOLAI, card, 'Send 210');
  const { messages } = await chat.store.write((tx) => nextMessages(tx, 'demo', 100, Date.now()));
  await submitMessages(
    chat.store,
    messages,
    messages.map(({ id }) => accepted(`m${id}`)),
  );
  for (const { id } of messages.slice(0, 10)) {
    await receipt(chat.store, `id:m${id} stat:DELIVRD err:000`, { ...cost(price), flags });
  }
  const order = await orderOfCard(chat.store.db, card.card.id);
  await chat.store.write((tx) => judgeCanary(tx, order?.id ?? '', Date.now()));
  return chat.look(card);
}

test('a campaign whose first messages are billed as another kind stops, and goes on as a person says', async () => {
  const chat = await billedChat();
  const card = await tried(chat, '2.5000', ADVERTISING);
  expect(card.text).toContain(
    '⏸ stopped: 10 of the first 10 were billed as another kind: advertising. 190 wait.',
  );
  await chat.press(NIKOLAI, card, 'Resume');
  const { messages } = await chat.store.write((tx) => nextMessages(tx, 'demo', 300, Date.now()));
  expect(messages).toHaveLength(190);
});

test('one whose first messages cost half as much again as expected stops too', async () => {
  const chat = await billedChat();
  const before = only(await chat.say(NIKOLAI, '/sms +79991234567 hi'));
  await submit(chat.store, before.card.id, [accepted('855')]);
  await receipt(chat.store, 'id:855 stat:DELIVRD err:000', cost('2.0000'));

  const dear = await tried(chat, '3.0000', SERVICE);
  expect(dear.text).toContain(
    '⏸ stopped: the first 20 cost 3.00 RUB a part, and 2.00 RUB was expected. 190 wait.',
  );
});
