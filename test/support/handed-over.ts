import { vi } from 'vitest';
import { type ChatForTest, OLGA, only, type Shown } from './chat.ts';
import { accepted, cost, receipt, statusOf, submit } from './fates.ts';

/** Olga sends an SMS, and the provider takes it as 855469. */
export async function handedOver(chat: ChatForTest): Promise<Shown> {
  const card = only(await chat.say(OLGA, '/sms +79991234567 Your order is ready'));
  await submit(chat.store, card.card.id, [accepted('855469')]);
  return card;
}

/** It is delivered after four seconds. */
export async function delivered(chat: ChatForTest): Promise<Shown> {
  const card = await handedOver(chat);
  vi.setSystemTime(Date.now() + 4_000);
  await receipt(chat.store, statusOf('855469', 'DELIVRD'), cost('2.5000'));
  return chat.look(card);
}
