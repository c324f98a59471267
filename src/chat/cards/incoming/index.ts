import type { Room } from '../room.ts';
import { actions } from './actions.ts';
import { type IncomingBody, incomingCard } from './body.ts';
import { shown, unshown } from './fate.ts';
import { incomingView } from './view.ts';

export const incoming: Room<IncomingBody> = {
  kind: incomingCard,
  seenBy: 'operator',
  view: incomingView,
  actions,
  shown,
  unshown,
};
