import { type Tally, tallyOf } from '../../../store/campaigns/tallies.ts';
import type { Card } from '../../../store/chats/cards.ts';
import { waitsOf } from '../../../store/orders/documents.ts';
import { findOrder, type Order } from '../../../store/orders/orders.ts';
import { CAMPAIGN, CHANNEL } from '../../../store/tables/coded.ts';
import type { Button, View, ViewContext } from '../../show/view.ts';
import { dateWords } from '../../times/when.ts';
import { buttonsIn } from '../button.ts';
import { makerOf } from '../presser.ts';
import type { StoppedBody } from './body.ts';

/** Campaigns that have a line each: a button, too, and Telegram takes no more than 100 of them. */
const NAMED = 20;

const count = (tally: readonly Tally[], ...states: readonly Tally['state'][]): number =>
  tally.filter(({ state }) => states.includes(state)).reduce((sum, { count: n }) => sum + n, 0);

/**
 * Campaigns by who had them made and when: how many messages went of each, how many wait, and where it stands by now.
 * What they say is nobody's to read where they were not asked for.
 */
export async function stoppedView(
  context: ViewContext,
  _card: Card,
  { orders, scheduled, leftAlone }: StoppedBody,
): Promise<View> {
  const { db, locale } = context;
  const button = buttonsIn(locale);
  const n = orders.length - scheduled - leftAlone;
  const lines = [
    ...(n > 0 || orders.length === 0 ? [locale.t('stopped', { n })] : []),
    ...(scheduled > 0 ? [locale.t('stopped-scheduled', { n: scheduled })] : []),
    ...(leftAlone > 0 ? [locale.t('stopped-left-alone', { n: leftAlone })] : []),
  ];
  const buttons: Button[][] = [];
  for (const [index, id] of orders.slice(0, NAMED).entries()) {
    const order = await findOrder(db, id);
    if (!order) continue;
    const nth = index + 1;
    lines.push(`${nth}. ${await campaignLine(context, order)}`);
    if (order.campaign === CAMPAIGN.of.paused || order.waiting_for === 'stopped') {
      buttons.push([button(['resume', String(nth)], 'resume-nth', { nth })]);
    }
  }
  if (orders.length > NAMED) lines.push(locale.t('and-more', { n: orders.length - NAMED }));
  return { as: 'text', text: lines.join('\n'), buttons, atRest: true };
}

async function campaignLine(context: ViewContext, order: Order): Promise<string> {
  const { db, locale, settings, now } = context;
  const tally = await tallyOf(db, order);
  const total = tally.reduce((sum, { count: n }) => sum + n, 0);
  const waiting = count(tally, 'queued', 'waiting');
  const what = {
    channel: locale.t(`channel-${CHANNEL.name(order.channel)}`),
    maker: await makerOf(context, order),
    time: locale.time(order.created_at, now),
  };
  const waits = waitsOf(order);
  const [reason] = waits;
  if (
    order.send_at !== null &&
    waits.includes('schedule') &&
    (reason === 'stopped' || reason === 'schedule')
  ) {
    const when = dateWords(locale, settings.timeZone, order.send_at, now);
    return locale.t('stopped-set', { ...what, when, state: reason });
  }
  return locale.t('stopped-campaign', {
    ...what,
    gone: total - waiting - count(tally, 'cancelled'),
    total,
    waiting,
    state: order.campaign === null ? stateOfFew(order, tally) : CAMPAIGN.name(order.campaign),
  });
}

/** Where an order of a few stands, in the words of campaigns; none: it waits for a word. */
function stateOfFew({ waiting_for }: Order, tally: readonly Tally[]): '' | 'running' | 'cancelled' | 'done' {
  if (waiting_for !== null) return '';
  if (count(tally, 'queued') > 0) return 'running';
  return count(tally, 'cancelled') > 0 ? 'cancelled' : 'done';
}
