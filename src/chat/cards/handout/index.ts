import type { Room } from '../room.ts';
import { actions } from './actions.ts';
import { type HandoutBody, handoutCard } from './body.ts';
import { handoutView } from './view.ts';

export const handout: Room<HandoutBody> = { kind: handoutCard, seenBy: 'viewer', view: handoutView, actions };
