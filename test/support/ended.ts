import { type ChatForTest, NIKOLAI, only, type Shown } from './chat.ts';
import { accepted, cost, receipt, statusOf, submit } from './fates.ts';

/** A message is handed over, and the provider says that of it. */
export async function ended(
  chat: ChatForTest,
  line: string,
  { stat, error = '000', person = NIKOLAI }: { stat: string; error?: string; person?: typeof NIKOLAI },
): Promise<Shown> {
  const card = await only(chat.say(person, line));
  await submit(chat.store, card.card.id, [accepted('855469')]);
  await receipt(chat.store, statusOf('855469', stat, error), cost('2.5000'));
  return chat.look(card);
}
