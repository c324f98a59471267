import type { Room } from '../room.ts';
import { actions } from './actions.ts';
import { type AlertBody, alertCard } from './body.ts';
import { shown, unshown } from './fate.ts';
import { alertView } from './view.ts';

export const alert: Room<AlertBody> = {
  kind: alertCard,
  seenBy: 'operator',
  view: alertView,
  actions,
  shown,
  unshown,
};
