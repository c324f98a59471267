import type { Room } from '../room.ts';
import { actions, renamed } from './actions.ts';
import { type HistoryBody, historyCard } from './body.ts';
import { historyView } from './view.ts';

export const history: Room<HistoryBody> = {
  kind: historyCard,
  seenBy: 'viewer',
  view: historyView,
  actions,
  renamed,
};
