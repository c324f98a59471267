import type { Room } from '../room.ts';
import { stormCard } from './body.ts';
import { stormView } from './view.ts';

export const storm: Room = { kind: stormCard, seenBy: 'operator', view: stormView };
