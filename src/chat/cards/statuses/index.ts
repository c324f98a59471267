import type { Room } from '../room.ts';
import { actions } from './actions.ts';
import { type StatusesBody, statusesCard } from './body.ts';
import { statusesView } from './view.ts';

export const statuses: Room<StatusesBody> = {
  kind: statusesCard,
  seenBy: 'viewer',
  view: statusesView,
  // What no message has for an id may be anything.
  wordless(body) {
    const lines = body.lines.filter((line) => 'message' in line);
    return lines.length > 0 ? { ...body, lines } : null;
  },
  actions,
};
