import { touchCards } from '../../../store/chats/cards.ts';
import { revokeToken } from '../../../store/programs/tokens.ts';
import { rewriteBody } from '../kind.ts';
import { type Action, done } from '../room.ts';
import { type TokenBody, tokenCard } from './body.ts';

/** It is copied: it need not stand in the chat any longer. */
const hide: Action<TokenBody> = {
  role: 'owner',
  async run({ tx, now }, { card, body }) {
    await rewriteBody(tx, tokenCard, card, { ...body, hidden: true }, now);
    return done;
  },
};

/** Nobody calls by it any more. */
const revoke: Action<TokenBody> = {
  role: 'owner',
  async run({ tx, now }, { card, body }) {
    await revokeToken(tx, body.tokenId, now);
    await touchCards(tx, [card.id], now);
    return done;
  },
};

export const actions = { hide, revoke };
