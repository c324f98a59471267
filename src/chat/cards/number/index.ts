import type { Room } from '../room.ts';
import { actions } from './actions.ts';
import { type NumberBody, numberCard } from './body.ts';
import { numberView } from './view.ts';

export const number: Room<NumberBody> = {
  kind: numberCard,
  seenBy: 'viewer',
  view: numberView,
  wordless: () => null,
  actions,
};
