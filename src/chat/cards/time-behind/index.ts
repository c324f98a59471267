import type { Room } from '../room.ts';
import { actions } from './actions.ts';
import { type TimeBehindBody, timeBehindCard } from './body.ts';
import { timeBehindView } from './view.ts';

export const timeBehind: Room<TimeBehindBody> = {
  kind: timeBehindCard,
  seenBy: 'viewer',
  view: timeBehindView,
  wordless: () => null,
  actions,
};
