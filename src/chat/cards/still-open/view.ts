import { FormattedString, fmt } from '@grammyjs/parse-mode';
import type { Card } from '../../../store/chats/cards.ts';
import { openMessagesTo } from '../../../store/orders/history.ts';
import { findOrder } from '../../../store/orders/orders.ts';
import { stillOpen } from '../../../store/person/person-data.ts';
import { openWords } from '../../person/open-words.ts';
import type { Button, View, ViewContext } from '../../show/view.ts';
import { buttonsIn } from '../button.ts';
import { copyableText, typedArgument } from '../copyable.ts';
import { sentLine } from '../correspondence/sent-line.ts';
import type { StillOpenBody } from './body.ts';

/** Messages that are named, so that each has room for its text; the rest is counted. */
const NAMED = 10;

/** What of a person is not over, each message by its order's number, with what ends it. */
export async function stillOpenView(
  context: ViewContext,
  card: Card,
  { number, typed }: StillOpenBody,
): Promise<View> {
  const { db, locale, now } = context;
  const open = await stillOpen(db, number, now);
  const args = { typed: typedArgument(typed) };
  if (open.length === 0) {
    return { as: 'text', text: copyableText(locale, 'still-open-none', args), buttons: [], atRest: true };
  }
  const button = buttonsIn(locale);
  const lines = [fmt`${locale.t('erase-open', { list: openWords(locale, open) })}`];
  const buttons: Button[][] = [];
  const found = await openMessagesTo(db, number, NAMED + 1);
  let isToMany = false;
  for (const message of found.slice(0, NAMED)) {
    const order = await findOrder(db, message.order_id);
    if (!order) continue;
    const nth = String(order.number);
    const { line } = await sentLine(context, card, order.created_at, message);
    lines.push(fmt`${nth}. ${line}`);
    if (message.state !== 'waiting' && message.state !== 'queued') continue;
    if (order.total > 1) isToMany = true;
    else buttons.push([button(['cancel', nth], 'cancel-nth', { nth })]);
  }
  if (found.length > NAMED) lines.push(copyableText(locale, 'still-open-more', args));
  if (isToMany) lines.push(copyableText(locale, 'still-open-to-many', args));
  if (open.some(({ what }) => what === 'unseen')) lines.push(copyableText(locale, 'still-open-see'));
  return { as: 'text', text: FormattedString.join(lines, '\n'), buttons, atRest: true };
}
