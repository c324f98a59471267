import type { Room } from '../room.ts';
import { type WholeBody, wholeCard } from './body.ts';
import { wholeView } from './view.ts';

export const whole: Room<WholeBody> = { kind: wholeCard, seenBy: 'operator', view: wholeView };
