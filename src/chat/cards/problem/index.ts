import type { Room } from '../room.ts';
import { type ProblemBody, problemCard } from './body.ts';
import { problemView } from './view.ts';

export const problem: Room<ProblemBody> = {
  kind: problemCard,
  seenBy: 'viewer',
  ownTaps: true,
  view: problemView,
  wordless: () => null,
};
