import type { Room } from '../room.ts';
import { type WatchTestBody, watchTestCard } from './body.ts';
import { watchTestView } from './view.ts';

export const watchTest: Room<WatchTestBody> = {
  kind: watchTestCard,
  seenBy: 'operator',
  view: watchTestView,
  // A filter may be a number.
  wordless: () => null,
};
