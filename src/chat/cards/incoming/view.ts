import { formatPhone } from '../../../messages/recipient.ts';
import type { Card } from '../../../store/cards.ts';
import { answeredMessage } from '../../../store/conversations.ts';
import { findIncoming } from '../../../store/incoming.ts';
import { shorten, type View, type ViewContext } from '../../show/view.ts';
import { buttonsIn } from '../button.ts';
import { forgottenView } from '../forgotten.ts';
import { nameById } from '../presser.ts';
import type { IncomingBody } from './body.ts';
import { codingName, nothingRead } from './unread.ts';

/** Of a text that is longer than a Telegram message the beginning is shown (UTF-16 units). */
const SHOWN = 3000;
/** The same of the message that it answers. */
const QUOTED = 80;
/** Parts that never came are named up to here (UTF-16 units). */
const PARTS_LENGTH = 500;

/** Of octets that could not be read the beginning is shown (hex digits). */
const OCTETS_LENGTH = 280;

/** "2, 3, 5–7" */
function ranges(numbers: readonly number[]): string {
  const found: [first: number, last: number][] = [];
  for (const number of numbers) {
    const open = found.at(-1);
    if (open && number === open[1] + 1) open[1] = number;
    else found.push([number, number]);
  }
  return found
    .map(([first, last]) => {
      if (first === last) return first;
      return last === first + 1 ? `${first}, ${last}` : `${first}–${last}`;
    })
    .join(', ');
}

/** What it answers, whose that was, and when; the words of a message only where they may be read anyway. */
async function answersLine(
  { db, locale, now }: ViewContext,
  card: Card,
  messageId: number,
): Promise<string[]> {
  const answered = await answeredMessage(db, messageId);
  if (!answered) return [];
  const { content, isForgotten, personId, chatId, at } = answered;
  const args = { name: await nameById(db, personId), time: locale.time(at, now) };
  // In a group a text stands where it was typed, and nowhere else.
  const mayQuote = card.chat_id > 0 || card.chat_id === chatId;
  if (!mayQuote || isForgotten || !('text' in content)) return [locale.t('incoming-answers-unquoted', args)];
  const text = locale.t('quoted', { words: shorten(content.text, QUOTED) });
  return [locale.t('incoming-answers', { ...args, text })];
}

/** What a subscriber wrote, what they answer, to which of the account's numbers, and when. */
export async function incomingView(
  context: ViewContext,
  card: Card,
  { incomingId, answers }: IncomingBody,
): Promise<View> {
  const { db, locale, now } = context;
  const message = await findIncoming(db, incomingId);
  if (!message) return forgottenView(locale);
  const { sender, recipient, text, missing, unread, receivedAt, forgottenAt } = message;
  const time = locale.time(receivedAt, now);
  const words =
    forgottenAt === null ? locale.t('quoted', { words: shorten(text, SHOWN) }) : locale.t('text-forgotten');
  const lines = [
    nothingRead(message) ? `✉️ ${formatPhone(sender)}` : `✉️ ${formatPhone(sender)}: ${words}`,
    ...(answers === null ? [] : await answersLine(context, card, answers)),
    recipient === '' ? time : locale.t('incoming-to', { number: formatPhone(recipient), time }),
  ];
  if (missing.length > 0) {
    const parts = shorten(ranges(missing), PARTS_LENGTH);
    lines.push(locale.t('incoming-missing', { n: missing.length, parts }));
  }
  const octets = unread.map((one) => one.octets).join('…');
  for (const { dataCoding } of unread.slice(0, 1)) {
    lines.push(
      locale.t(nothingRead(message) ? 'incoming-unread' : 'incoming-unread-in-part', {
        coding: codingName(dataCoding),
        octets: shorten(octets, OCTETS_LENGTH),
      }),
    );
  }
  const isCut = text.length > SHOWN || octets.length > OCTETS_LENGTH;
  const buttons = isCut ? [[buttonsIn(locale)('whole')]] : [];
  return { as: 'text', text: lines.join('\n'), buttons, atRest: true, wordless: forgottenAt !== null };
}
