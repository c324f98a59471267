import { askBalance } from '../../money/balance.ts';
import { type Action, done } from '../room.ts';

/** Asks the provider once more. */
const refresh: Action = {
  role: 'operator',
  async run(context, { card }) {
    await askBalance(context, card.id);
    return done;
  },
};

export const actions = { refresh };
