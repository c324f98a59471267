import { touchCards } from '../../../store/chats/cards.ts';
import { moveMessages } from '../../../store/orders/decisions.ts';
import { findOrder, type Order } from '../../../store/orders/orders.ts';
import type { Context } from '../../context.ts';
import { answerOrder } from '../../sending/answering.ts';
import { toastOf } from '../moving.ts';
import { type Action, type PressReply, refused } from '../room.ts';
import { takeOver } from '../taking-over.ts';
import type { UnreleasedBody } from './body.ts';

/** Says what becomes of it, if nobody has meanwhile. */
const deciding = (
  decide: (context: Context, order: Order) => Promise<PressReply>,
): Action<UnreleasedBody> => ({
  role: 'operator',
  async run(context, { card, body: { orderId } }) {
    const order = await findOrder(context.tx.db, orderId);
    const reply = order ? await decide(context, order) : refused('button-late');
    await touchCards(context.tx, [card.id], context.now);
    return reply;
  },
});

const told = ({ id, card_id }: Order, n: number, toast: PressReply['toast']): PressReply =>
  n === 0 ? refused('button-late') : { toast, did: { orderId: id, onCard: card_id } };

export const actions = {
  send: deciding(async (context, order) => {
    const over = order.waiting_for === 'right' ? await takeOver(context, order) : null;
    if (over) return over;
    const answered = await answerOrder(context, order, 'right');
    return told(order, answered.count, toastOf(answered, 'button-sending'));
  }),
  cancel: deciding(async ({ tx, now }, order) => {
    const n = await moveMessages(tx, order.id, 'cancel', now);
    return told(order, n, { id: 'button-cancelled', args: { n } });
  }),
};
