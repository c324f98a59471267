import { alertRounds } from '../../src/chat/watch/alerts.ts';
import { type ChatForTest, OLGA, SETTINGS, type Shown } from './chat.ts';
import { accepted, receipt, submit } from './fates.ts';

let ids = 900_000;

/** A message that fails with this code, as the provider tells; somebody who may has it sent. */
export async function fail(chat: ChatForTest, error = 254, to = '+79991234554'): Promise<void> {
  const id = String(++ids);
  const cards = await chat.say(OLGA, `/sms ${to} Ваш заказ ${ids} готов`);
  const sent = cards.find(({ card }) => card.kind === 'send');
  await submit(chat.store, sent?.card.id ?? '', [accepted(id)]);
  await receipt(chat.store, `id:${id} stat:UNDELIV err:${error}`);
}

/** What a round at that time (ms) brings into chats that was not there. */
export async function told(chat: ChatForTest, now = Date.now()): Promise<Shown[]> {
  await alertRounds(chat.store, SETTINGS)(now);
  return (await chat.update({})).cards.filter(({ card }) => card.kind === 'alert');
}

/** The card that tells a chat of one failure. */
export async function tellFailure(chat: ChatForTest, chatId: number): Promise<Shown> {
  await fail(chat);
  const card = (await told(chat)).find(({ card: { chat_id } }) => chat_id === chatId);
  if (!card) throw new Error('nothing was told');
  return card;
}
