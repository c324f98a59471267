import { touchCards } from '../../../store/chats/cards.ts';
import { endInvitation } from '../../../store/people/invitations.ts';
import { type Action, done } from '../room.ts';
import type { InvitationBody } from './body.ts';

/** Lets nobody in by the link any more. */
const withdraw: Action<InvitationBody> = {
  role: 'admin',
  async run({ tx, now }, { card, body }) {
    await endInvitation(tx, body.invitationId, null, now);
    await touchCards(tx, [card.id], now);
    return done;
  },
};

export const actions = { withdraw };
