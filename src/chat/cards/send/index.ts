import { untyped } from '../bad-recipients.ts';
import type { Room } from '../room.ts';
import { actions } from './actions.ts';
import { type SendBody, sendCard } from './body.ts';
import { sendView } from './view.ts';

export const send: Room<SendBody> = {
  kind: sendCard,
  seenBy: 'viewer',
  view: sendView,
  wordless: (body) => ({
    ...body,
    duplicates: [],
    bad: untyped(body.bad),
    beside: [],
    callsOnly: [],
    table: null,
    names: {},
  }),
  actions,
};
