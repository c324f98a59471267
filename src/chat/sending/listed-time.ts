import { type Card, findCard } from '../../store/chats/cards.ts';
import { scheduledOrders } from '../../store/orders/scheduled.ts';
import { scheduledCard } from '../cards/scheduled/body.ts';
import { ordersSeenIn } from '../cards/scheduled/view.ts';
import { offerChoices } from '../choices.ts';
import type { Context } from '../context.ts';
import { timesIn } from '../held/times.ts';
import { may } from '../people/access.ts';
import { askWhich } from './schedule.ts';

/**
 * Below the list of what waits somebody writes a time: it is offered for the one that stands there; which of several is
 * meant has to be said. Returns whether it was that.
 */
export async function offerListedTime(context: Context, list: Card, words: string): Promise<boolean> {
  const { tx, person } = context;
  const times =
    list.kind === scheduledCard.name && may(person.role, 'operator') ? timesIn(context, words) : [];
  if (times.length === 0) return false;
  const page = { from: 0, limit: 2 };
  const [order, another] = await scheduledOrders(tx.db, ordersSeenIn(list, person.role), page);
  if (!order) return false;
  const card = another || order.card_id === null ? undefined : await findCard(tx.db, order.card_id);
  if (card) await offerChoices(context, card, { said: 'scheduled-only', times });
  else await askWhich(context, order, times);
  return true;
}
