import type { Room } from '../room.ts';
import { actions } from './actions.ts';
import { type QueueBody, queueCard } from './body.ts';
import { shown, unshown } from './fate.ts';
import { queueView } from './view.ts';

export const queue: Room<QueueBody> = {
  kind: queueCard,
  seenBy: 'operator',
  view: queueView,
  actions,
  shown,
  unshown,
};
