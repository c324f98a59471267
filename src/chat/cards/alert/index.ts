import { findAlert } from '../../../store/watch/alerts.ts';
import type { Room } from '../room.ts';
import { shownIn, unshownIn } from '../watched-place.ts';
import { actions } from './actions.ts';
import { type AlertBody, alertCard } from './body.ts';
import { alertView } from './view.ts';

export const alert: Room<AlertBody> = {
  kind: alertCard,
  seenBy: 'operator',
  view: alertView,
  actions,
  async shown(answered, card, { alertId }) {
    const alert = await findAlert(answered.tx.db, alertId);
    if (alert) await shownIn(answered, card, alert.thread_id);
  },
  unshown: (answered, card, _body, why) => unshownIn(answered, card, why),
};
