import type { Room } from '../room.ts';
import { type HelpBody, helpCard } from './body.ts';
import { helpView } from './view.ts';

export const help: Room<HelpBody> = { kind: helpCard, seenBy: null, ownTaps: true, view: helpView };
