import type { MessageRequest } from '../../messages/request.ts';
import { askFacts } from '../../store/provider/number-facts.ts';
import type { Context } from '../context.ts';

/** The provider answers about a hundred numbers in a minute: of longer lists nothing is asked. */
const MOST = 20;

/** Has the provider asked what it knows of numbers that are looked up, beside what their phones' networks say. */
export async function askFactsOf(
  { tx, settings, now }: Context,
  requests: readonly Pick<MessageRequest, 'to'>[],
  cardId: string,
): Promise<void> {
  if (!settings.asksProvider || requests.length > MOST) return;
  const numbers = requests.map(({ to }) => to);
  await askFacts(tx, numbers, { cardId, at: now });
}
