import type { Room } from '../room.ts';
import { actions } from './actions.ts';
import { type StopListBody, stopListCard } from './body.ts';
import { stopListView } from './view.ts';

export const stopList: Room<StopListBody> = {
  kind: stopListCard,
  seenBy: 'operator',
  view: stopListView,
  actions,
};
