import { touchCards } from '../../../store/chats/cards.ts';
import { moveMessages } from '../../../store/orders/decisions.ts';
import { type Order, orderByNumber } from '../../../store/orders/orders.ts';
import type { Context } from '../../context.ts';
import { answerOrder } from '../../sending/answering.ts';
import { askForTime, isScheduledHere } from '../../sending/schedule.ts';
import { toastOf } from '../moving.ts';
import { turnPage } from '../pages.ts';
import { resumeCampaign } from '../resuming.ts';
import { type Action, done, type PressReply, refused } from '../room.ts';
import { passKeptBack } from '../send/quiet.ts';
import { type ScheduledBody, scheduledCard } from './body.ts';

/** Does something to the order that a button names, and shows the list anew. */
const toOrder = (act: (context: Context, order: Order) => Promise<PressReply>): Action<ScheduledBody> => ({
  role: 'operator',
  async run(context, { card, arg }) {
    const order = await orderByNumber(context.tx.db, Number(arg));
    if (!order || !isScheduledHere(context, order)) return refused('button-late');
    const reply = await act(context, order);
    await touchCards(context.tx, [card.id], context.now);
    return reply;
  },
});

const change = toOrder(async (context, order) => {
  await askForTime(context, order);
  return done;
});

const send = toOrder(async (context, order) => {
  const kept = await passKeptBack(context, order);
  if (kept > 0) {
    return {
      toast: { id: 'button-sending', args: { n: kept } },
      did: { orderId: order.id, onCard: order.card_id },
    };
  }
  const answered = await answerOrder(context, order, 'schedule');
  return answered.count === 0
    ? refused('button-late')
    : { toast: toastOf(answered, 'button-sending'), did: { orderId: order.id, onCard: order.card_id } };
});

const cancel = toOrder(async ({ tx, now }, { id: orderId, card_id: onCard }) => {
  const n = await moveMessages(tx, orderId, 'cancel', now);
  return n === 0
    ? refused('button-late')
    : { toast: { id: 'button-cancelled', args: { n } }, did: { orderId, onCard } };
});

export const actions = {
  change,
  send,
  cancel,
  resume: toOrder((context, order) => resumeCampaign(context, order, 'button-sending')),
  page: turnPage(scheduledCard),
};
