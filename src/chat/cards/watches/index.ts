import type { Room } from '../room.ts';
import { actions } from './actions.ts';
import { type WatchesBody, watchesCard } from './body.ts';
import { watchesView } from './view.ts';

export const watches: Room<WatchesBody> = {
  kind: watchesCard,
  seenBy: 'operator',
  view: watchesView,
  actions,
  // A line of before may have a number in it.
  wordless: () => ({ replaced: null, open: null, only: null, page: 0, said: null }),
};
