import type { Room } from '../room.ts';
import { actions, renamed } from './actions.ts';
import { type LanguageBody, languageCard } from './body.ts';
import { languageView } from './view.ts';

export const language: Room<LanguageBody> = {
  kind: languageCard,
  seenBy: 'viewer',
  ownTaps: true,
  view: languageView,
  actions,
  renamed,
};
