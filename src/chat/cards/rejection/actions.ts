import { orderByNumber } from '../../../store/orders/orders.ts';
import { decideAbout } from '../approving.ts';
import { type Action, refused } from '../room.ts';
import type { RejectionBody } from './body.ts';

/** For one of the reasons that are at hand. */
const reject: Action<RejectionBody> = {
  role: 'operator',
  async run(context, { body, arg }) {
    const order = await orderByNumber(context.tx.db, body.orderNumber);
    return order ? decideAbout(context, order, { outcome: 'rejected', reason: arg }) : refused('button-late');
  },
};

export const actions = { reject };
