import type { Room } from '../room.ts';
import { actions } from './actions.ts';
import { type RejectionBody, rejectionCard } from './body.ts';
import { rejectionView } from './view.ts';

export const rejection: Room<RejectionBody> = {
  kind: rejectionCard,
  seenBy: 'operator',
  view: rejectionView,
  actions,
};
