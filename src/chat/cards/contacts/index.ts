import type { Room } from '../room.ts';
import { actions } from './actions.ts';
import { type ContactsBody, contactsCard } from './body.ts';
import { contactsView } from './view.ts';

export const contacts: Room<ContactsBody> = {
  kind: contactsCard,
  seenBy: 'operator',
  view: contactsView,
  actions,
};
