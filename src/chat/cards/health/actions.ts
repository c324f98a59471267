import { touchCards } from '../../../store/cards.ts';
import { type Action, done } from '../room.ts';

/** Says how it stands now. */
const refresh: Action = {
  role: 'viewer',
  async run({ tx, now }, { card }) {
    await touchCards(tx, [card.id], now);
    return done;
  },
};

export const actions = { refresh };
