import { FormattedString } from '@grammyjs/parse-mode';
import { formatPhone } from '../../../messages/recipient.ts';
import type { Card } from '../../../store/chats/cards.ts';
import { countWritten, type Written, writtenWith } from '../../../store/talks/correspondence.ts';
import type { StoredIncoming } from '../../../store/talks/incoming.ts';
import { chatsOfIncoming } from '../../../store/talks/incoming-cards.ts';
import { shorten, type View, type ViewContext } from '../../show/view.ts';
import { asFits } from '../as-fits.ts';
import { buttonsIn } from '../button.ts';
import { seenAddress, sightOf } from '../sight.ts';
import type { CorrespondenceBody } from './body.ts';
import { type Line, sentLine, TEXT_LENGTH } from './sent-line.ts';

/** What a page holds, so that each has room for its text. */
const PAGE = 10;

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
  const { messages: n, others } = await countWritten(db, number);
  const count = n + others;
  const written = await writtenWith(db, number, { from: page * PAGE, limit: PAGE });
  const lines: Line[] = [];
  for (const one of written.toReversed()) lines.push(await lineOf(context, card, one));
  const who = seenAddress(sightOf(context, card, { chat_id: card.chat_id, campaign: null }, names), number);
  const head = [
    locale.t(count === 0 ? 'correspondence-none' : 'correspondence', { number: who, n }),
    ...(others === 0 ? [] : [locale.t('correspondence-others', { others })]),
  ].join(' · ');
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
