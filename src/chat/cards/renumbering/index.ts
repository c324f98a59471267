import type { Room } from '../room.ts';
import { actions } from './actions.ts';
import { type RenumberingBody, renumberingCard } from './body.ts';
import { renumberingView } from './view.ts';

export const renumbering: Room<RenumberingBody> = {
  kind: renumberingCard,
  seenBy: 'operator',
  view: renumberingView,
  wordless: () => null,
  actions,
};
