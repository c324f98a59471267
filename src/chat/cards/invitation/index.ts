import type { Room } from '../room.ts';
import { actions } from './actions.ts';
import { type InvitationBody, invitationCard } from './body.ts';
import { invitationView } from './view.ts';

export const invitation: Room<InvitationBody> = {
  kind: invitationCard,
  seenBy: 'admin',
  view: invitationView,
  actions,
};
