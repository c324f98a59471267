import { touchCards } from '../../../store/cards.ts';
import { answerWaiting, moveMessages } from '../../../store/decisions.ts';
import { findOrder } from '../../../store/orders.ts';
import type { Context } from '../../context.ts';
import { type Action, type PressReply, refused } from '../room.ts';
import { takeOver } from '../taking-over.ts';
import type { UnreleasedBody } from './body.ts';

/** Says what becomes of it, if nobody has meanwhile. */
const deciding = (
  toast: string,
  decide: (context: Context, orderId: string) => Promise<number | PressReply>,
): Action<UnreleasedBody> => ({
  role: 'operator',
  async run(context, { card, body: { orderId } }) {
    const n = await decide(context, orderId);
    await touchCards(context.tx, [card.id], context.now);
    if (typeof n !== 'number') return n;
    if (n === 0) return refused('button-late');
    const onCard = (await findOrder(context.tx.db, orderId))?.card_id ?? null;
    return { toast: { id: toast, args: { n } }, did: { orderId, onCard } };
  },
});

export const actions = {
  send: deciding('button-sending', async (context, orderId) => {
    const { tx, now } = context;
    const order = await findOrder(tx.db, orderId);
    const over = order?.waiting_for === 'right' ? await takeOver(context, order) : null;
    return over ?? (await answerWaiting(tx, orderId, 'right', now)).count;
  }),
  cancel: deciding('button-cancelled', ({ tx, now }, orderId) => moveMessages(tx, orderId, 'cancel', now)),
};
