import type { Room } from '../room.ts';
import { type OnAgainBody, onAgainCard } from './body.ts';
import { onAgainView } from './view.ts';

export const onAgain: Room<OnAgainBody> = {
  kind: onAgainCard,
  seenBy: 'viewer',
  view: onAgainView,
  wordless: () => null,
};
