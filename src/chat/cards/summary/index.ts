import type { Room } from '../room.ts';
import { actions } from '../stats/actions.ts';
import { shownIn, unshownIn } from '../watched-place.ts';
import { type SummaryBody, summaryCard } from './body.ts';
import { summaryView } from './view.ts';

export const summary: Room<SummaryBody> = {
  kind: summaryCard,
  seenBy: 'viewer',
  view: summaryView,
  actions,
  shown: (answered, card, { threadId }) => shownIn(answered, card, threadId),
  unshown: (answered, card, _body, why) => unshownIn(answered, card, why),
};
