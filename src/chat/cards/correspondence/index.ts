import type { Room } from '../room.ts';
import { actions } from './actions.ts';
import { type CorrespondenceBody, correspondenceCard } from './body.ts';
import { correspondenceView } from './view.ts';

export const correspondence: Room<CorrespondenceBody> = {
  kind: correspondenceCard,
  seenBy: 'operator',
  view: correspondenceView,
  wordless: () => null,
  actions,
};
