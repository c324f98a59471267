import type { Room } from '../room.ts';
import { actions } from './actions.ts';
import { type HookBody, hookCard } from './body.ts';
import { hookView } from './view.ts';

export const hook: Room<HookBody> = {
  kind: hookCard,
  seenBy: 'admin',
  ownTaps: true,
  view: hookView,
  actions,
};
