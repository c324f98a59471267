import type { Room } from '../room.ts';
import { actions, renamed } from './actions.ts';
import { inboxCard } from './body.ts';
import { inboxView } from './view.ts';

export const inbox: Room = { kind: inboxCard, seenBy: 'operator', view: inboxView, actions, renamed };
