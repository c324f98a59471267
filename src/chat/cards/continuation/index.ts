import type { Room } from '../room.ts';
import { actions } from './actions.ts';
import { type ContinuationBody, continuationCard } from './body.ts';
import { continuationView } from './view.ts';

export const continuation: Room<ContinuationBody> = {
  kind: continuationCard,
  seenBy: 'viewer',
  view: continuationView,
  wordless: () => null,
  actions,
};
