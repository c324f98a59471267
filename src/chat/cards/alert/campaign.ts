import { isFailed, isFinal } from '../../../messages/status.ts';
import { tallyOf } from '../../../store/campaigns/tallies.ts';
import { orderByNumber } from '../../../store/orders/orders.ts';
import { CAMPAIGN, CHANNEL } from '../../../store/tables/coded.ts';
import type { ViewContext } from '../../show/view.ts';
import { progressLines } from '../figures.ts';
import { pausedLines } from '../halting.ts';
import { makerOf } from '../presser.ts';
import { byFrequency, countedBy } from '../progress.ts';
import { reasonOf } from '../reason.ts';
import type { AboutOf, Facts } from './facts.ts';

/** Reasons that are spelled out. */
const REASONS = 3;

/** Where a campaign is by now: while it runs no figures stand here, its own card has them. */
export async function campaignLines(
  context: ViewContext,
  about: AboutOf<'campaign'>,
  { since }: Facts,
): Promise<string[]> {
  const { db, locale, now } = context;
  const order = await orderByNumber(db, about.order);
  if (!order || order.campaign === null) return [locale.t('alert-campaign-gone')];
  const campaign = CAMPAIGN.name(order.campaign);
  const tally = await tallyOf(db, order);
  const isOver = tally.every(({ state }) => isFinal(state));
  const state = campaign === 'running' && isOver ? 'done' : campaign;
  const name = await makerOf(context, order);
  const sender = order.sender ? ` · ${order.sender}` : '';
  const what = `${locale.t(`channel-${CHANNEL.name(order.channel)}`)}${sender}`;
  const head = locale.t('alert-campaign-state', {
    state,
    recipients: locale.t('recipients', { n: order.total }),
    what,
    name,
    time: locale.time(since, now),
  });
  if (state === 'running') return [head];
  if (state !== 'done' && state !== 'cancelled') {
    return [head, ...(await pausedLines(context, { id: order.card_id ?? '' }, { campaign }, tally))];
  }
  const failed = tally.filter((one) => isFailed(one.state));
  const reasons = byFrequency(countedBy(failed, (end) => reasonOf(context, end)));
  return [
    head,
    ...progressLines(context, tally, order.total),
    ...reasons.slice(0, REASONS).map(([reason, n]) => `${reason}: ${locale.number(n)}`),
  ];
}
