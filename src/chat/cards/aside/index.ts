import type { Room } from '../room.ts';
import { actions } from './actions.ts';
import { type AsideBody, asideCard } from './body.ts';
import { asideView } from './view.ts';

export const aside: Room<AsideBody> = {
  kind: asideCard,
  seenBy: 'viewer',
  view: asideView,
  wordless: () => null,
  actions,
};
