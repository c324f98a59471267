import { FormattedString } from '@grammyjs/parse-mode';
import type { Card } from '../../../store/chats/cards.ts';
import { alertsOn } from '../../../store/watch/alerts.ts';
import type { View, ViewContext } from '../../show/view.ts';
import { headOf } from '../alert/head.ts';
import { mutedLines } from '../alert/muted.ts';
import { withWatches } from '../alert/summary.ts';
import { forgottenView } from '../forgotten.ts';

/** Alerts that are listed; the rest is counted. */
const LISTED = 20;

/** A line for each of the alerts. */
export async function stormView(context: ViewContext, card: Card): Promise<View> {
  const { db, locale } = context;
  const alerts = await alertsOn(db, card.id);
  if (alerts.length === 0) return forgottenView(locale);
  const lines: string[] = [];
  for (const alert of alerts.slice(0, LISTED)) lines.push(await headOf(context, card, alert));
  const more = alerts.length > LISTED ? [locale.t('and-more', { n: alerts.length - LISTED })] : [];
  const muted = mutedLines(context, await withWatches(context, alerts));
  return {
    as: 'text',
    text: FormattedString.join([locale.t('storm', { n: alerts.length }), ...lines, ...more, ...muted], '\n'),
    buttons: [],
    atRest: alerts.every(({ ended_at }) => ended_at !== null),
  };
}
