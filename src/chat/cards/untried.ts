import { AT_ONCE, FIRST } from '../../desk/order.ts';
import { messageRequest } from '../../messages/request.ts';
import type { Tally } from '../../store/campaigns/tallies.ts';
import { untriedRecipients } from '../../store/orders/again.ts';
import { contentOf, fallbackOf } from '../../store/orders/documents.ts';
import type { Order } from '../../store/orders/orders.ts';
import type { Context } from '../context.ts';
import type { Did } from '../record.ts';
import { send } from '../sending/send.ts';
import type { Names } from './sight.ts';

/**
 * Tries those of an order once more, on a card of its own, that ended in one of these ways for sure and that nobody has
 * tried again. Null: there are none.
 */
export async function tryUntried(
  context: Context,
  order: Order,
  ends: Tally[],
  {
    draft,
    names,
    goesOn = false,
  }: {
    readonly draft: boolean;
    readonly names?: Names;
    /** It is the same campaign still: what a second person has approved of it holds. */
    readonly goesOn?: boolean;
  },
): Promise<Did | null> {
  const content = contentOf(order);
  const { id: orderId } = order;
  const found = await untriedRecipients(context.tx, orderId, ends, { after: 0, limit: AT_ONCE + 1 });
  if (found.length === 0) return null;
  const atOnce = found.length > AT_ONCE ? found.slice(0, FIRST) : found;
  const after = atOnce.at(-1)?.id ?? 0;
  const count = ends.reduce((sum, end) => sum + end.count, 0) - atOnce.length;
  return send(context, {
    command: content.channel,
    reading: '',
    requests: atOnce.map(({ recipient: to }) => messageRequest.parse({ ...content, to })),
    addressees: atOnce.map(({ addressee }) => addressee),
    ...(found.length > AT_ONCE ? { others: { untried: { orderId, ends, after }, count } } : {}),
    againOf: orderId,
    ...(goesOn ? { goesOnWith: orderId } : {}),
    fallback: fallbackOf(order),
    draft,
    names,
  });
}
