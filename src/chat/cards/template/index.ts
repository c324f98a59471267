import type { Room } from '../room.ts';
import { actions } from './actions.ts';
import { type TemplateBody, templateCard } from './body.ts';
import { templateView } from './view.ts';

export const template: Room<TemplateBody> = {
  kind: templateCard,
  seenBy: 'operator',
  view: templateView,
  actions,
};
