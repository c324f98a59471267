import type { Room } from '../room.ts';
import { actions } from './actions.ts';
import { type ScheduledBody, scheduledCard } from './body.ts';
import { scheduledView } from './view.ts';

export const scheduled: Room<ScheduledBody> = {
  kind: scheduledCard,
  seenBy: 'operator',
  view: scheduledView,
  actions,
};
