import type { Room } from '../room.ts';
import { actions } from './actions.ts';
import { type CannedBody, cannedCard } from './body.ts';
import { cannedView } from './view.ts';

export const canned: Room<CannedBody> = { kind: cannedCard, seenBy: 'operator', view: cannedView, actions };
