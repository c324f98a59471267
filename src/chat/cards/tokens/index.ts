import type { Room } from '../room.ts';
import { actions } from './actions.ts';
import { tokensCard } from './body.ts';
import { tokensView } from './view.ts';

export const tokens: Room = { kind: tokensCard, seenBy: 'owner', ownTaps: true, view: tokensView, actions };
