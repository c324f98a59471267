import { readQuiet } from '../../../messages/quiet.ts';
import type { Card } from '../../../store/chats/cards.ts';
import { contentOf, waitsOf } from '../../../store/orders/documents.ts';
import { messagesOfOrder } from '../../../store/orders/order-messages.ts';
import type { Order } from '../../../store/orders/orders.ts';
import { type Scheduled, type ScheduledIn, scheduledOrders } from '../../../store/orders/scheduled.ts';
import { CHANNEL } from '../../../store/tables/coded.ts';
import { may, type Role } from '../../people/access.ts';
import { type Button, shorten, type View, type ViewContext } from '../../show/view.ts';
import { whenWords } from '../../times/when.ts';
import { buttonsIn } from '../button.ts';
import { copyableText } from '../copyable.ts';
import { turningButtons } from '../pages.ts';
import { makerOf } from '../presser.ts';
import { quietAhead } from '../send/quiet-ahead.ts';
import { seenIn as seenBy } from '../sight.ts';
import type { ScheduledBody } from './body.ts';

/** A page, each with three buttons. */
const PAGE = 8;
/** UTF-16 units of a text. */
const TEXT_LENGTH = 80;

/** A group sees its own; in private everybody their own, and admins those of everybody. */
export function ordersSeenIn({ chat_id: chatId }: Pick<Card, 'chat_id'>, reader: Role | null): ScheduledIn {
  if (chatId < 0) return { chatId };
  return may(reader, 'admin') ? 'everywhere' : { personId: chatId };
}

/** What waits for its time, the next first, with what can be done about each. */
export async function scheduledView(
  context: ViewContext,
  card: Card,
  { page }: ScheduledBody,
): Promise<View> {
  const { db, locale, reader } = context;
  const button = buttonsIn(locale);
  const found = await scheduledOrders(db, ordersSeenIn(card, reader), { from: page * PAGE, limit: PAGE + 1 });
  const orders = found.slice(0, PAGE);
  const lines: string[] = [];
  const buttons: Button[][] = [];
  for (const order of orders) {
    // Its own number, which stays when others leave: a place in the list would soon name another one.
    const number = String(order.number);
    lines.push(`${number}. ${await orderLine(context, card, order)}`);
    buttons.push([
      ...(isByHours(order) ? [] : [button(['change', number], 'change-nth', { nth: number })]),
      ...goButtons(context, order),
      button(['cancel', number], 'cancel-nth', { nth: number }),
    ]);
  }
  const turning = turningButtons(locale, page, found.length > PAGE);
  return {
    as: 'text',
    text:
      orders.length > 0
        ? [locale.t('scheduled'), ...lines].join('\n')
        : copyableText(locale, 'scheduled-none'),
    buttons: [...buttons, turning].filter((row) => row.length > 0),
    atRest: true,
  };
}

type Listed = Order & Partial<Pick<Scheduled, 'kept_until'>>;

/** Whether quiet hours hold it back, or did until all was stopped: nobody has set a time that another could take the place of. */
const isByHours = (order: Listed): boolean =>
  (order.kept_until ?? null) !== null ||
  (order.waiting_for === 'stopped' && !waitsOf(order).includes('schedule'));

/** When it goes, or was to; null: no time is set. */
function timeWords({ locale, settings, now }: ViewContext, order: Listed): string | null {
  const when = (at: number) => ({ when: whenWords(locale, settings.timeZone, at, now) });
  const { kept_until: until = null, send_at: sendAt, waiting_for: reason } = order;
  if (until !== null) return locale.t('scheduled-kept', when(until));
  if (isByHours(order)) return locale.t('scheduled-stopped-kept');
  if (sendAt === null) return null;
  return locale.t(`scheduled-${reason === 'stopped' || reason === 'approval' ? reason : 'at'}`, when(sendAt));
}

/** What has it go; before a second person has approved it, that is theirs to say. */
function goButtons({ locale }: ViewContext, { number, waiting_for }: Order): Button[] {
  const button = buttonsIn(locale);
  const nth = String(number);
  if (waiting_for === 'approval') return [];
  return waiting_for === 'stopped'
    ? [button(['resume', nth], 'resume-nth', { nth })]
    : [button(['send', nth], 'send-now-nth', { nth })];
}

/** The one whom it goes to, or how many they are. */
async function whom({ db, locale }: ViewContext, card: Card, order: Order): Promise<string> {
  const { total } = order;
  const [only] = total === 1 ? await messagesOfOrder(db, order) : [];
  return only ? seenBy(card.chat_id, only.recipient) : locale.t('recipients', { n: total });
}

/** What an order is told by: when it goes, to whom, whose it is, and what it says. */
export async function orderLine(context: ViewContext, card: Card, order: Listed): Promise<string> {
  const { locale } = context;
  const content = contentOf(order);
  // What they say is nobody's to read where they were not asked for, but in private.
  const isSeen = card.chat_id > 0 || order.chat_id === card.chat_id;
  const words = isSeen && 'text' in content ? shorten(content.text.replace(/\s+/g, ' '), TEXT_LENGTH) : '';
  const { number: orderNumber, total, send_at: sendAt } = order;
  const quiet = order.quiet === null || isByHours(order) ? null : readQuiet(order.quiet);
  const ahead = await quietAhead(context, { orderNumber, quiet, total, sendAt });
  const time = timeWords(context, order);
  const line = [
    ...(time === null ? [] : [time]),
    `${locale.t(`channel-${CHANNEL.name(order.channel)}`)} → ${await whom(context, card, order)}`,
    await makerOf(context, order),
    ...(words === '' ? [] : [locale.t('quoted', { words })]),
  ].join(' · ');
  return [line, ...ahead.lines].join('\n');
}
