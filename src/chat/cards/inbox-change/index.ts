import type { Room } from '../room.ts';
import { actions } from './actions.ts';
import { type InboxChangeBody, inboxChangeCard } from './body.ts';
import { inboxChangeView } from './view.ts';

export const inboxChange: Room<InboxChangeBody> = {
  kind: inboxChangeCard,
  seenBy: 'admin',
  view: inboxChangeView,
  actions,
};
