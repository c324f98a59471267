import type { Card } from '../../store/chats/cards.ts';
import { resumeWatches } from '../../store/watch/watches.ts';
import { suspendWatchesIn } from '../watch/watches.ts';
import type { Answered } from './room.ts';

/** What of Telegram's refusals is said of the chat, and lasts until somebody there changes it. */
const LASTING = ['chat', 'blocked', 'not-started', 'closed'] as const;

/**
 * What a watch tells stands in its chat, which may be written in; in the chat itself when its topic is gone, where nothing
 * more is told.
 * @param threadId the topic of the watch; 0 is the chat itself
 */
export async function shownIn(answered: Answered, card: Card, threadId: number): Promise<void> {
  const place = { chatId: card.chat_id, threadId };
  if (threadId !== 0 && card.thread_id === null) return suspendWatchesIn(answered, place, 'topic');
  await resumeWatches(answered.tx, place, ['closed', 'topic']);
}

/** What a watch tells waits for its chat, and what happens meanwhile is kept. */
export async function unshownIn(answered: Answered, card: Card, why: string): Promise<void> {
  const reason = LASTING.find((one) => one === why);
  if (reason) await suspendWatchesIn(answered, { chatId: card.chat_id }, reason);
}
