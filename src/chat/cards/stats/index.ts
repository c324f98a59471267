import type { Room } from '../room.ts';
import { actions } from './actions.ts';
import { type StatsBody, statsCard } from './body.ts';
import { statsView } from './view.ts';

export const stats: Room<StatsBody> = {
  kind: statsCard,
  seenBy: 'viewer',
  view: statsView,
  // A filter may be a number.
  wordless: (body) => (body.asked.filter.number === undefined ? body : null),
  actions,
};
