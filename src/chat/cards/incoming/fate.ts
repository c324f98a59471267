import type { Card } from '../../../store/chats/cards.ts';
import { markChatUnshown, markSeen, markUnshown } from '../../../store/talks/incoming-cards.ts';
import { resume, suspend } from '../../talks/inboxes.ts';
import type { Answered } from '../room.ts';
import type { IncomingBody } from './body.ts';

/** What of Telegram's refusals is said of the chat, and lasts until somebody there changes it. */
const LASTING = ['chat', 'blocked', 'not-started', 'closed', 'topic'] as const;

/** The message stands in a chat: it is seen, and that place can show others. */
export async function shown(answered: Answered, card: Card, { incomingId }: IncomingBody): Promise<void> {
  const threadId = await markSeen(answered.tx, { cardId: card.id, incomingId });
  await resume(answered, { chatId: card.chat_id, threadId: threadId ?? card.thread_id ?? 0 }, 'written');
}

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
  const { chat_id: chatId } = card;
  const threadId = (await markUnshown(tx, { cardId: card.id, incomingId }, now)) ?? card.thread_id ?? 0;
  const reason = LASTING.find((one) => one === why);
  if (!reason) return;
  if (reason !== 'topic') await markChatUnshown(tx, chatId, now);
  await suspend(answered, reason === 'topic' ? { chatId, threadId } : { chatId }, reason);
}
