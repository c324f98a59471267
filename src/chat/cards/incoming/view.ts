import { FormattedString } from '@grammyjs/parse-mode';
import { formatPhone, isNumber } from '../../../messages/recipient.ts';
import type { Card } from '../../../store/chats/cards.ts';
import { answeredMessage, lastSentTo } from '../../../store/talks/conversations.ts';
import type { Talk } from '../../../store/talks/talks.ts';
import { shorten, type View, type ViewContext } from '../../show/view.ts';
import { buttonsIn } from '../button.ts';
import { forgottenView } from '../forgotten.ts';
import { makerOf } from '../presser.ts';
import type { IncomingBody } from './body.ts';
import { isCut, lackingLines, writtenLines } from './message-lines.ts';
import { shownMessages } from './shown-messages.ts';
import { stopListSays } from './stop-list.ts';
import { talkButtons, talkLines, talkOn } from './talk.ts';

/** Of texts that are longer than a Telegram message the beginning is shown (UTF-16 units), of all together. */
const SHOWN = 3000;
/** The same of the message that it answers. */
const QUOTED = 80;

/** What went to them, whose that was, and when; the words of a message only where they may be read anyway. */
async function sentLine(
  context: ViewContext,
  card: Card,
  messageId: number,
  how: 'incoming-answers' | 'talk-sent',
): Promise<string[]> {
  const { db, locale, now } = context;
  const sent = await answeredMessage(db, messageId);
  if (!sent) return [];
  const { content, isForgotten, maker, chatId, at } = sent;
  const args = { name: await makerOf(context, maker), time: locale.time(at, now) };
  // In a group a text stands where it was typed, and nowhere else.
  const mayQuote = card.chat_id > 0 || card.chat_id === chatId;
  if (!mayQuote || isForgotten || !('text' in content)) return [locale.t(`${how}-unquoted`, args)];
  const text = locale.t('quoted', { words: shorten(content.text, QUOTED) });
  return [locale.t(how, { ...args, text })];
}

/** What they answer, and, where that is another one, what has been sent to them since. */
async function sentLines(
  context: ViewContext,
  card: Card,
  { number, answers, open }: { number: string; answers: number | null; open: Talk | null },
): Promise<string[]> {
  const last = open ? await lastSentTo(context.db, number) : null;
  return [
    ...(answers === null ? [] : await sentLine(context, card, answers, 'incoming-answers')),
    ...(last && last.messageId !== answers ? await sentLine(context, card, last.messageId, 'talk-sent') : []),
  ];
}

/** What a subscriber wrote, what they answer, to which of the account's numbers, and when; and who answers them. */
export async function incomingView(context: ViewContext, card: Card, body: IncomingBody): Promise<View> {
  const { db, locale, now } = context;
  const { messages, count } = await shownMessages(db, body);
  const message = messages.at(-1);
  if (!message) return forgottenView(locale);
  const { sender, recipient, receivedAt } = message;
  const limit = Math.floor(SHOWN / messages.length);
  const time = locale.time(receivedAt, now);
  const open = await talkOn(db, card, body);
  const stopped = await stopListSays(context, messages);
  const lines = [
    ...writtenLines(locale, messages, { now, earlier: count - messages.length, limit }),
    ...(await sentLines(context, card, { number: sender, answers: body.answers, open })),
    recipient === '' ? time : locale.t('incoming-to', { number: formatPhone(recipient), time }),
    ...messages.flatMap((one) => lackingLines(locale, one)),
    ...(isNumber(sender) ? [] : [locale.t('incoming-no-answer')]),
    ...(await talkLines(context, body, open)),
    ...stopped.lines,
  ];
  const isWhole = count === messages.length && !messages.some((one) => isCut(one, limit));
  const whole = isWhole ? [] : [[buttonsIn(locale)('whole')]];
  return {
    as: 'text',
    text: FormattedString.join(lines, '\n'),
    buttons: [
      ...stopped.buttons,
      ...whole,
      ...(open ? talkButtons(locale, open, count - messages.length) : []),
    ],
    atRest: true,
    wordless: messages.every(({ forgottenAt }) => forgottenAt !== null),
  };
}
