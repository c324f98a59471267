import type { Room } from '../room.ts';
import { actions } from './actions.ts';
import { healthCard } from './body.ts';
import { healthView } from './view.ts';

export const health: Room = { kind: healthCard, seenBy: 'viewer', view: healthView, actions };
