import type { Waits } from '../../../messages/waiting.ts';
import type { Message } from '../../../store/attempts/outbox.ts';
import type { Card } from '../../../store/chats/cards.ts';
import { orderOfCard } from '../../../store/orders/orders.ts';
import { knownPrice } from '../../../store/provider/asked-price.ts';
import { providerWhy } from '../../money/balance.ts';
import { moneyIn } from '../../money/money.ts';
import { askPrice, mayBePriced } from '../../money/price.ts';
import type { Button, ViewContext } from '../../show/view.ts';
import { buttonsIn } from '../button.ts';
import { type Action, done, refused } from '../room.ts';

/** What the provider says that they cost; that it is being asked, or why it does not say. */
export interface ExactPrice {
  readonly isKnown: boolean;
  readonly line: string | null;
}

export async function exactPriceOf(
  { db, locale, settings }: ViewContext,
  { order_id }: Pick<Message, 'order_id'>,
): Promise<ExactPrice> {
  const known = await knownPrice(db, order_id);
  if (known === null) return { isKnown: false, line: null };
  const { cost, why } = known;
  if (cost !== null) {
    const line = locale.t('preview-price', { cost: moneyIn(locale, settings, cost) });
    return { isKnown: true, line };
  }
  const words = why === null ? locale.t('preview-price-asked') : providerWhy(locale, why);
  return { isKnown: false, line: why === null ? words : locale.t('preview-price-untold', { why: words }) };
}

/** Offers to ask the provider, where one question can, and it is not asked or told yet. */
export async function priceButtons(
  { db, locale, settings }: ViewContext,
  card: Card,
  waits: Waits,
): Promise<Button[]> {
  if (!settings.asksProvider || waits.length === 0 || waits[0] === 'terms') return [];
  const order = await orderOfCard(db, card.id);
  if (!order || !mayBePriced(settings, order)) return [];
  const known = await knownPrice(db, order.id);
  return known === null || (known.cost === null && !known.isAsked)
    ? [buttonsIn(locale)('price', 'ask-price')]
    : [];
}

/** Asks the provider what they cost exactly; [Send] does not wait for it. */
export const askExactPrice: Action = {
  role: 'operator',
  async run(context, { card }) {
    const order = await orderOfCard(context.tx.db, card.id);
    if (!order || !mayBePriced(context.settings, order)) return refused('button-late');
    await askPrice(context, order.id, card.id);
    return { ...done, did: { orderId: order.id } };
  },
};
