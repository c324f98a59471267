import type { Room } from '../room.ts';
import { actions } from './actions.ts';
import { type ContactBody, contactCard } from './body.ts';
import { contactView } from './view.ts';

export const contact: Room<ContactBody> = {
  kind: contactCard,
  seenBy: 'operator',
  view: contactView,
  actions,
};
