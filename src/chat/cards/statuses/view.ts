import { FormattedString } from '@grammyjs/parse-mode';
import { formatPhone } from '../../../messages/recipient.ts';
import type { MessageState } from '../../../messages/status.ts';
import type { Message } from '../../../store/attempts/outbox.ts';
import type { Card } from '../../../store/chats/cards.ts';
import { findMessages, providerIdsOf } from '../../../store/orders/history.ts';
import { findOrder, type Order } from '../../../store/orders/orders.ts';
import { readingOf } from '../../../store/watch/readings.ts';
import { shorten, type View, type ViewContext } from '../../show/view.ts';
import { buttonsIn } from '../button.ts';
import { NAME_LIMIT, recipientName } from '../first-numbers.ts';
import { findingOf } from '../lookup/finding.ts';
import { makerOf } from '../presser.ts';
import { standingWords } from '../send/fate.ts';
import { seenIn, sightOf } from '../sight.ts';
import type { StatusesBody } from './body.ts';

/** By the state of a message that did not fail. */
const SIGNS: Readonly<Partial<Record<MessageState, string>>> = {
  waiting: '✋',
  queued: '⏳',
  submitting: '⏳',
  accepted: '✈️',
  delivered: '✅',
  in_doubt: '❓',
  left: '❓',
  cancelled: '🚫',
};

/** Where a message stands, in a sign and a few words. */
async function stateOf(context: ViewContext, message: Message, order: Order | undefined): Promise<string> {
  const { id, state, channel } = message;
  if (channel !== 'hlr' && channel !== 'ping') {
    const reading = await readingOf(context.db, id);
    return `${SIGNS[state] ?? '❌'} ${standingWords(context, message, order, reading)}`;
  }
  const { sign, words } = findingOf(context.locale, message);
  return `${sign} ${words}`;
}

/** When it was asked for, by whom, to whom, and what became of it. */
async function lineOf(
  context: ViewContext,
  card: Card,
  message: Message,
  ids: readonly string[],
  to: string | null,
): Promise<FormattedString> {
  const { db, locale, now } = context;
  const { channel, recipient, created_at } = message;
  const order = await findOrder(db, message.order_id);
  const maker = shorten(await makerOf(context, order), NAME_LIMIT);
  const whom = to === null ? ` → ${recipientName(sightOf(context, card, message), recipient)}` : '';
  const line = [
    locale.time(created_at, now),
    `${maker}${whom}`,
    locale.t(`channel-${channel}`),
    await stateOf(context, message, order),
  ].join(' · ');
  const [id] = ids;
  return id === undefined
    ? FormattedString.join([line])
    : FormattedString.join([`${line} · `, FormattedString.code(id)]);
}

/** A line for each message: its state, and nothing of its text. */
export async function statusesView(
  context: ViewContext,
  card: Card,
  { to, name, lines, more }: StatusesBody,
): Promise<View> {
  const { db, locale } = context;
  const wanted = lines.flatMap((line) => ('message' in line ? line.message : []));
  const messages = new Map((await findMessages(db, wanted)).map((message) => [message.id, message]));
  const ids = await providerIdsOf(db, wanted);
  // What was typed by name in a group says no more there.
  const whom = name === null ? formatPhone : (number: string) => `${name} ${seenIn(card.chat_id, number)}`;
  const shown: (FormattedString | string)[] = to === null ? [] : [locale.t('statuses-to', { to: whom(to) })];
  for (const line of lines) {
    if ('unknown' in line) shown.push(locale.t('statuses-unknown', { id: line.unknown }));
    else {
      const message = messages.get(line.message);
      if (message) shown.push(await lineOf(context, card, message, ids.get(message.id) ?? [], to));
    }
  }
  const forgotten = wanted.length - messages.size;
  if (forgotten > 0) shown.push(locale.t('statuses-forgotten', { n: forgotten }));
  if (more > 0) shown.push(locale.t('and-more', { n: more }));
  const isVeiled =
    to === null && [...messages.values()].some((message) => !sightOf(context, card, message).numbers);
  return {
    as: 'text',
    text: FormattedString.join(shown, '\n'),
    buttons: isVeiled ? [[buttonsIn(locale)('numbers')]] : [],
    atRest: true,
  };
}
