import { isNear, limitsOf, periodsAt, standingsOf } from '../../../desk/quota.ts';
import type { Message } from '../../../store/attempts/outbox.ts';
import { orderOfCard } from '../../../store/orders/orders.ts';
import { usesOf } from '../../../store/people/quotas.ts';
import { nearLine } from '../../people/quotas.ts';
import type { ViewContext } from '../../show/view.ts';

/** Of messages that wait: how much of what their maker may send is used with them, where that is most of it. */
export async function quotaLines(
  { db, locale, settings, now }: ViewContext,
  { card_id }: Pick<Message, 'card_id'>,
): Promise<string[]> {
  const order = card_id === null ? undefined : await orderOfCard(db, card_id);
  if (order?.maker !== 'person') return [];
  const personId = Number(order.maker_id);
  const limits = await limitsOf(db, settings, { personId, chatId: order.chat_id });
  if (limits === null) return [];
  const periods = periodsAt(now, settings.quotaZone);
  const uses = await usesOf(db, personId, [periods.day, periods.month]);
  return standingsOf(limits, uses, periods)
    .filter(({ used, most }) => isNear(used, most))
    .map((standing) => {
      const { id, args } = nearLine(locale, settings, standing);
      return locale.t(id, args);
    });
}
