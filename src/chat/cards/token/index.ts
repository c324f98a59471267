import type { Room } from '../room.ts';
import { actions } from './actions.ts';
import { type TokenBody, tokenCard } from './body.ts';
import { tokenView } from './view.ts';

export const token: Room<TokenBody> = {
  kind: tokenCard,
  seenBy: 'owner',
  ownTaps: true,
  view: tokenView,
  actions,
};
