import type { User } from 'grammy/types';
import { type ChatForTest, only, type Shown } from './chat.ts';
import { accepted, receipt, statusOf, submit } from './fates.ts';

/** The card of a message that has reached its customer. */
export async function reached(chat: ChatForTest, person: User, line: string): Promise<Shown> {
  const card = only(await chat.say(person, line, { chat: person.id }));
  await submit(chat.store, card.card.id, [accepted('855469')]);
  await receipt(chat.store, statusOf('855469', 'DELIVRD'));
  return card;
}
