import type { Card } from '../../../store/cards.ts';
import { markSeen, markUnshown } from '../../../store/incoming-cards.ts';
import { suspend } from '../../inboxes.ts';
import type { Answered } from '../room.ts';
import type { IncomingBody } from './body.ts';

/** What of Telegram's refusals lasts until somebody lets the bot in again. */
const LASTING = ['chat', 'blocked', 'not-started', 'topic'] as const;

/** The message stands in a chat: it is seen. */
export const shown = ({ tx }: Answered, _card: Card, { incomingId }: IncomingBody): Promise<void> =>
  markSeen(tx, incomingId);

/**
 * The message goes to the owners, unless it stands elsewhere or may yet. A place that cannot show anything any more is
 * suspended.
 */
export async function unshown(
  answered: Answered,
  card: Card,
  { incomingId }: IncomingBody,
  why: string,
): Promise<void> {
  const { tx, now } = answered;
  const threadId = await markUnshown(tx, { cardId: card.id, incomingId, now });
  const reason = LASTING.find((one) => one === why);
  if (!reason) return;
  const place = { chatId: card.chat_id, threadId: threadId ?? card.thread_id ?? 0 };
  await suspend(answered, reason === 'topic' ? place : { chatId: card.chat_id }, reason);
}
