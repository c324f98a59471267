import { AT_ONCE, FIRST } from '../../desk/order.ts';
import { messageRequest } from '../../messages/request.ts';
import { tallyOfCard } from '../../store/campaigns/tallies.ts';
import { contentOf } from '../../store/orders/documents.ts';
import { orderOfCard } from '../../store/orders/orders.ts';
import { reachedBy } from '../../store/orders/reached.ts';
import { decline } from '../answer.ts';
import type { QuestionBody } from '../cards/question/body.ts';
import { reachedEnds } from '../cards/send/reached.ts';
import type { Context } from '../context.ts';
import type { Did } from '../record.ts';
import { send } from './send.ts';

type Asked = QuestionBody & { readonly reached: NonNullable<QuestionBody['reached']> };

/** Whether a question asks what those are to be written whom a campaign has reached. */
export const asksForReached = (asked: QuestionBody): asked is Asked => asked.reached !== undefined;

/** Writes these words to all who have what a campaign said, or may have it, after a preview. Null: there is nobody. */
export async function writeToReached(
  context: Context,
  { reached: { cardId } }: Asked,
  words: string,
): Promise<Did | null> {
  const { tx, settings } = context;
  const order = await orderOfCard(tx.db, cardId);
  if (!order || order.forgotten_at !== null) return decline(context, 'reached-too-late');
  const { id: orderId } = order;
  const ends = reachedEnds(await tallyOfCard(tx.db, cardId), settings.wire);
  const found = await reachedBy(tx.db, order, ends, { after: 0, limit: AT_ONCE + 1 });
  if (found.length === 0) return decline(context, 'reached-too-late');
  const atOnce = found.length > AT_ONCE ? found.slice(0, FIRST) : found;
  const after = atOnce.at(-1)?.id ?? 0;
  const count = ends.reduce((sum, end) => sum + end.count, 0) - atOnce.length;
  const content = { ...contentOf(order), text: words };
  return send(context, {
    command: content.channel,
    reading: '',
    requests: atOnce.map(({ recipient: to }) => messageRequest.parse({ ...content, to })),
    ...(found.length > AT_ONCE ? { others: { reached: { orderId, ends, after }, count } } : {}),
    draft: true,
  });
}
