import type { Room } from '../room.ts';
import { type GroupsBody, groupsCard } from './body.ts';
import { groupsView } from './view.ts';

export const groups: Room<GroupsBody> = { kind: groupsCard, seenBy: 'operator', view: groupsView };
