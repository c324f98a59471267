import type { Room } from '../room.ts';
import { peopleCard } from './body.ts';
import { peopleView } from './view.ts';

export const people: Room = { kind: peopleCard, seenBy: 'admin', view: peopleView };
