import { messagesOfCard } from '../../../store/attempts/outbox.ts';
import type { Card } from '../../../store/chats/cards.ts';
import { costOfOrders } from '../../../store/orders/order-costs.ts';
import { moneyIn } from '../../money/money.ts';
import type { View, ViewContext } from '../../show/view.ts';
import { buttonsIn } from '../button.ts';
import { findingOf } from '../lookup/finding.ts';
import { seenAddress, sightOf } from '../sight.ts';
import type { UntilOnBody } from './body.ts';
import { timesOf } from './times.ts';

/** Times of further attempts that are named. */
const NAMED = 4;

/** "📡 Ping +7 … 📴 the phone is off · again at 14:05, 14:15 · until 16:00 · 0.60 so far" */
export async function untilOnView(context: ViewContext, card: Card, body: UntilOnBody): Promise<View> {
  const { db, locale, settings, now } = context;
  const { to, orders, endsAt, over } = body;
  const [last] = await messagesOfCard(db, card.id, 1);
  // It goes on for a day at most, so no date is needed.
  const hour = (at: number) => locale.minute(at, at);
  const number = seenAddress(
    sightOf(context, card, { chat_id: card.chat_id, campaign: null }, body.names),
    to,
  );
  const head = `${locale.t('channel-ping')} ${number}`;
  const cost = await costOfOrders(db, orders);
  const money = cost === 0 ? null : moneyIn(locale, settings, cost);
  if (over) {
    const words = locale.t(`until-on-${over.how}`, { time: locale.minute(over.at, now), n: orders.length });
    const text = [`${head} ${words}`, money].filter((one) => one !== null).join(' · ');
    return { as: 'text', text, buttons: [], atRest: true };
  }
  const finding = last ? findingOf(locale, last) : null;
  const times = timesOf(body)
    .slice(orders.length, orders.length + NAMED)
    .map(hour);
  const pieces = [
    finding ? `${finding.sign} ${finding.words}` : '⏳',
    times.length > 0 ? locale.t('until-on-again', { times: times.join(', ') }) : null,
    locale.t('until-on-end', { time: hour(endsAt) }),
    money === null ? null : locale.t('until-on-cost', { cost: money }),
  ];
  return {
    as: 'text',
    text: `${head} ${pieces.filter((one) => one !== null).join(' · ')}`,
    buttons: [[buttonsIn(locale)('stop', 'stop-asking')]],
    atRest: false,
  };
}
