import type { Room } from '../room.ts';
import { actions } from './actions.ts';
import { type StoppedBody, stoppedCard } from './body.ts';
import { stoppedView } from './view.ts';

export const stopped: Room<StoppedBody> = {
  kind: stoppedCard,
  seenBy: 'operator',
  view: stoppedView,
  actions,
};
