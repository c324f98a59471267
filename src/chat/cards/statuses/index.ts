import type { Room } from '../room.ts';
import { actions } from './actions.ts';
import { type StatusesBody, statusesCard } from './body.ts';
import { statusesView } from './view.ts';

export const statuses: Room<StatusesBody> = {
  kind: statusesCard,
  seenBy: 'viewer',
  view: statusesView,
  actions,
};
