import { moveMessages } from '../../../store/orders/decisions.ts';
import { rewriteBody } from '../kind.ts';
import { type Action, done, refused } from '../room.ts';
import { type UntilOnBody, untilOnCard } from './body.ts';

/** Nobody asks any more; what has not left does not. */
const stop: Action<UntilOnBody> = {
  role: 'viewer',
  async run({ tx, now }, { card, body }) {
    if (body.over) return refused('button-late');
    const last = body.orders.at(-1);
    if (last !== undefined) await moveMessages(tx, last, 'cancel', now);
    await rewriteBody(tx, untilOnCard, card, { ...body, over: { how: 'stopped', at: now } }, now);
    return done;
  },
};

export const actions = { stop };
