import type { Card } from '../../../store/chats/cards.ts';
import { type Alert, OF_EVENTS } from '../../../store/watch/alerts.ts';
import { findWatch } from '../../../store/watch/watches.ts';
import type { Watch } from '../../../store/watch/watches-at-hand.ts';
import { byWeight } from '../../../watch/weight.ts';
import type { ViewContext } from '../../show/view.ts';
import { headOf } from './head.ts';

/** Alerts that are listed; the rest is counted. */
const LISTED = 20;

/** An alert, and the watch that is told of it, if it is still there. */
export interface Watched {
  readonly alert: Alert;
  readonly watch: Watch | undefined;
}

export async function withWatches(
  { db }: Pick<ViewContext, 'db'>,
  alerts: readonly Alert[],
): Promise<Watched[]> {
  const watched: Watched[] = [];
  for (const alert of alerts) watched.push({ alert, watch: await findWatch(db, alert.watch_id) });
  return watched;
}

/** A line for each of the alerts that Telegram could not be told of in time, the heaviest first. */
export async function summaryLines(
  context: ViewContext,
  card: Card,
  watched: readonly Watched[],
): Promise<string[]> {
  const { locale } = context;
  const inOrder = watched
    .map(({ alert, watch }) => {
      const { cause, began_at } = alert;
      const [state = ''] = cause.split(' ');
      return { alert, of: cause === OF_EVENTS ? (watch?.watched.kind ?? '') : state, beganAt: began_at };
    })
    .toSorted(byWeight);
  const lines = [locale.t('alerts-late', { n: watched.length })];
  for (const { alert } of inOrder.slice(0, LISTED)) lines.push(await headOf(context, card, alert));
  if (inOrder.length > LISTED) lines.push(locale.t('and-more', { n: inOrder.length - LISTED }));
  return lines;
}
