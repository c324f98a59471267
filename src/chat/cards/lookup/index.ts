import { untyped } from '../bad-recipients.ts';
import type { Room } from '../room.ts';
import { actions } from './actions.ts';
import { type LookupBody, lookupCard } from './body.ts';
import { lookupView } from './view.ts';

export const lookup: Room<LookupBody> = {
  kind: lookupCard,
  seenBy: 'viewer',
  view: lookupView,
  wordless: (body) => ({ ...body, duplicates: [], bad: untyped(body.bad), table: null, names: {} }),
  actions,
};
