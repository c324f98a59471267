import type { Card } from '../../../store/chats/cards.ts';
import { type Alert, OF_EVENTS } from '../../../store/watch/alerts.ts';
import { shorten, type ViewContext } from '../../show/view.ts';
import { eventLines } from './events.ts';
import { EACH } from './outside.ts';
import { stateLines } from './state.ts';

/** What an alert tells. */
export const linesOf = (context: ViewContext, card: Card, alert: Alert): Promise<string[]> =>
  alert.cause === OF_EVENTS ? eventLines(context, card, alert) : stateLines(context, alert);

/** Characters of it in a line of many. */
const LINE_LENGTH = 150;

/** The same in a line; of what other programs' monitoring says with where it is and what. */
export async function headOf(context: ViewContext, card: Card, alert: Alert): Promise<string> {
  const [head = '', next = ''] = await linesOf(context, card, alert);
  return shorten(next.startsWith(EACH) ? `${head} · ${next.slice(EACH.length)}` : head, LINE_LENGTH);
}
