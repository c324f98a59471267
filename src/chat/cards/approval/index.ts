import type { Room } from '../room.ts';
import { actions } from './actions.ts';
import { type ApprovalBody, approvalCard } from './body.ts';
import { approvalView } from './view.ts';

export const approval: Room<ApprovalBody> = {
  kind: approvalCard,
  seenBy: 'operator',
  view: approvalView,
  actions,
};
