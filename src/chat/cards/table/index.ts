import type { Room } from '../room.ts';
import { actions } from './actions.ts';
import { type TableBody, tableCard } from './body.ts';
import { tableView } from './view.ts';

export const table: Room<TableBody> = {
  kind: tableCard,
  seenBy: 'viewer',
  view: tableView,
  wordless: () => null,
  actions,
};
