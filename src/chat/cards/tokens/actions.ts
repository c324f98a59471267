import { touchCards } from '../../../store/chats/cards.ts';
import { liveTokens, revokeToken } from '../../../store/programs/tokens.ts';
import { type Action, done, refused } from '../room.ts';

/** Nobody calls by the token of that name any more. */
const revoke: Action = {
  role: 'owner',
  async run({ tx, now }, { card, arg }) {
    const token = (await liveTokens(tx.db)).find(({ name }) => name === arg);
    if (!token || !(await revokeToken(tx, token.id, now))) return refused('button-late');
    await touchCards(tx, [card.id], now);
    return done;
  },
};

export const actions = { revoke };
