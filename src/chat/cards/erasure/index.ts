import type { Room } from '../room.ts';
import { actions } from './actions.ts';
import { type ErasureBody, erasureCard } from './body.ts';
import { erasureView } from './view.ts';

export const erasure: Room<ErasureBody> = {
  kind: erasureCard,
  seenBy: 'admin',
  view: erasureView,
  wordless: (body) => ({ ...body, number: '' }),
  actions,
};
