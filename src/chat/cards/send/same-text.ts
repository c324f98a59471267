import type { Card } from '../../../store/chats/cards.ts';
import { orderOfCard } from '../../../store/orders/orders.ts';
import { sameTextBefore } from '../../../store/orders/same-text.ts';
import type { ViewContext } from '../../show/view.ts';
import { makerOf } from '../presser.ts';
import type { SendBody } from './body.ts';

/** Who had the same text sent to mostly the same people lately, and when; what is said of the same file is not said twice. */
export async function sameTextLines(
  context: ViewContext,
  card: Card,
  { table }: SendBody,
): Promise<string[]> {
  const { db, locale, now } = context;
  const order = await orderOfCard(db, card.id);
  if (!order) return [];
  const ofFile = new Set(table?.before.map(({ at }) => at));
  const before = (await sameTextBefore(db, order)).filter(({ created_at }) => !ofFile.has(created_at));
  return Promise.all(
    before.map(async (one) =>
      locale.t('preview-before', {
        name: await makerOf(context, one),
        time: locale.time(one.created_at, now),
        n: one.total,
      }),
    ),
  );
}
