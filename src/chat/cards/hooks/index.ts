import type { Room } from '../room.ts';
import { actions } from './actions.ts';
import { hooksCard } from './body.ts';
import { hooksView } from './view.ts';

export const hooks: Room = { kind: hooksCard, seenBy: 'admin', ownTaps: true, view: hooksView, actions };
