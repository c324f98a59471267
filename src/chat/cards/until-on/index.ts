import type { Room } from '../room.ts';
import { actions } from './actions.ts';
import { type UntilOnBody, untilOnCard } from './body.ts';
import { untilOnView } from './view.ts';

export const untilOn: Room<UntilOnBody> = {
  kind: untilOnCard,
  seenBy: 'viewer',
  view: untilOnView,
  wordless: () => null,
  actions,
};
