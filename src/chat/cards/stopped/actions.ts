import { touchCards } from '../../../store/cards.ts';
import { moveMessages } from '../../../store/decisions.ts';
import { findOrder } from '../../../store/orders.ts';
import { may } from '../../access.ts';
import { type Action, refused } from '../room.ts';
import type { StoppedBody } from './body.ts';

/** One of the campaigns goes on: that is for who had it made to say, or for an admin. */
const resume: Action<StoppedBody> = {
  role: 'operator',
  async run({ tx, person, now }, { card, body, arg }) {
    const order = await findOrder(tx.db, body.orders[Number(arg) - 1] ?? '');
    if (!order) return refused('button-late');
    const isMaker = order.maker === 'person' && order.maker_id === String(person.id);
    if (!isMaker && !may(person.role, 'admin')) return refused('button-not-maker');
    const n = await moveMessages(tx, order.id, 'resume', now);
    await touchCards(tx, [card.id], now);
    if (n === 0) return refused('button-late');
    return { toast: { id: 'button-sending', args: { n } }, did: { orderId: order.id } };
  },
};

export const actions = { resume };
