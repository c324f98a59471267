import { FormattedString } from '@grammyjs/parse-mode';
import type { Card } from '../../../store/chats/cards.ts';
import { type Alert, alertsOn, OF_EVENTS } from '../../../store/watch/alerts.ts';
import { isOfCampaign } from '../../../store/watch/campaign-alerts.ts';
import { isCauseMuted } from '../../../store/watch/watches-at-hand.ts';
import { MUTES } from '../../../watch/mute.ts';
import type { WatchKind } from '../../../watch/watched.ts';
import type { Button, View, ViewContext } from '../../show/view.ts';
import { buttonsIn } from '../button.ts';
import { forgottenView } from '../forgotten.ts';
import { nameById } from '../presser.ts';
import { doubtsOf } from './events.ts';
import { linesOf } from './head.ts';
import { mutedLines } from './muted.ts';
import { summaryLines, type Watched, withWatches } from './summary.ts';

/** How often a state of things that lasts is told anew, and a campaign looked at, which tells its end by itself (ms). */
const RETOLD_MS = { state: 60_000, campaign: 5_000 } as const;

/** For so long (ms) what is in doubt may still be decided, or told by the provider. */
const SETTLED_WITHIN_MS = 48 * 3600 * 1000;

/** What they tell is for nobody to see to. */
const INFORMING: readonly (WatchKind | undefined)[] = ['delivered', 'campaign'];

/** What has happened, who sees to it, and what can be done about it. */
export async function alertView(context: ViewContext, card: Card): Promise<View> {
  const { db, locale, now } = context;
  const watched = await withWatches(context, await alertsOn(db, card.id));
  const [first] = watched;
  if (!first) return forgottenView(locale);
  const told =
    watched.length > 1
      ? await summaryLines(context, card, watched)
      : await linesOf(context, card, first.alert);
  const lines = [...told, ...(await seenToLines(context, first.alert)), ...mutedLines(context, watched)];
  const isOver = watched.every(({ alert }) => alert.ended_at !== null);
  const isOfEvents = watched.every(({ alert }) => alert.cause === OF_EVENTS);
  const isOfCampaigns = watched.some(({ alert }) => isOfCampaign(alert));
  // That a message is in doubt no more is nothing that happens to the alert.
  const doubts = isOfEvents ? await doubtsOf(context, first.alert) : null;
  const mayBeSettled = doubts !== null && doubts.left > 0 && now - first.alert.last_at < SETTLED_WITHIN_MS;
  const isLasting = mayBeSettled || !(isOver || isOfEvents);
  return {
    as: 'text',
    text: FormattedString.join(lines, '\n'),
    buttons: buttonsOf(context, watched),
    atRest: isOver,
    silent: watched.every(({ watch }) => watch?.watched.silent || INFORMING.includes(watch?.watched.kind)),
    ...(!isLasting ? {} : { changesAt: now + RETOLD_MS[isOfCampaigns ? 'campaign' : 'state'] }),
  };
}

async function seenToLines(
  { db, locale, now }: ViewContext,
  { acked_by, acked_at }: Alert,
): Promise<string[]> {
  if (acked_at === null) return [];
  return [locale.t('alert-acked', { name: await nameById(db, acked_by), time: locale.time(acked_at, now) })];
}

/** Whether somebody has to see to it: not to what only informs, nor to a state of things that is over. */
const isForSomebody = ({ alert, watch }: Watched): boolean =>
  !INFORMING.includes(watch?.watched.kind) && (alert.cause === OF_EVENTS || alert.ended_at === null);

function buttonsOf({ locale, now }: ViewContext, watched: readonly Watched[]): Button[][] {
  const button = buttonsIn(locale);
  const areMuted = watched.every(({ alert, watch }) => watch && isCauseMuted(watch, alert.cause, now));
  const mutes = areMuted ? [button('unmute')] : MUTES.map((mute) => button(['mute', mute], `mute-${mute}`));
  const isOpen = watched.some((one) => isForSomebody(one) && one.alert.acked_at === null);
  const [only, ...more] = watched;
  const hasMessages =
    more.length === 0 && only?.alert.cause === OF_EVENTS && only.watch?.watched.kind !== 'incoming';
  const rows = [
    isOpen ? [button('ack')] : [],
    watched.some(({ watch }) => watch) ? mutes : [],
    hasMessages ? [button('numbers'), button('file', 'report')] : [],
  ];
  return rows.filter((row) => row.length > 0);
}
