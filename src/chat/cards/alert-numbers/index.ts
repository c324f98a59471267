import type { Room } from '../room.ts';
import { type AlertNumbersBody, alertNumbersCard } from './body.ts';
import { alertNumbersView } from './view.ts';

export const alertNumbers: Room<AlertNumbersBody> = {
  kind: alertNumbersCard,
  seenBy: 'operator',
  view: alertNumbersView,
};
