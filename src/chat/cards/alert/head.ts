import type { Card } from '../../../store/chats/cards.ts';
import { type Alert, OF_EVENTS } from '../../../store/watch/alerts.ts';
import type { ViewContext } from '../../show/view.ts';
import { eventLines } from './events.ts';
import { stateLines } from './state.ts';

/** What an alert tells. */
export const linesOf = (context: ViewContext, card: Card, alert: Alert): Promise<string[]> =>
  alert.cause === OF_EVENTS ? eventLines(context, card, alert) : stateLines(context, alert);

/** The same in a line. */
export const headOf = async (context: ViewContext, card: Card, alert: Alert): Promise<string> =>
  (await linesOf(context, card, alert))[0] ?? '';
