import { touchCards } from '../../../store/chats/cards.ts';
import { moveMessages } from '../../../store/orders/decisions.ts';
import { orderByNumber } from '../../../store/orders/orders.ts';
import { type Action, refused } from '../room.ts';
import type { StillOpenBody } from './body.ts';

/** Cancels what was to go to nobody else, as far as it has not left. */
const cancel: Action<StillOpenBody> = {
  role: 'admin',
  async run({ tx, now }, { card, arg }) {
    const order = await orderByNumber(tx.db, Number(arg));
    const n = order?.total === 1 ? await moveMessages(tx, order.id, 'cancel', now) : 0;
    await touchCards(tx, [card.id], now);
    if (!order || n === 0) return refused('button-late');
    return {
      toast: { id: 'button-cancelled', args: { n } },
      did: { orderId: order.id, onCard: order.card_id },
    };
  },
};

export const actions = { cancel };
