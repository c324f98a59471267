import { FormattedString } from '@grammyjs/parse-mode';
import { type Alert, findAlert, OF_EVENTS } from '../../../store/alerts.ts';
import type { Card } from '../../../store/cards.ts';
import { findWatch } from '../../../store/watches.ts';
import type { Watch } from '../../../store/watches-at-hand.ts';
import { MUTES } from '../../../watch/mute.ts';
import type { Button, View, ViewContext } from '../../show/view.ts';
import { buttonsIn } from '../button.ts';
import { forgottenView } from '../forgotten.ts';
import { nameById } from '../presser.ts';
import type { AlertBody } from './body.ts';
import { linesOf } from './head.ts';

/** How often a state of things that lasts is told anew (ms). */
const RETOLD_MS = 60_000;

/** What has happened, who sees to it, and what can be done about it. */
export async function alertView(context: ViewContext, card: Card, { alertId }: AlertBody): Promise<View> {
  const { db, locale, now } = context;
  const alert = await findAlert(db, alertId);
  if (!alert) return forgottenView(locale);
  const watch = await findWatch(db, alert.watch_id);
  const isOfEvents = alert.cause === OF_EVENTS;
  const lines = [
    ...(await linesOf(context, card, alert)),
    ...(await seenToLines(context, alert)),
    ...mutedLines(context, watch),
  ];
  const isOver = alert.ended_at !== null;
  return {
    as: 'text',
    text: FormattedString.join(lines, '\n'),
    buttons: buttonsOf(context, alert, watch),
    atRest: isOver,
    silent: watch?.watched.kind === 'delivered',
    ...(isOver || isOfEvents ? {} : { changesAt: now + RETOLD_MS }),
  };
}

async function seenToLines(
  { db, locale, now }: ViewContext,
  { acked_by, acked_at }: Alert,
): Promise<string[]> {
  if (acked_at === null) return [];
  return [locale.t('alert-acked', { name: await nameById(db, acked_by), time: locale.time(acked_at, now) })];
}

/** Until when nothing is said, by the clock of whoever reads it where their Telegram can tell. */
function mutedLines({ locale, now }: ViewContext, watch: Watch | undefined): FormattedString[] {
  const until = watch?.mutedUntil ?? 0;
  if (until <= now) return [];
  const [before = '', after = ''] = locale.t('alert-muted', { time: '\u{F0000}' }).split('\u{F0000}');
  const time = FormattedString.time(locale.time(until, now), Math.ceil(until / 1000), 'dt');
  return [FormattedString.join([before, time, after])];
}

/** Whether somebody has to see to it: not to what arrived, nor to a state of things that is over. */
const isForSomebody = ({ cause, ended_at }: Alert, watch: Watch | undefined): boolean =>
  cause === OF_EVENTS ? watch?.watched.kind !== 'delivered' : ended_at === null;

function buttonsOf({ locale, now }: ViewContext, alert: Alert, watch: Watch | undefined): Button[][] {
  const button = buttonsIn(locale);
  const isMuted = (watch?.mutedUntil ?? 0) > now;
  const mutes = isMuted ? [button('unmute')] : MUTES.map((mute) => button(['mute', mute], `mute-${mute}`));
  const rows = [
    isForSomebody(alert, watch) && alert.acked_at === null ? [button('ack')] : [],
    watch ? mutes : [],
    alert.cause === OF_EVENTS ? [button('numbers'), button('file', 'report')] : [],
  ];
  return rows.filter((row) => row.length > 0);
}
