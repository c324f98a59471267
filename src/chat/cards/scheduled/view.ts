import { readQuiet } from '../../../messages/quiet.ts';
import type { Card } from '../../../store/chats/cards.ts';
import { contentOf } from '../../../store/orders/documents.ts';
import { messagesOfOrder } from '../../../store/orders/order-messages.ts';
import type { Order } from '../../../store/orders/orders.ts';
import { type ScheduledIn, scheduledOrders } from '../../../store/orders/scheduled.ts';
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
function seenIn({ chat_id: chatId }: Pick<Card, 'chat_id'>, reader: Role | null): ScheduledIn {
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
  const found = await scheduledOrders(db, seenIn(card, reader), { from: page * PAGE, limit: PAGE + 1 });
  const orders = found.slice(0, PAGE);
  const lines: string[] = [];
  const buttons: Button[][] = [];
  for (const order of orders) {
    // Its own number, which stays when others leave: a place in the list would soon name another one.
    const number = String(order.number);
    lines.push(`${number}. ${await orderLine(context, card, order)}`);
    buttons.push([
      button(['change', number], 'change-nth', { nth: number }),
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
export async function orderLine(context: ViewContext, card: Card, order: Order): Promise<string> {
  const { locale, settings, now } = context;
  const content = contentOf(order);
  // What they say is nobody's to read where they were not asked for, but in private.
  const isSeen = card.chat_id > 0 || order.chat_id === card.chat_id;
  const words = isSeen && 'text' in content ? shorten(content.text.replace(/\s+/g, ' '), TEXT_LENGTH) : '';
  const { number: orderNumber, total, send_at: sendAt } = order;
  const quiet = order.quiet === null ? null : readQuiet(order.quiet);
  const ahead = await quietAhead(context, { orderNumber, quiet, total, sendAt });
  const { waiting_for: reason } = order;
  const line = [
    ...(sendAt === null
      ? []
      : [
          locale.t(`scheduled-${reason === 'stopped' || reason === 'approval' ? reason : 'at'}`, {
            when: whenWords(locale, settings.timeZone, sendAt, now),
          }),
        ]),
    `${locale.t(`channel-${CHANNEL.name(order.channel)}`)} → ${await whom(context, card, order)}`,
    await makerOf(context, order),
    ...(words === '' ? [] : [locale.t('quoted', { words })]),
  ].join(' · ');
  return [line, ...ahead.lines].join('\n');
}
