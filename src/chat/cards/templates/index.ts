import type { Room } from '../room.ts';
import { actions } from './actions.ts';
import { type TemplatesBody, templatesCard } from './body.ts';
import { templatesView } from './view.ts';

export const templates: Room<TemplatesBody> = {
  kind: templatesCard,
  seenBy: 'operator',
  view: templatesView,
  actions,
};
