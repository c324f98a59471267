import type { Room } from '../room.ts';
import { actions } from './actions.ts';
import { type StillOpenBody, stillOpenCard } from './body.ts';
import { stillOpenView } from './view.ts';

export const stillOpen: Room<StillOpenBody> = {
  kind: stillOpenCard,
  seenBy: 'admin',
  view: stillOpenView,
  wordless: () => null,
  actions,
};
