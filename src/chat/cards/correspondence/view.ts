import { FormattedString, fmt } from '@grammyjs/parse-mode';
import { withoutCode } from '../../../messages/codes.ts';
import { formatPhone } from '../../../messages/recipient.ts';
import { isLookup } from '../../../messages/request.ts';
import type { Card } from '../../../store/cards.ts';
import { countWritten, type Written, writtenWith } from '../../../store/correspondence.ts';
import type { StoredIncoming } from '../../../store/incoming.ts';
import { chatsOfIncoming } from '../../../store/incoming-cards.ts';
import { findOrder } from '../../../store/orders.ts';
import type { Message } from '../../../store/outbox.ts';
import { readingOf } from '../../../store/readings.ts';
import { shorten, type View, type ViewContext } from '../../show/view.ts';
import { asFits } from '../as-fits.ts';
import { buttonsIn } from '../button.ts';
import { findingOf } from '../lookup/finding.ts';
import { makerOf } from '../presser.ts';
import { standingWords } from '../send/fate.ts';
import { contentLines } from '../send/lines.ts';
import { seenAddress, sightOf } from '../sight.ts';
import type { CorrespondenceBody } from './body.ts';

/** What a page holds, so that each has room for its text. */
const PAGE = 10;
/** UTF-16 units of each text, and of all that one was made of, such as a subject: a page of them fits. */
const TEXT_LENGTH = 200;
const WORDS_LENGTH = 240;

/** A line of it, and whether its words may not be read here. */
interface Line {
  readonly line: FormattedString;
  readonly isWithheld: boolean;
}

/** What was sent to them: how, by whom, the words where they may be read, and what became of it. */
async function sentLine(context: ViewContext, card: Card, at: number, message: Message): Promise<Line> {
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

/** What they wrote, where it may be read: in a group what came there. */
async function cameLine(
  { db, locale, now }: ViewContext,
  card: Card,
  at: number,
  message: StoredIncoming,
): Promise<Line> {
  const { id, text, recipient, forgottenAt } = message;
  const mayRead = card.chat_id > 0 || (await chatsOfIncoming(db, id)).includes(card.chat_id);
  const words =
    forgottenAt !== null
      ? locale.t('text-forgotten')
      : mayRead
        ? locale.t('quoted', { words: shorten(text, TEXT_LENGTH) })
        : locale.t('text-withheld');
  const to = recipient === '' ? [] : [locale.t('correspondence-to', { number: formatPhone(recipient) })];
  const pieces = [`${locale.time(at, now)} ↩ ✉️`, ...to, words];
  return { line: FormattedString.join(pieces, ' · '), isWithheld: !mayRead && forgottenAt === null };
}

const lineOf = (context: ViewContext, card: Card, written: Written): Promise<Line> =>
  'sent' in written
    ? sentLine(context, card, written.at, written.sent)
    : cameLine(context, card, written.at, written.came);

/** A page of what was written to and fro with a number, the latest at its end. */
export async function correspondenceView(
  context: ViewContext,
  card: Card,
  { number, names, page }: CorrespondenceBody,
): Promise<View> {
  const { db, locale } = context;
  const count = await countWritten(db, number);
  const written = await writtenWith(db, number, { from: page * PAGE, limit: PAGE });
  const lines: Line[] = [];
  for (const one of written.toReversed()) lines.push(await lineOf(context, card, one));
  const who = seenAddress(sightOf(context, card, { chat_id: card.chat_id, campaign: null }, names), number);
  const head = locale.t(count === 0 ? 'correspondence-none' : 'correspondence', { number: who, n: count });
  const button = buttonsIn(locale);
  const turning = [
    ...((page + 1) * PAGE < count ? [button(['page', String(page + 1)], 'earlier')] : []),
    ...(page > 0 ? [button(['page', String(page - 1)], 'later')] : []),
  ];
  const isWithheld = card.chat_id < 0 && lines.some((one) => one.isWithheld);
  return {
    as: 'text',
    text: asFits(
      head,
      lines.map(({ line }) => line),
      0,
    ).text,
    buttons: [turning, isWithheld ? [button('whole', 'in-private')] : []].filter((row) => row.length > 0),
    atRest: true,
    silent: true,
  };
}
