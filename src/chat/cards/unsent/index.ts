import type { Room } from '../room.ts';
import { type UnsentBody, unsentCard } from './body.ts';
import { unsentView } from './view.ts';

export const unsent: Room<UnsentBody> = {
  kind: unsentCard,
  seenBy: 'viewer',
  view: unsentView,
  wordless: () => null,
};
