import type { Room } from '../room.ts';
import { actions } from './actions.ts';
import { type UnreleasedBody, unreleasedCard } from './body.ts';
import { unreleasedView } from './view.ts';

export const unreleased: Room<UnreleasedBody> = {
  kind: unreleasedCard,
  seenBy: 'admin',
  view: unreleasedView,
  actions,
};
