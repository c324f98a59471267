import { type FormattedString, fmt } from '@grammyjs/parse-mode';
import { withoutCode } from '../../../messages/codes.ts';
import { isLookup } from '../../../messages/request.ts';
import type { Message } from '../../../store/attempts/outbox.ts';
import type { Card } from '../../../store/chats/cards.ts';
import { findOrder } from '../../../store/orders/orders.ts';
import { readingOf } from '../../../store/watch/readings.ts';
import { shorten, type ViewContext } from '../../show/view.ts';
import { findingOf } from '../lookup/finding.ts';
import { makerOf } from '../presser.ts';
import { standingWords } from '../send/fate.ts';
import { contentLines } from '../send/lines.ts';
import { sightOf } from '../sight.ts';

/** UTF-16 units of each text, and of all that one was made of, such as a subject: a page of them fits. */
export const TEXT_LENGTH = 200;
const WORDS_LENGTH = 240;

/** A line of it, and whether its words may not be read here. */
export interface Line {
  readonly line: FormattedString;
  readonly isWithheld: boolean;
}

/** What was sent to them: how, by whom, the words where they may be read, and what became of it. */
export async function sentLine(
  context: ViewContext,
  card: Card,
  at: number,
  message: Message,
): Promise<Line> {
  const { db, locale, now } = context;
  const { channel } = message;
  const sight = sightOf(context, card, message);
  const order = await findOrder(db, message.order_id);
  const name = await makerOf(context, order);
  const words = contentLines(
    context,
    { ...message, request: withoutCode(message.request) },
    sight,
    TEXT_LENGTH,
  ).join(' · ');
  const fate = isLookup(channel)
    ? findingOf(locale, message).words
    : standingWords(context, message, order, await readingOf(db, message.id));
  const pieces = [`${locale.time(at, now)} ↪ ${locale.t(`channel-${channel}`)}`, name];
  if (words !== '') pieces.push(shorten(words, WORDS_LENGTH));
  pieces.push(fate);
  return { line: fmt`${pieces.join(' · ')}`, isWithheld: !sight.texts && !isLookup(channel) };
}
