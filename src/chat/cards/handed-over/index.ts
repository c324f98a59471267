import type { Room } from '../room.ts';
import { type HandedOverBody, handedOverCard } from './body.ts';
import { handedOverView } from './view.ts';

export const handedOver: Room<HandedOverBody> = {
  kind: handedOverCard,
  seenBy: 'operator',
  view: handedOverView,
};
