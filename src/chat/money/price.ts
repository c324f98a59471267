import { waitsOf } from '../../store/orders/documents.ts';
import { findOrder, type Order } from '../../store/orders/orders.ts';
import { knownPrice, MOST_PRICED, priceOf } from '../../store/provider/asked-price.ts';
import { askProvider } from '../../store/provider/provider-questions.ts';
import { recentPrice } from '../../store/provider/recent-price.ts';
import { CHANNEL } from '../../store/tables/coded.ts';
import type { Context, Settings } from '../context.ts';

/** The provider takes five questions about one price in a minute (ms). */
const AGAIN_MS = 15_000;

/** Has the provider asked what an order costs; its card is looked at again then. */
export async function askPrice({ tx, now }: Context, orderId: string, cardId: string): Promise<void> {
  const known = await knownPrice(tx.db, orderId);
  const dueAt = Math.max(now, (known?.askedAt ?? 0) + AGAIN_MS);
  await askProvider(tx, priceOf(orderId), { cardId, dueAt });
}

/** The same of an order that waits for somebody's word and costs much, by what is known so far: above ASK_ABOVE_COST. */
export async function askDearPrice(context: Context, orderId: string, cardId: string): Promise<void> {
  const { tx, settings } = context;
  const limit = settings.askAbove.cost;
  if (!settings.asksProvider || limit === null) return;
  const order = await findOrder(tx.db, orderId);
  if (!order || !mayBePriced(settings, order) || waitsOf(order).length === 0) return;
  const price = await recentPrice(tx.db, CHANNEL.name(order.channel));
  const isDear = waitsOf(order).includes('price') || (price ?? 0) * (order.parts ?? 1) * order.total > limit;
  if (isDear) await askPrice(context, orderId, cardId);
}

/** Whether one question can ask for it. */
export const mayBePriced = (
  { asksProvider }: Pick<Settings, 'asksProvider'>,
  { parts, total, wiped_at, forgotten_at }: Pick<Order, 'parts' | 'total' | 'wiped_at' | 'forgotten_at'>,
): boolean =>
  asksProvider && parts !== null && total <= MOST_PRICED && wiped_at === null && forgotten_at === null;
