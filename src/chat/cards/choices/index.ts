import type { Room } from '../room.ts';
import { actions } from './actions.ts';
import { type ChoicesBody, choicesCard } from './body.ts';
import { choicesView } from './view.ts';

export const choices: Room<ChoicesBody> = {
  kind: choicesCard,
  seenBy: 'operator',
  view: choicesView,
  actions,
};
