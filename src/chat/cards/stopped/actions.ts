import { touchCards } from '../../../store/chats/cards.ts';
import { findOrder } from '../../../store/orders/orders.ts';
import { resumeCampaign } from '../resuming.ts';
import { type Action, refused } from '../room.ts';
import type { StoppedBody } from './body.ts';

/** One of the campaigns goes on. */
const resume: Action<StoppedBody> = {
  role: 'operator',
  async run(context, { card, body, arg }) {
    const { tx, now } = context;
    const order = await findOrder(tx.db, body.orders[Number(arg) - 1] ?? '');
    if (!order) return refused('button-late');
    const reply = await resumeCampaign(context, order, 'button-sending');
    await touchCards(tx, [card.id], now);
    return reply;
  },
};

export const actions = { resume };
