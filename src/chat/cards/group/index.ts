import type { Room } from '../room.ts';
import { actions } from './actions.ts';
import { type GroupBody, groupCard } from './body.ts';
import { groupView } from './view.ts';

export const group: Room<GroupBody> = { kind: groupCard, seenBy: 'operator', view: groupView, actions };
